using System.Collections.Concurrent;
using Convo.Functions.Core.Ports;
using Convo.Functions.Standalone.Pump;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Scenarios.Pump;

public sealed class WorkPumpTests : IAsyncDisposable
{
    private readonly TestClock clock = new();
    private readonly ConcurrentQueue<string> followed = new();
    private readonly ListLog<WorkPump> log = new();
    private readonly List<WorkPump> pumps = [];

    private static CancellationToken Never => CancellationToken.None;

    public async ValueTask DisposeAsync()
    {
        foreach (var pump in pumps)
        {
            await pump.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_hint_is_followed_at_once()
    {
        var pump = await StartAsync();
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);
        Assert.Equal(["a"], followed);
    }

    [Fact]
    public async Task A_delayed_hint_is_followed_when_its_time_comes_and_not_before()
    {
        var pump = await StartAsync();
        await pump.SendAsync(Hint("a"), TimeSpan.FromMinutes(2), Never);

        await AdvanceAsync(pump, TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        Assert.Empty(followed);
        await AdvanceAsync(pump, TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a"], followed);
    }

    [Fact]
    public async Task Hints_are_followed_in_the_order_of_their_times_and_then_of_their_coming()
    {
        var pump = Pump(workers: 1);
        foreach (var (id, minutes) in new[] { ("late", 3), ("b", 1), ("c", 1), ("a", 0), ("early", 0) })
        {
            await pump.SendAsync(Hint(id), TimeSpan.FromMinutes(minutes), Never);
        }

        clock.Advance(TimeSpan.FromMinutes(5));
        await pump.StartAsync(Never);
        await pump.SettleAsync(Never);

        Assert.Equal(["a", "early", "b", "c", "late"], followed);
    }

    [Fact]
    public async Task A_hint_that_waits_already_is_not_followed_twice_and_the_earlier_time_counts()
    {
        var pump = await StartAsync();
        await pump.SendAsync(Hint("a"), TimeSpan.FromMinutes(5), Never);
        await pump.SendAsync(Hint("a"), TimeSpan.FromMinutes(1), Never);
        await pump.SendAsync(Hint("a"), TimeSpan.FromMinutes(9), Never);

        await AdvanceAsync(pump, TimeSpan.FromMinutes(1));
        Assert.Equal(["a"], followed);
        await AdvanceAsync(pump, TimeSpan.FromHours(1));
        Assert.Equal(["a"], followed);
    }

    [Fact]
    public async Task Hints_of_another_kind_with_the_same_id_are_others()
    {
        var pump = await StartAsync();
        await pump.SendAsync(new WorkItem(WorkKind.Advance, "a"), TimeSpan.FromMinutes(1), Never);
        await pump.SendAsync(new WorkItem(WorkKind.Deliver, "a"), TimeSpan.FromMinutes(1), Never);
        await AdvanceAsync(pump, TimeSpan.FromMinutes(1));
        Assert.Equal(["a", "a"], followed);
    }

    [Fact]
    public async Task A_hint_that_comes_while_its_like_is_followed_is_followed_once_more_and_not_beside_it()
    {
        var gate = new Gate();
        var pump = await StartAsync(handle: gate.PassAsync);
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await gate.ArrivedAsync(1);
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await pump.SendAsync(Hint("b"), TimeSpan.Zero, Never);
        await gate.ArrivedAsync(2);

        Assert.Equal(["a", "b"], gate.Inside);
        gate.Open();
        await pump.SettleAsync(Never);
        Assert.Equal(["a", "a", "b"], gate.Passed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_more_hints_are_followed_at_once_than_there_are_workers()
    {
        var gate = new Gate();
        var pump = await StartAsync(workers: 3, gate.PassAsync);
        for (var index = 0; index < 10; index++)
        {
            await pump.SendAsync(Hint($"k{index}"), TimeSpan.Zero, Never);
        }

        await gate.ArrivedAsync(3);
        Assert.Equal(3, gate.Inside.Count);
        gate.Open();
        await pump.SettleAsync(Never);
        Assert.Equal(10, gate.Passed.Count);
        Assert.Equal(3, gate.MostInside);
    }

    [Fact]
    public async Task Settling_waits_for_what_a_hint_sends_itself()
    {
        WorkPump pump = null!;
        pump = await StartAsync(handle: async (item, cancellation) =>
        {
            followed.Enqueue(item.Id);
            if (item.Id.Length < 5)
            {
                await pump.SendAsync(Hint(item.Id + "x"), TimeSpan.Zero, cancellation);
            }
        });

        await pump.SendAsync(Hint("x"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);

        Assert.Equal(["x", "xx", "xxx", "xxxx", "xxxxx"], followed);
    }

    [Fact]
    public async Task Settling_does_not_wait_for_what_is_due_later()
    {
        var pump = await StartAsync();
        await pump.SendAsync(Hint("later"), TimeSpan.FromTicks(1), Never);
        await pump.SettleAsync(Never);
        Assert.Empty(followed);
    }

    [Fact]
    public async Task A_failing_hint_is_tried_again_after_growing_waits_and_then_dropped()
    {
        var pump = await StartAsync(handle: (item, _) =>
        {
            followed.Enqueue(item.Id);
            throw new InvalidOperationException("the meeting's secret content");
        });
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);
        for (var failures = 1; failures <= WorkPump.RetryAfter.Count; failures++)
        {
            Assert.Equal(failures, followed.Count);
            await AdvanceAsync(pump, WorkPump.RetryAfter[failures - 1] - TimeSpan.FromTicks(1));
            Assert.Equal(failures, followed.Count);
            await AdvanceAsync(pump, TimeSpan.FromMilliseconds(1));
        }

        await AdvanceAsync(pump, TimeSpan.FromDays(1));
        Assert.Equal(WorkPump.RetryAfter.Count + 1, followed.Count);
        Assert.Equal(0, clock.Waiting);
    }

    [Fact]
    public async Task A_failure_is_told_by_its_kind_and_place_once_and_when_it_is_given_up_never_by_its_message()
    {
        var pump = await StartAsync(handle: (_, _) => throw new InvalidOperationException("the meeting's secret content"));
        await pump.SendAsync(Hint("acme-0123"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);
        await AdvanceAsync(pump, WorkPump.RetryAfter[0]);

        Assert.Contains("InvalidOperationException", Assert.Single(log.Lines), StringComparison.Ordinal);
        foreach (var wait in WorkPump.RetryAfter.Skip(1))
        {
            await AdvanceAsync(pump, wait);
        }

        Assert.Equal(2, log.Lines.Count);
        Assert.Contains("left to the sweep", log.Lines[1], StringComparison.Ordinal);
        Assert.All(log.Lines, line => Assert.DoesNotContain("secret", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failing_hint_holds_no_other_up()
    {
        var pump = await StartAsync(workers: 1, (item, _) =>
        {
            followed.Enqueue(item.Id);
            return item.Id == "bad" ? Task.FromException(new StorageException("down", mayHaveHappened: false)) : Task.CompletedTask;
        });
        await pump.SendAsync(Hint("bad"), TimeSpan.Zero, Never);
        await pump.SendAsync(Hint("good"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);
        Assert.Equal(["bad", "good"], followed);
    }

    [Fact]
    public async Task A_new_hint_runs_at_once_although_its_like_waits_for_another_try()
    {
        var fails = true;
        var pump = await StartAsync(handle: (item, _) =>
        {
            followed.Enqueue(item.Id);
            return fails ? throw new TimeoutException() : Task.CompletedTask;
        });
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);
        fails = false;
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await AdvanceAsync(pump, TimeSpan.FromHours(1));
        Assert.Equal(["a", "a"], followed);
    }

    [Fact]
    public async Task Before_the_start_and_after_the_stop_nothing_is_followed()
    {
        var pump = Pump();
        await pump.SendAsync(Hint("before"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);
        Assert.Empty(followed);

        await pump.StartAsync(Never);
        await pump.SettleAsync(Never);
        await pump.StopAsync(Never);
        await pump.SendAsync(Hint("after"), TimeSpan.Zero, Never);
        await AdvanceAsync(pump, TimeSpan.FromHours(1));
        Assert.Equal(["before"], followed);
    }

    [Fact]
    public async Task Stopping_waits_for_those_being_followed()
    {
        var gate = new Gate();
        var pump = await StartAsync(handle: gate.PassAsync);
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await gate.ArrivedAsync(1);

        var stopping = pump.StopAsync(Never);
        Assert.False(stopping.IsCompleted);
        gate.Open();
        await stopping;

        Assert.Equal(["a"], gate.Passed);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task Stopping_is_bounded_by_its_token_which_cancels_the_followers()
    {
        var gate = new Gate();
        var pump = await StartAsync(handle: gate.PassAsync);
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await gate.ArrivedAsync(1);
        using var impatience = new CancellationTokenSource();

        var stopping = pump.StopAsync(impatience.Token);
        await impatience.CancelAsync();
        await stopping;

        await pump.SettleAsync(Never);
        Assert.Empty(gate.Passed);
        Assert.Contains("1 hints", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(7 * 24, 6 * 24)]
    public async Task A_delay_is_kept_between_none_and_6_days(int hours, int bounded)
    {
        var pump = await StartAsync();
        await pump.SendAsync(Hint("a"), TimeSpan.FromHours(hours), Never);
        await AdvanceAsync(pump, TimeSpan.FromHours(bounded));
        Assert.Equal(["a"], followed);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    public async Task A_corrected_wall_clock_neither_hurries_nor_holds_a_delay(int hours)
    {
        var pump = await StartAsync();
        await pump.SendAsync(Hint("a"), TimeSpan.FromMinutes(10), Never);
        clock.SetWallClock(clock.GetUtcNow().AddHours(hours));

        await AdvanceAsync(pump, TimeSpan.FromMinutes(9));
        Assert.Empty(followed);
        await AdvanceAsync(pump, TimeSpan.FromMinutes(1));
        Assert.Equal(["a"], followed);
    }

    [Fact]
    public async Task Ten_thousand_hints_from_many_threads_are_each_followed_once()
    {
        var pump = await StartAsync();
        await Parallel.ForAsync(0, 10_000, async (index, cancellation) =>
            await pump.SendAsync(Hint($"k{index}"), TimeSpan.FromMilliseconds(index % 7), cancellation));
        await AdvanceAsync(pump, TimeSpan.FromMilliseconds(7));
        Assert.Equal(10_000, followed.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(10_000, followed.Count);
    }

    private static WorkItem Hint(string id) => new(WorkKind.Advance, id);

    private WorkPump Pump(int workers = 16, Func<WorkItem, CancellationToken, Task>? handle = null)
    {
        var pump = new WorkPump(handle ?? FollowAsync, workers, clock, log);
        pumps.Add(pump);
        return pump;
    }

    private async Task<WorkPump> StartAsync(int workers = 16, Func<WorkItem, CancellationToken, Task>? handle = null)
    {
        var pump = Pump(workers, handle);
        await pump.StartAsync(Never);
        return pump;
    }

    private Task FollowAsync(WorkItem item, CancellationToken cancellation)
    {
        followed.Enqueue(item.Id);
        return Task.CompletedTask;
    }

    private async Task AdvanceAsync(WorkPump pump, TimeSpan by)
    {
        clock.Advance(by);
        await pump.SettleAsync(Never);
    }
}
