using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Calendars;

public sealed class CalendarRefreshTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly StepClock clock = new() { Now = Given.Nine };
    private readonly MemoryTables tables = new();
    private readonly ScriptedCalendar calendar;
    private readonly CalendarStore store;

    public CalendarRefreshTests()
    {
        calendar = new ScriptedCalendar(clock);
        store = new CalendarStore(tables, new CountingChance(), new FlowOptions());
    }

    [Fact]
    public async Task A_snapshot_holds_the_next_twenty_four_hours()
    {
        calendar.Events.AddRange([Event("past", -1), Event("next", 1), Event("late", 23), Event("far", 25)]);

        await RefreshAsync();

        Assert.Equal([(Given.Nine, Given.Nine.AddHours(24))], calendar.Asked);
        Assert.Equal(["next", "late"], await IdsAsync());
        var state = (await store.StateAsync("acme", None))!;
        Assert.Equal((Given.Nine, true, "anna@acme.example"), (state.TakenAt, state.IsConnected, state.OwnAddress));
    }

    [Fact]
    public async Task What_has_begun_stays_what_was_called_off_goes_and_what_was_moved_moves()
    {
        calendar.Events.AddRange([Event("begun", 0.5), Event("off", 3), Event("moved", 4)]);
        await RefreshAsync();
        clock.Now = Given.Nine.AddHours(1);
        calendar.Events.RemoveAll(one => one.Id is "off" or "moved");
        calendar.Events.Add(Event("moved", 6));

        await RefreshAsync();

        Assert.Equal(["begun", "moved"], await IdsAsync());
        Assert.Equal(Given.Nine.AddHours(6), (await store.EventsAsync("acme", None))[1].Start);
    }

    [Fact]
    public async Task An_event_without_a_sensible_end_keeps_nobody_from_the_others()
    {
        calendar.Events.AddRange([Event("endless", 1) with { End = DateTimeOffset.MaxValue }, Event("next", 2)]);

        await RefreshAsync();

        Assert.Equal(["endless", "next"], await IdsAsync());
    }

    [Fact]
    public async Task Beyond_what_the_answer_covers_nothing_is_taken_for_called_off()
    {
        calendar.Events.AddRange([Event("early", 1), Event("late", 20)]);
        await RefreshAsync();
        calendar.Events.RemoveAll(one => one.Id is "late");
        calendar.WholeUntil = Given.Nine.AddHours(10);

        await RefreshAsync();

        Assert.Equal(["early", "late"], await IdsAsync());
    }

    [Fact]
    public async Task Where_few_calls_are_left_the_next_snapshot_waits_for_the_next_hour()
    {
        calendar.Instead = new CalendarAnswer.Here([Event("next", 1)], Given.Nine.AddHours(24), PauseUntil: Given.Nine.AddMinutes(40));
        await RefreshAsync();
        clock.Now = Given.Nine.AddMinutes(30);
        await RefreshAsync();
        Assert.Single(calendar.Asked);

        clock.Now = Given.Nine.AddMinutes(40);
        await RefreshAsync();
        Assert.Equal(2, calendar.Asked.Count);
        Assert.Equal(["next"], await IdsAsync());
    }

    [Fact]
    public async Task What_can_not_be_had_leaves_the_last_snapshot_as_it_was()
    {
        calendar.Events.Add(Event("next", 1));
        await RefreshAsync();
        calendar.Instead = new CalendarAnswer.Later("down", Given.Nine.AddMinutes(10));
        await RefreshAsync();
        calendar.Instead = new CalendarAnswer.NotConnected("none");
        clock.Now = Given.Nine.AddMinutes(10);
        await RefreshAsync();
        Assert.Equal(["next"], await IdsAsync());

        // An account without a calendar is asked again after two hours.
        clock.Now = Given.Nine.AddMinutes(129);
        await RefreshAsync();
        Assert.Equal(3, calendar.Asked.Count);
        clock.Now = Given.Nine.AddMinutes(130);
        await RefreshAsync();
        Assert.Equal(4, calendar.Asked.Count);
    }

    [Fact]
    public async Task Another_key_begins_anew()
    {
        calendar.Events.AddRange([Event("mine", 1), Event("mine-too", 2)]);
        await RefreshAsync();
        calendar.Events.Clear();
        calendar.Events.Add(Event("yours", 1));

        await new CalendarRefresh(calendar, store, clock).RefreshAsync(Given.Account(generation: 2), None);

        Assert.Equal(["yours"], await IdsAsync());
        Assert.Equal(0, await store.TimesAsync("acme", "Title of mine", None));
    }

    [Fact]
    public async Task The_owners_address_is_asked_for_once_a_week()
    {
        await RefreshAsync();
        calendar.OwnAddress = "anna@new.example";
        clock.Now = Given.Nine.AddDays(6);
        await RefreshAsync();
        Assert.Equal("anna@acme.example", (await store.StateAsync("acme", None))!.OwnAddress);

        clock.Now = Given.Nine.AddDays(7);
        await RefreshAsync();
        Assert.Equal("anna@new.example", (await store.StateAsync("acme", None))!.OwnAddress);
    }

    [Theory]
    [InlineData("calendar.outsiders.count", true)]
    [InlineData("calendar.matched", true)]
    [InlineData("meeting.title", false)]
    public void A_calendar_is_read_only_where_a_recipe_that_is_on_uses_it(string need, bool isWanted)
    {
        var recipe = Planning.Given.Recipe([Planning.Given.Step("a")]) with { Needs = new HashSet<string> { "actionItems", need } };

        Assert.Equal(isWanted, CalendarRefresh.IsWanted([new PublishedRecipe(recipe, 1, Given.Nine)]));
    }

    private static CalendarEvent Event(string id, double hours) => Given.Event(id, $"Title of {id}", Given.Nine.AddHours(hours), "marit@acme.example");

    private Task RefreshAsync() => new CalendarRefresh(calendar, store, clock).RefreshAsync(Given.Account(), None);

    private async Task<IEnumerable<string>> IdsAsync() => (await store.EventsAsync("acme", None)).Select(one => one.Id);
}
