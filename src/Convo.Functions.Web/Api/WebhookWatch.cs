using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Api;

/// <summary>Looks after the webhooks at the start and once an hour, where the head has no timer that does.</summary>
internal sealed partial class WebhookWatch(WebhookRound round, IHostApplicationLifetime life, TimeProvider clock, ILogger<WebhookWatch> logger)
    : BackgroundService
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
                await round.LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Log.Stopped(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Webhooks are no longer looked after")]
        public static partial void Stopped(ILogger logger);
    }
}
