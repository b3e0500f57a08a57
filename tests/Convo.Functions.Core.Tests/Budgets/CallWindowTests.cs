using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Ports;
using Xunit;

namespace Convo.Functions.Core.Tests.Budgets;

public sealed class CallWindowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Calls_fit_up_to_the_limit_and_not_one_more()
    {
        var full = CallWindow.Empty("acme").Reserve(CallUse.Gathering, 100, Noon)!;

        Assert.Equal((100, 0), (full.Used(Noon), full.Room(CallUse.Gathering, Noon)));
        Assert.Null(full.Reserve(CallUse.Gathering, 1, Noon));
    }

    [Fact]
    public void A_piece_of_work_gets_all_its_calls_or_none()
    {
        var almost = CallWindow.Empty("acme").Reserve(CallUse.Gathering, 98, Noon)!;

        Assert.Null(almost.Reserve(CallUse.Gathering, 3, Noon));
        Assert.NotNull(almost.Reserve(CallUse.Gathering, 2, Noon));
    }

    [Fact]
    public void A_call_counts_for_longer_than_it_can_count_at_convo()
    {
        // Reserved in the last second of its minute, used half a minute later, half a minute under way.
        var reserved = Noon.AddSeconds(59);
        var leavesConvo = reserved.AddSeconds(60).AddHours(1);
        var full = CallWindow.Empty("acme").Reserve(CallUse.Gathering, 100, reserved)!;

        Assert.Equal(0, full.Room(CallUse.Gathering, leavesConvo.AddSeconds(-1)));
        Assert.Equal(100, full.Room(CallUse.Gathering, Noon.AddMinutes(62)));
    }

    [Fact]
    public void Who_has_no_room_is_told_when_there_is_some()
    {
        var window = CallWindow.Empty("acme").Reserve(CallUse.Gathering, 40, Noon)!.Reserve(CallUse.Gathering, 60, Noon.AddMinutes(20))!;

        Assert.Equal(Noon.AddMinutes(62), window.FreeAt(CallUse.Gathering, 40, Noon.AddMinutes(30)));
        Assert.Equal(Noon.AddMinutes(82), window.FreeAt(CallUse.Gathering, 41, Noon.AddMinutes(30)));
        Assert.NotNull(window.Reserve(CallUse.Gathering, 41, Noon.AddMinutes(82)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void Whoever_is_told_to_wait_waits_and_for_two_hours_at_the_longest(int hours)
    {
        var closed = CallWindow.Empty("acme").Learn(new CallReport(Noon, Limit: null, Remaining: null, Noon.AddHours(hours)));

        Assert.Equal(0, closed.Room(CallUse.Gathering, Noon));
        Assert.Equal(100, closed.Room(CallUse.Gathering, Noon.AddHours(Math.Min(hours, 2))));
    }

    [Fact]
    public void A_wish_to_wait_counts_however_far_ahead_an_earlier_one_lies()
    {
        var wrong = CallWindow.Empty("acme") with { ClosedUntil = Noon.AddYears(1) };
        var closed = wrong.Learn(new CallReport(Noon, Limit: null, Remaining: null, Noon.AddMinutes(10)));

        Assert.Equal((0, 100), (closed.Room(CallUse.Gathering, Noon), closed.Room(CallUse.Gathering, Noon.AddMinutes(10))));
        Assert.Equal(Noon.AddMinutes(10), closed.Learn(new CallReport(Noon, 100, 100, ClosedUntil: null)).ClosedUntil);
    }

    [Fact]
    public void The_poll_leaves_room_for_the_facts_of_meetings()
    {
        var window = CallWindow.Empty("acme").Reserve(CallUse.Poll, 70, Noon)!;

        Assert.Null(window.Reserve(CallUse.Poll, 1, Noon));
        Assert.NotNull(window.Reserve(CallUse.Upkeep, 25, Noon));
        Assert.NotNull(window.Reserve(CallUse.Gathering, 30, Noon));
    }

    [Fact]
    public void What_convo_says_raises_the_limit_and_shows_the_calls_of_others()
    {
        var window = CallWindow.Empty("acme").Reserve(CallUse.Gathering, 10, Noon)!.Learn(new CallReport(Noon, 500, 440, ClosedUntil: null));

        Assert.Equal((500, 60, 440), (window.Limit, window.Used(Noon), window.Room(CallUse.Gathering, Noon)));
        Assert.Equal(35, window.Used(Noon.AddMinutes(30)));
        Assert.Equal(10, window.Used(Noon.AddMinutes(61)));
    }

    [Fact]
    public void Calls_of_our_own_instances_are_never_taken_for_those_of_others()
    {
        var window = CallWindow.Empty("acme").Reserve(CallUse.Gathering, 10, Noon)!.Learn(new CallReport(Noon, 100, 93, ClosedUntil: null));

        Assert.Equal(10, window.Used(Noon));
    }

    [Fact]
    public void A_refusal_closes_the_account_until_the_time_that_it_says()
    {
        var window = CallWindow.Empty("acme").Learn(new CallReport(Noon, 100, 100, Noon.AddMinutes(12)));

        Assert.Null(window.Reserve(CallUse.Gathering, 1, Noon.AddMinutes(11)));
        Assert.Equal(Noon.AddMinutes(12), window.FreeAt(CallUse.Gathering, 1, Noon));
        Assert.NotNull(window.Reserve(CallUse.Gathering, 1, Noon.AddMinutes(12)));
    }

    [Fact]
    public void A_minute_of_a_clock_that_was_wrong_does_not_stop_the_calls()
    {
        var window = CallWindow.Empty("acme").Reserve(CallUse.Gathering, 100, Noon.AddDays(1))!;

        Assert.Equal(100, window.Room(CallUse.Gathering, Noon));
    }

    [Fact]
    public void A_refusal_and_calls_of_others_that_a_wrong_clock_wrote_down_do_not_stop_the_calls()
    {
        var window = CallWindow.Empty("acme").Learn(new CallReport(Noon.AddDays(1), 100, 0, Noon.AddDays(1).AddMinutes(30)));

        Assert.Equal(100, window.Room(CallUse.Gathering, Noon));
    }

    [Fact]
    public void The_row_holds_all_of_it()
    {
        var window = CallWindow.Empty("acme").Reserve(CallUse.Gathering, 7, Noon)!.Reserve(CallUse.Poll, 2, Noon.AddMinutes(3))!
            .Learn(new CallReport(Noon.AddMinutes(3), 500, 400, Noon.AddMinutes(9)));
        var row = RowRules.RowOf(window.Write("nonce"))!;
        var read = CallWindow.From(row with { Tag = "1" });

        Assert.Equal((window.Limit, window.Others, window.ClosedUntil), (read.Limit, read.Others, read.ClosedUntil));
        Assert.Equal(window.Minutes.OrderBy(m => m.Key), read.Minutes.OrderBy(m => m.Key));
        Assert.IsType<RowChange.Replace>(read.Write("next"));
    }

    [Fact]
    public void The_row_stays_small_however_long_it_lives()
    {
        var window = CallWindow.Empty("acme").Learn(new CallReport(Noon, 100_000, Remaining: null, ClosedUntil: null));
        for (var minute = 0; minute < 1000; minute++)
        {
            window = window.Reserve(CallUse.Gathering, 3, Noon.AddMinutes(minute))!;
        }

        Assert.InRange(window.Minutes.Count, 60, 62);
    }
}
