using Xunit;

namespace Convo.Functions.Scenarios.Pump;

/// <summary>When a hint is followed.</summary>
public sealed class WorkPumpDelays : WorkPumpTest
{
    [Fact]
    public async Task A_delayed_hint_is_followed_when_its_time_comes_and_not_before()
    {
        var pump = await StartAsync();
        await pump.SendAsync(Hint("a"), TimeSpan.FromMinutes(2), Never);

        await AdvanceAsync(pump, TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        Assert.Empty(Followed);
        await AdvanceAsync(pump, TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a"], Followed);
    }

    [Fact]
    public async Task Hints_are_followed_in_the_order_of_their_times_and_then_of_their_coming()
    {
        var pump = Pump(workers: 1);
        foreach (var (id, minutes) in new[] { ("late", 3), ("b", 1), ("c", 1), ("a", 0), ("early", 0) })
        {
            await pump.SendAsync(Hint(id), TimeSpan.FromMinutes(minutes), Never);
        }

        Clock.Advance(TimeSpan.FromMinutes(5));
        await pump.StartAsync(Never);
        await pump.SettleAsync(Never);

        Assert.Equal(["a", "early", "b", "c", "late"], Followed);
    }

    [Fact]
    public async Task A_hint_that_waits_already_is_not_followed_twice_and_the_earlier_time_counts()
    {
        var pump = await StartAsync();
        await pump.SendAsync(Hint("a"), TimeSpan.FromMinutes(5), Never);
        await pump.SendAsync(Hint("a"), TimeSpan.FromMinutes(1), Never);
        await pump.SendAsync(Hint("a"), TimeSpan.FromMinutes(9), Never);

        await AdvanceAsync(pump, TimeSpan.FromMinutes(1));
        Assert.Equal(["a"], Followed);
        await AdvanceAsync(pump, TimeSpan.FromHours(1));
        Assert.Equal(["a"], Followed);
    }

    [Fact]
    public async Task Settling_does_not_wait_for_what_is_due_later()
    {
        var pump = await StartAsync();
        await pump.SendAsync(Hint("later"), TimeSpan.FromTicks(1), Never);
        await pump.SettleAsync(Never);
        Assert.Empty(Followed);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(7 * 24, 6 * 24)]
    public async Task A_delay_is_kept_between_none_and_6_days(int hours, int bounded)
    {
        var pump = await StartAsync();
        await pump.SendAsync(Hint("a"), TimeSpan.FromHours(hours), Never);
        await AdvanceAsync(pump, TimeSpan.FromHours(bounded));
        Assert.Equal(["a"], Followed);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    public async Task A_corrected_wall_clock_neither_hurries_nor_holds_a_delay(int hours)
    {
        var pump = await StartAsync();
        await pump.SendAsync(Hint("a"), TimeSpan.FromMinutes(10), Never);
        Clock.SetWallClock(Clock.GetUtcNow().AddHours(hours));

        await AdvanceAsync(pump, TimeSpan.FromMinutes(9));
        Assert.Empty(Followed);
        await AdvanceAsync(pump, TimeSpan.FromMinutes(1));
        Assert.Equal(["a"], Followed);
    }
}
