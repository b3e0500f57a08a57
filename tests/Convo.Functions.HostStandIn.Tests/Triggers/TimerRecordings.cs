using System.Text.Json;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.HostStandIn.Tests.Reading;
using Convo.Functions.HostStandIn.Tests.Stage;
using Convo.Functions.HostStandIn.Triggers.Timers;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.HostStandIn.Tests.Triggers;

/// <summary>The timers of the recording, run again by a clock set to its times: the handler reads what was recorded, the schedule's times too.</summary>
public sealed class TimerRecordings : IAsyncLifetime
{
    private static readonly DateTimeOffset Started = DateTimeOffset.Parse("2026-11-22T03:37:46.3938125+00:00");

    private readonly CancellationTokenSource bound = new(TimeSpan.FromSeconds(20));
    private readonly RecordedApp app = RecordedApp.Write();
    private readonly ScriptedHandler handler = new(RecordedAnswers.To);
    private readonly ScheduleStatuses statuses = new();
    private readonly TestClock clock = new(Started);
    private StandIn? host;

    /// <summary>The recordings that are tested here.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "timer-poll-later", "timer-poll-startup-again", "timer-poll-startup-first", "timer-sweep-after-failover", "timer-sweep-first",
        "timer-sweep-past-due", "timer-sweep-second",
    ];

    public async Task InitializeAsync()
    {
        Directory.Delete(Path.Combine(app.Folder, "work"), recursive: true);
        Directory.Delete(Path.Combine(app.Folder, "poison"), recursive: true);
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await host!.DisposeAsync();
        app.Dispose();
        bound.Dispose();
    }

    [Fact]
    public async Task The_timers_run_as_recorded_over_starts_and_a_missed_tick()
    {
        AssertLast("timer-poll-startup-first");
        await AtAsync("2026-11-22T03:38:00.0004223+00:00");
        AssertLast("timer-sweep-first");
        await AtAsync("2026-11-22T03:39:00.0015009+00:00");
        AssertLast("timer-sweep-second");
        await AtAsync("2026-11-22T03:40:00.0015009+00:00");
        AssertLast("timer-poll-later");
        await AtAsync("2026-11-22T03:41:00.0000000+00:00");

        await StopAsync();
        await AtAsync("2026-11-22T03:41:30.0000000+00:00");
        await StartAsync();
        AssertLast("timer-poll-startup-again");

        await AtAsync("2026-11-22T03:43:00.0002404+00:00");
        await StopAsync();
        await AtAsync("2026-11-22T03:44:04.7000000+00:00");
        await StartAsync();
        AssertLast("timer-sweep-past-due");
    }

    [Fact]
    public async Task A_run_after_a_replaced_handler_is_as_every_other()
    {
        await AtAsync("2026-11-22T03:40:00.0017837+00:00");
        handler.Crash();
        await host!.ReadyAsync(handlers: 2, bound.Token);
        await AtAsync("2026-11-22T03:41:00.0000000+00:00");

        AssertLast("timer-sweep-after-failover");
    }

    [Fact]
    public async Task A_schedule_of_seconds_has_no_status()
    {
        await StopAsync();
        app.AddTrigger("often", new() { ["type"] = "timerTrigger", ["name"] = "timer", ["schedule"] = "*/10 * * * * *" });
        await StartAsync();
        clock.Advance(TimeSpan.FromSeconds(10));
        await host!.SettleAsync(bound.Token);

        using var envelope = JsonDocument.Parse(BodyOf(handler.Requests[^1]));
        Assert.Equal(JsonValueKind.Null, envelope.RootElement.GetProperty("Data").GetProperty("timer").GetProperty("ScheduleStatus").ValueKind);
        Assert.Null(statuses["often"]);
    }

    private async Task StartAsync()
    {
        host = await StandIn.StartAsync(
            new StandInOptions(app.Folder) { Mode = HostMode.Forwarding, Clock = clock, Handler = handler, Statuses = statuses }, bound.Token);
        await host.SettleAsync(bound.Token);
    }

    private async Task StopAsync() => await host!.DisposeAsync();

    private async Task AtAsync(string time)
    {
        clock.Advance(DateTimeOffset.Parse(time) - clock.GetUtcNow());
        await host!.SettleAsync(bound.Token);
    }

    // The times of the schedule are compared too; only the time of the call itself and the ids are not.
    private void AssertLast(string name)
    {
        var recorded = Recording.Read(name).Request;
        var function = recorded.Split(' ')[1];
        var sent = handler.Requests.Last(request => request.StartsWith($"POST {function} ", StringComparison.Ordinal));
        Assert.Equal(Masked.Request(recorded), Masked.Request(sent));
        Assert.Equal(TimerOf(recorded), TimerOf(sent));
    }

    private static string TimerOf(string request)
    {
        using var envelope = JsonDocument.Parse(BodyOf(request));
        return envelope.RootElement.GetProperty("Data").GetRawText();
    }

    private static string BodyOf(string request) => request.Split("\r\n").Single(line => line.StartsWith("{\"Data\"", StringComparison.Ordinal));
}
