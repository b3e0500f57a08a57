using System.Net;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Webhooks;
using Convo.Functions.Tests.Stage;
using Convo.Functions.Web.Triggers;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Tests.Triggers;

public sealed class TimerTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private Handler handler = null!;

    private SentHints Hints => handler.Services.GetRequiredService<SentHints>();

    public async Task InitializeAsync() => handler = await Handler.StartConnectedAsync();

    public async Task DisposeAsync() => await handler.DisposeAsync();

    [Fact]
    public async Task The_sweep_sends_again_what_was_stored_and_whose_hint_was_lost()
    {
        await handler.HookAsync("sess_1");
        var sent = Hints.All.Count;
        handler.Clock.Advance(Minute);
        Assert.Equal(HostAnswer.Success, await handler.CallAsync(FunctionTable.Sweep, Envelopes.Timer));
        Assert.Equal(sent + 1, Hints.All.Count);
        Assert.Equal(Hints.All[0], Hints.All[^1]);
    }

    [Fact]
    public async Task The_sweep_runs_once_a_minute_whoever_calls_and_however_often()
    {
        await handler.HookAsync("sess_1");
        handler.Clock.Advance(Minute);
        var sent = Hints.All.Count;
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => handler.CallAsync(FunctionTable.Sweep, Envelopes.Timer)));
        Assert.All(answers, answer => Assert.Equal(HostAnswer.Success, answer));
        Assert.Equal(sent + 1, Hints.All.Count);

        handler.Clock.Advance(Minute);
        await handler.CallAsync(FunctionTable.Sweep, Envelopes.Timer);
        Assert.Equal(sent + 2, Hints.All.Count);
    }

    [Theory]
    [InlineData(59.99)]
    [InlineData(60.01)]
    [InlineData(35)]
    [InlineData(89)]
    public async Task A_timer_that_is_early_or_late_by_less_than_half_a_minute_still_has_its_turn(double seconds)
    {
        // The clock of the tests starts at a whole minute, as the schedule does.
        var turns = handler.Services.GetRequiredService<Turns>();
        Assert.True(await turns.TakeAsync("sweep", Minute, default));
        handler.Clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.True(await turns.TakeAsync("sweep", Minute, default));
        Assert.False(await turns.TakeAsync("sweep", Minute, default));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_stop_the_timers()
    {
        var turns = handler.Services.GetRequiredService<Turns>();
        Assert.True(await turns.TakeAsync("sweep", Minute, default));
        handler.Clock.SetWallClock(handler.Clock.GetUtcNow() - TimeSpan.FromHours(1));
        Assert.True(await turns.TakeAsync("sweep", Minute, default));
        Assert.False(await turns.TakeAsync("sweep", Minute, default));
    }

    [Fact]
    public async Task A_sweep_without_storage_is_no_failure_and_the_next_minute_makes_it_good()
    {
        await handler.HookAsync("sess_1");
        handler.Clock.Advance(Minute);
        var sent = Hints.All.Count;
        handler.Store.Down();
        Assert.Equal(HostAnswer.Success, await handler.CallAsync(FunctionTable.Sweep, Envelopes.Timer));
        handler.Store.Mend();
        handler.Clock.Advance(Minute);
        await handler.CallAsync(FunctionTable.Sweep, Envelopes.Timer);
        Assert.Equal(sent + 1, Hints.All.Count);
    }

    [Fact]
    public async Task The_poll_hands_on_what_was_spooled_while_storage_was_down()
    {
        Assert.Equal(HttpStatusCode.OK, await handler.HookAsync("sess_before"));
        handler.Store.Down();
        Assert.Equal(HttpStatusCode.OK, await handler.HookAsync("sess_during"));
        var spool = handler.Services.GetRequiredService<ISpool>();
        Assert.Equal(1, spool.Waiting);
        handler.Store.Mend();
        Assert.Equal(HostAnswer.Success, await handler.CallAsync(FunctionTable.Poll, Envelopes.Timer));
        Assert.Equal(0, spool.Waiting);
        Assert.Equal(2, handler.Rows(TableNames.Meetings).Count(row => row.Key.StartsWith("e|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_poll_looks_after_the_webhooks_once_an_hour()
    {
        var webhooks = handler.Services.GetRequiredService<WebhookStore>();
        var nextLooks = new HashSet<DateTimeOffset?>();
        for (var call = 0; call < 13; call++)
        {
            Assert.Equal(HostAnswer.Success, await handler.CallAsync(FunctionTable.Poll, Envelopes.Timer));
            nextLooks.Add((await webhooks.FindAsync("acme", default)).NextAt);
            handler.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(TimeSpan.FromHours(1), nextLooks.Max() - nextLooks.Min());
        Assert.Equal(2, nextLooks.Count);
    }

    [Fact]
    public async Task What_waits_in_the_spool_is_told_as_not_durable()
    {
        await handler.HookAsync("sess_before");
        handler.Store.Down();
        await handler.HookAsync("sess_during");
        handler.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var answer = await handler.Http.GetAsync(new Uri("/api/health", UriKind.Relative));
        var health = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"degraded\"", health, StringComparison.Ordinal);
        Assert.Contains("\"not-durable\"", health, StringComparison.Ordinal);
    }
}
