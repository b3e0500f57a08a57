using Convo.Functions.Core.Ports;
using Convo.Functions.Standalone.Pump;
using Xunit;

namespace Convo.Functions.Scenarios.Pump;

/// <summary>What becomes of a hint whose following fails.</summary>
public sealed class WorkPumpTroubles : WorkPumpTest
{
    [Fact]
    public async Task A_failing_hint_is_tried_again_after_growing_waits_and_then_dropped()
    {
        var pump = await StartAsync(handle: (item, _) =>
        {
            Followed.Enqueue(item.Id);
            throw new InvalidOperationException("the meeting's secret content");
        });
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);
        for (var failures = 1; failures <= WorkPump.RetryAfter.Count; failures++)
        {
            Assert.Equal(failures, Followed.Count);
            await AdvanceAsync(pump, WorkPump.RetryAfter[failures - 1] - TimeSpan.FromTicks(1));
            Assert.Equal(failures, Followed.Count);
            await AdvanceAsync(pump, TimeSpan.FromMilliseconds(1));
        }

        await AdvanceAsync(pump, TimeSpan.FromDays(1));
        Assert.Equal(WorkPump.RetryAfter.Count + 1, Followed.Count);
        Assert.Equal(0, Clock.Waiting);
    }

    [Fact]
    public async Task A_failure_is_told_by_its_kind_and_place_once_and_when_it_is_given_up_never_by_its_message()
    {
        var pump = await StartAsync(handle: (_, _) => throw new InvalidOperationException("the meeting's secret content"));
        await pump.SendAsync(Hint("acme-0123"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);
        await AdvanceAsync(pump, WorkPump.RetryAfter[0]);

        Assert.Contains("InvalidOperationException", Assert.Single(Log.Lines), StringComparison.Ordinal);
        foreach (var wait in WorkPump.RetryAfter.Skip(1))
        {
            await AdvanceAsync(pump, wait);
        }

        Assert.Equal(2, Log.Lines.Count);
        Assert.Contains("left to the sweep", Log.Lines[1], StringComparison.Ordinal);
        Assert.All(Log.Lines, line => Assert.DoesNotContain("secret", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failing_hint_holds_no_other_up()
    {
        var pump = await StartAsync(workers: 1, (item, _) =>
        {
            Followed.Enqueue(item.Id);
            return item.Id == "bad" ? Task.FromException(new StorageException("down", mayHaveHappened: false)) : Task.CompletedTask;
        });
        await pump.SendAsync(Hint("bad"), TimeSpan.Zero, Never);
        await pump.SendAsync(Hint("good"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);
        Assert.Equal(["bad", "good"], Followed);
    }

    [Fact]
    public async Task A_new_hint_runs_at_once_although_its_like_waits_for_another_try()
    {
        var fails = true;
        var pump = await StartAsync(handle: (item, _) =>
        {
            Followed.Enqueue(item.Id);
            return fails ? throw new TimeoutException() : Task.CompletedTask;
        });
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);
        fails = false;
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await AdvanceAsync(pump, TimeSpan.FromHours(1));
        Assert.Equal(["a", "a"], Followed);
    }
}
