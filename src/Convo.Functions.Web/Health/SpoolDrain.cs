using Convo.Functions.Core.Intake;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Health;

/// <summary>Hands on what waits in the spool, every two seconds, as soon as the store is back.</summary>
internal sealed partial class SpoolDrain(ISpool spool, IAccept accept, TimeProvider clock, ILogger<SpoolDrain> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                if (await spool.DrainAsync(accept, stoppingToken) is > 0 and var count)
                {
                    Log.Drained(logger, count);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Unreadable(logger, e.GetType(), e.StackTrace);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} spooled events were stored")]
        public static partial void Drained(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Error, "The spool could not be read and is tried again: {Error}\n{Place}")]
        public static partial void Unreadable(ILogger logger, Type error, string? place);
    }
}
