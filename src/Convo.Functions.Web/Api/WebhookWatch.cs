using Convo.Functions.Core.Connections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Api;

/// <summary>At the start and once an hour: sees to it that every connection to Convo has its webhook.</summary>
internal sealed partial class WebhookWatch(
    ConnectionStore store, ConnectionChanges changes, IHostApplicationLifetime life, TimeProvider clock, ILogger<WebhookWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            // Registering before we listen would invite deliveries that nobody takes.
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var listening = life.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Log.Stopped(logger);
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var connection in await store.ListAsync(cancellation))
            {
                if (connection.Kind == ConnectionKind.Convo.Name && await changes.RegisterAsync(connection, cancellation) is { Works: false } webhook)
                {
                    Log.Missing(logger, connection.Name, webhook.Advice);
                }
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.NotLooked(logger, e.GetType(), e.StackTrace);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Connection {Connection} has no webhook: {Advice}")]
        public static partial void Missing(ILogger logger, string connection, string? advice);

        [LoggerMessage(2, LogLevel.Warning, "The webhooks could not be looked after, which is tried again in an hour: {Error}\n{Place}")]
        public static partial void NotLooked(ILogger logger, Type error, string? place);

        [LoggerMessage(3, LogLevel.Debug, "Webhooks are no longer looked after")]
        public static partial void Stopped(ILogger logger);
    }
}
