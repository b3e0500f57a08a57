using Convo.Functions.Core.Ports;
using Xunit;

namespace Convo.Functions.Scenarios.Pump;

/// <summary>A burst does not fill the memory: what becomes of hints that there is no room for.</summary>
public sealed class WorkPumpRoom : WorkPumpTest
{
    [Fact]
    public async Task The_first_hints_are_followed_and_what_was_left_out_is_told_once_when_nothing_more_is_due()
    {
        var (pump, leftOut) = PumpWithRoomFor(3);
        await SendAsync(pump, "a", "b", "c", "d", "e");
        Assert.Equal(0, leftOut());

        await pump.StartAsync(Never);
        await pump.SettleAsync(Never);

        Assert.Equal(["a", "b", "c"], Followed);
        Assert.Equal(1, leftOut());
        await SendAsync(pump, "f");
        await pump.SettleAsync(Never);
        Assert.Equal(1, leftOut());
    }

    [Fact]
    public async Task A_hint_for_later_makes_room_for_one_that_is_due_and_is_left_to_the_sweep()
    {
        var (pump, leftOut) = PumpWithRoomFor(2);
        await pump.SendAsync(Hint("in an hour"), TimeSpan.FromHours(1), Never);
        await pump.SendAsync(Hint("in a minute"), TimeSpan.FromMinutes(1), Never);
        await SendAsync(pump, "now");
        await pump.StartAsync(Never);
        await AdvanceAsync(pump, TimeSpan.FromHours(2));

        Assert.Equal(["now", "in a minute"], Followed);
        Assert.Equal(0, leftOut());
    }

    [Fact]
    public async Task The_like_of_a_hint_that_waits_needs_no_room()
    {
        var (pump, leftOut) = PumpWithRoomFor(2);
        await SendAsync(pump, "a", "b", "a", "b");
        await pump.StartAsync(Never);
        await pump.SettleAsync(Never);

        Assert.Equal(["a", "b"], Followed);
        Assert.Equal(0, leftOut());
    }

    [Fact]
    public async Task Who_asks_for_room_waits_while_all_of_it_is_taken_by_what_is_due()
    {
        var gate = new Gate();
        var (pump, leftOut) = PumpWithRoomFor(2, handle: gate.PassAsync);
        await pump.StartAsync(Never);
        await SendAsync(pump, "being followed", "a", "b");
        await gate.ArrivedAsync(1);

        var room = pump.RoomAsync(Never);
        Assert.False(room.IsCompleted);
        gate.Open();
        await room;
        await pump.SettleAsync(Never);
        Assert.True(pump.RoomAsync(Never).IsCompleted);
        Assert.Equal(0, leftOut());
    }

    [Fact]
    public async Task What_waits_for_later_takes_no_room_from_what_is_due()
    {
        var (pump, _) = PumpWithRoomFor(2);
        await pump.StartAsync(Never);
        await pump.SendAsync(Hint("a"), TimeSpan.FromHours(1), Never);
        await pump.SendAsync(Hint("b"), TimeSpan.FromHours(1), Never);

        Assert.True(pump.RoomAsync(Never).IsCompleted);
    }

    [Fact]
    public async Task A_pump_that_stops_lets_nobody_wait_for_room()
    {
        var gate = new Gate();
        var (pump, _) = PumpWithRoomFor(1, handle: gate.PassAsync);
        await pump.StartAsync(Never);
        await SendAsync(pump, "being followed");
        await gate.ArrivedAsync(1);
        await SendAsync(pump, "a");
        var room = pump.RoomAsync(Never);
        Assert.False(room.IsCompleted);

        var stopping = pump.StopAsync(Never);
        await room;
        gate.Open();
        await stopping;
        Assert.True(pump.RoomAsync(Never).IsCompleted);
    }

    private static async Task SendAsync(IQueues pump, params IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            await pump.SendAsync(Hint(id), TimeSpan.Zero, Never);
        }
    }
}
