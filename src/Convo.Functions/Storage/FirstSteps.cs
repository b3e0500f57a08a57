using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes.Ready;

namespace Convo.Functions.Storage;

/// <summary>
/// What a start does beside answering: makes the tables, by using them; reads the webhook secrets, so that the first delivery after a cold start need not
/// wait for them; offers the sample recipe as a draft, because real accounts would answer for what it does. Tried until storage is there.
/// </summary>
internal sealed partial class FirstSteps(RingCache rings, SampleRecipe sample, TimeProvider clock, ILogger<FirstSteps> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (!await DoneAsync(stoppingToken))
            {
                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Log.Stopped(logger);
        }
    }

    private async Task<bool> DoneAsync(CancellationToken cancellation)
    {
        try
        {
            await rings.FindAsync(connection: "", age: Every, cancellation);
            await sample.OfferAsync(switchOn: false, cancellation);
            return true;
        }
        catch (Exception e) when (e is StorageException or TimeoutException)
        {
            Log.NotYet(logger, e.GetType(), e.StackTrace);
            return false;
        }
#pragma warning disable CA1031 // Without a sample the app does all else; an exception here would end it.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.NoSample(logger, e.GetType(), e.StackTrace);
            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Storage is not ready yet; it is tried again in half a minute: {Error}\n{Place}")]
        public static partial void NotYet(ILogger logger, Type error, string? place);

        [LoggerMessage(2, LogLevel.Error, "The sample recipe could not be saved: {Error}\n{Place}")]
        public static partial void NoSample(ILogger logger, Type error, string? place);

        [LoggerMessage(3, LogLevel.Debug, "Stopped before storage was ready")]
        public static partial void Stopped(ILogger logger);
    }
}
