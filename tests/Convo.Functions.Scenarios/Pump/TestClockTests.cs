using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Scenarios.Pump;

/// <summary>The clock that tests rest on must itself be right.</summary>
public sealed class TestClockTests
{
    private readonly TestClock clock = new();

    [Fact]
    public void Timers_ring_in_the_order_of_their_times_each_at_its_own()
    {
        List<(string Name, TimeSpan At)> rung = [];
        using var late = Timer("late", 3, Timeout.InfiniteTimeSpan);
        using var every = Timer("every", 1, TimeSpan.FromSeconds(1));
        using var never = Timer("never", 4, Timeout.InfiniteTimeSpan);
        never.Dispose();

        clock.Advance(TimeSpan.FromSeconds(3.5));

        Assert.Equal([("every", 1), ("every", 2), ("late", 3), ("every", 3)], rung.Select(entry => (entry.Name, entry.At.TotalSeconds)));
        Assert.Equal(TimeSpan.FromSeconds(3.5), clock.GetElapsedTime(0));

        ITimer Timer(string name, int seconds, TimeSpan period) =>
            clock.CreateTimer(_ => rung.Add((name, clock.GetElapsedTime(0))), state: null, TimeSpan.FromSeconds(seconds), period);
    }

    [Fact]
    public async Task Delays_end_when_the_clock_gets_there()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), clock, CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));
        await delay;
    }

    [Fact]
    public void Setting_the_wall_clock_lets_no_time_pass()
    {
        using var timer = clock.CreateTimer(_ => Assert.Fail("no time has passed"), state: null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        var stamp = clock.GetTimestamp();
        clock.SetWallClock(clock.GetUtcNow().AddDays(1));
        Assert.Equal(stamp, clock.GetTimestamp());
    }
}
