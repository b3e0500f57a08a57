using Convo.Functions.Web.Api;

namespace Convo.Functions.Standalone.Pump;

/// <summary>
/// Rings the round of the webhooks, at the start, after which Convo's test call says whether this start is reached, and then every five minutes for what is
/// due.
/// </summary>
/// <param name="webhooks">The round, which itself knows what is due.</param>
/// <param name="life">Tells when the app listens: before that, nobody would take the deliveries of a webhook that is registered.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where failures are told, without content.</param>
public sealed class WebhookTimer(WebhookRound webhooks, IHostApplicationLifetime life, TimeProvider clock, ILogger<WebhookTimer> log) : RoundTimer(
    (_, cancellation) => RoundAsync(webhooks, life, cancellation), WebhookRound.Every, clock, log)
{
    private static async Task RoundAsync(WebhookRound webhooks, IHostApplicationLifetime life, CancellationToken cancellation)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = life.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(cancellation);
        await webhooks.LookAsync(cancellation);
    }
}
