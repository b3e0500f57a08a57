using System.Collections.Concurrent;
using Convo.Functions.Standalone.Pump;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Scenarios.Pump;

public sealed class SweepTimerTests : IAsyncDisposable
{
    private static readonly TimeSpan Minute = SweepTimer.DefaultInterval;
    private readonly TestClock clock = new();
    private readonly ConcurrentQueue<RoundCause> sweeps = new();
    private readonly ListLog<SweepTimer> log = new();
    private SweepTimer? timer;

    private static CancellationToken Never => CancellationToken.None;

    public async ValueTask DisposeAsync()
    {
        if (timer is not null)
        {
            await timer.DisposeAsync();
        }
    }

    [Fact]
    public async Task It_sweeps_at_the_start_and_then_each_minute()
    {
        await StartAsync();
        Assert.Equal([RoundCause.Start], sweeps);

        await AdvanceAsync(Minute - TimeSpan.FromTicks(1));
        Assert.Single(sweeps);
        await AdvanceAsync(TimeSpan.FromMilliseconds(1));
        await AdvanceAsync(Minute);

        Assert.Equal([RoundCause.Start, RoundCause.Interval, RoundCause.Interval], sweeps);
    }

    [Fact]
    public async Task A_failed_start_is_made_good_by_the_next_sweep()
    {
        var fails = true;
        await StartAsync((_, _) => fails ? throw new InvalidOperationException("secret") : Task.CompletedTask);
        await AdvanceAsync(Minute);
        fails = false;
        await AdvanceAsync(Minute);
        await AdvanceAsync(Minute);

        Assert.Equal([RoundCause.Start, RoundCause.Start, RoundCause.Start, RoundCause.Interval], sweeps);
    }

    [Fact]
    public async Task Failures_in_a_row_are_told_once_and_without_their_message()
    {
        var fails = true;
        await StartAsync((_, _) => fails ? throw new InvalidOperationException("secret") : Task.CompletedTask);
        await AdvanceAsync(Minute);
        var line = Assert.Single(log.Lines);
        Assert.Contains("InvalidOperationException", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);

        fails = false;
        await AdvanceAsync(Minute);
        fails = true;
        await AdvanceAsync(Minute);
        Assert.Equal(2, log.Lines.Count);
    }

    [Fact]
    public async Task A_long_sweep_is_not_joined_by_another()
    {
        var end = new TaskCompletionSource();
        await BeginAsync((_, _) => end.Task);
        var settled = timer!.SettleAsync(Never);
        clock.Advance(Minute * 5);

        Assert.False(settled.IsCompleted);
        end.SetResult();
        await settled;
        Assert.Single(sweeps);
        await AdvanceAsync(Minute);
        Assert.Equal(2, sweeps.Count);
    }

    [Fact]
    public async Task It_begins_again_at_once_when_it_is_told_to_and_goes_on_each_minute()
    {
        await StartAsync();
        await AdvanceAsync(Minute);

        timer!.BeginAgain();
        await timer.SettleAsync(Never);
        Assert.Equal([RoundCause.Start, RoundCause.Interval, RoundCause.Start], sweeps);

        await AdvanceAsync(Minute);
        Assert.Equal([RoundCause.Start, RoundCause.Interval, RoundCause.Start, RoundCause.Interval], sweeps);
    }

    [Fact]
    public async Task It_begins_again_after_the_sweep_that_runs()
    {
        var (end, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        await BeginAsync((_, _) =>
        {
            if (sweeps.Count == 2)
            {
                second.SetResult();
            }

            return end.Task;
        });
        timer!.BeginAgain();
        timer.BeginAgain();
        end.SetResult();

        // By itself, without a look from outside.
        await second.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        await timer.SettleAsync(Never);
        Assert.Equal([RoundCause.Start, RoundCause.Start], sweeps);
    }

    [Fact]
    public async Task After_the_stop_nothing_is_swept()
    {
        await StartAsync();
        await timer!.StopAsync(Never);
        await AdvanceAsync(Minute * 3);
        Assert.Single(sweeps);
        Assert.Equal(0, clock.Waiting);
    }

    [Fact]
    public async Task Stopping_is_bounded_by_its_token_which_cancels_the_sweep()
    {
        var cancelled = new TaskCompletionSource();
        timer = new SweepTimer(
            async (_, cancellation) =>
            {
                using var seen = cancellation.Register(cancelled.SetResult);
                await cancelled.Task;
                cancellation.ThrowIfCancellationRequested();
            },
            Minute,
            clock,
            log);
        await timer.StartAsync(Never);
        using var impatience = new CancellationTokenSource();

        var stopping = timer.StopAsync(impatience.Token);
        Assert.False(stopping.IsCompleted);
        await impatience.CancelAsync();
        await stopping;

        await cancelled.Task;
        await timer.SettleAsync(Never);
        Assert.Empty(log.Lines);
    }

    private async Task StartAsync(Func<RoundCause, CancellationToken, Task>? sweep = null)
    {
        await BeginAsync(sweep ?? ((_, _) => Task.CompletedTask));
        await timer!.SettleAsync(Never);
    }

    private Task BeginAsync(Func<RoundCause, CancellationToken, Task> sweep)
    {
        timer = new SweepTimer(
            (cause, cancellation) =>
            {
                sweeps.Enqueue(cause);
                return sweep(cause, cancellation);
            },
            Minute,
            clock,
            log);
        return timer.StartAsync(Never);
    }

    private async Task AdvanceAsync(TimeSpan by)
    {
        clock.Advance(by);
        await timer!.SettleAsync(Never);
    }
}
