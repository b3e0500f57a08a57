using Convo.Functions.Core;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Ports;
using Convo.Functions.Standalone.Pump;
using Convo.Functions.Web.Triggers;

namespace Convo.Functions.Standalone;

/// <summary>Puts the queue pump and all that rings at times into the program.</summary>
internal static class PumpServices
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds the one queue, its consumer, and the timers of the sweep, the poll, the webhooks, the accounts, the calendars and the keep-times.
    /// </summary>
    public static IServiceCollection AddPump(this IServiceCollection services, StandaloneOptions options) => services
        .Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin)
        .AddRounds()

        // The flow is asked for at each hint: it sends hints itself, so that neither can be made first.
        .AddSingleton(s => new WorkPump(
            (hint, cancellation) => s.GetRequiredService<Flow>().FollowAsync(hint, cancellation),
            options.Workers,
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<WorkPump>>())
        {
            GivesWay = () => s.GetRequiredService<HookDoor>().IsCrowded,
            LeftSomeOut = () => s.GetRequiredService<SweepTimer>().BeginAgain(),
        })
        .AddSingleton<IQueues>(s => s.GetRequiredService<WorkPump>())
        .AddSingleton(s => new SweepTimer(
            (cause, cancellation) => SweepAsync(s, cause, cancellation),
            SweepTimer.DefaultInterval,
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<SweepTimer>>()))

        // Stopped in the reverse order: the sweep after the pump, which it may wait for.
        .AddSingleton<IHostedService>(s => s.GetRequiredService<SweepTimer>())
        .AddSingleton<IHostedService>(s => s.GetRequiredService<WorkPump>())
        .AddSingleton<PollTimer>()
        .AddSingleton<IHostedService>(s => s.GetRequiredService<PollTimer>())
        .AddSingleton<WebhookTimer>()
        .AddSingleton<IHostedService>(s => s.GetRequiredService<WebhookTimer>())
        .AddSingleton<AccountTimer>()
        .AddSingleton<IHostedService>(s => s.GetRequiredService<AccountTimer>())
        .AddSingleton<CalendarTimer>()
        .AddSingleton<IHostedService>(s => s.GetRequiredService<CalendarTimer>())
        .AddSingleton<ExpiryTimer>()
        .AddSingleton<IHostedService>(s => s.GetRequiredService<ExpiryTimer>());

    // Hints lived in memory: after a start, everything that is open is looked at.
    private static Task SweepAsync(IServiceProvider services, RoundCause cause, CancellationToken cancellation)
    {
        var dueBy = cause is RoundCause.Start ? DateTimeOffset.MaxValue : services.GetRequiredService<TimeProvider>().GetUtcNow();
        return services.GetRequiredService<Flow>().SweepAsync(dueBy, cancellation);
    }
}
