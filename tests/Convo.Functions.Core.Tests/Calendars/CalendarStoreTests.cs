using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Keeping;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Calendars;

public sealed class CalendarStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly MemoryTables tables = new();
    private readonly CalendarStore store;

    public CalendarStoreTests() => store = Store(new FlowOptions());

    [Fact]
    public async Task An_event_comes_back_as_it_was_put_in()
    {
        var one = new CalendarEvent(
            "evt_1", "Süßwaren 🚀", Given.Nine, Given.Nine.AddMinutes(30), IsAllDay: false,
            [new Attendee("Marit Dahl", "marit@acme.example", HasDeclined: true), new Attendee(null, "bob@customer.example")], new Attendee("Anna", ""));

        await PutAsync(one);

        var kept = Assert.Single(await KeptAsync());
        Assert.Equal(one, kept with { Attendees = one.Attendees });
        Assert.Equal(one.Attendees, kept.Attendees);
    }

    [Fact]
    public async Task Events_are_found_by_their_start()
    {
        await PutAsync([.. Enumerable.Range(0, 24).Select(hour => Given.Event($"evt_{hour}", "x", Given.Nine.AddHours(hour)))]);

        var found = await store.EventsAsync("acme", Given.Nine.AddHours(2), Given.Nine.AddHours(5), None);

        Assert.Equal(["evt_2", "evt_3", "evt_4"], found.Select(one => one.Id));
    }

    [Fact]
    public async Task A_day_of_hundreds_of_events_is_written_whole()
    {
        await PutAsync([.. Enumerable.Range(0, 333).Select(n => Given.Event($"evt_{n}", $"Title {n % 7}", Given.Nine.AddMinutes(n)))]);

        Assert.Equal(333, (await KeptAsync()).Count);
    }

    [Fact]
    public async Task A_meeting_that_stands_in_the_calendar_twice_is_kept_twice_and_counted_once()
    {
        await PutAsync(Given.Event("evt_1", "Weekly", Given.Nine), Given.Event("evt_2", "Weekly", Given.Nine));

        Assert.Equal(["evt_1", "evt_2"], (await KeptAsync()).Select(one => one.Id).Order());
        Assert.Equal(1, await store.TimesAsync("acme", "Weekly", None));
    }

    [Fact]
    public async Task An_event_that_was_called_off_and_entered_anew_is_still_counted()
    {
        var (before, anew) = (Given.Event("evt_1", "Weekly", Given.Nine), Given.Event("evt_2", "Weekly", Given.Nine));
        await PutAsync(before);
        await store.WriteAsync("acme", (await store.StateAsync("acme", None))!, new CalendarChanges([anew], [before], []), None);

        Assert.Equal("evt_2", Assert.Single(await KeptAsync()).Id);
        Assert.Equal(1, await store.TimesAsync("acme", "Weekly", None));
    }

    [Fact]
    public async Task The_longest_invitation_is_cut_so_that_a_row_holds_it()
    {
        var names = Enumerable.Range(0, 400).Select(n => new Attendee(new string('ü', 500), $"{new string('x', 200)}{n}@acme.example")).ToList();
        await PutAsync((Given.Event("evt_1", new string('t', 4000), Given.Nine) with { Attendees = names }).Bounded());

        var kept = Assert.Single(await KeptAsync());

        Assert.InRange(kept.Attendees.Count, 50, CalendarEvent.MostAttendees);
        Assert.InRange(kept.Title.Length, 100, 1000);
    }

    [Fact]
    public void Rooms_and_nobodies_are_no_attendees_and_no_character_is_cut_in_two()
    {
        var one = Given.Event("evt_1", new string('t', 299) + "🚀", Given.Nine) with
        {
            Attendees =
            [
                new Attendee("Room 7", "C_188@" + "RESOURCE.CALENDAR.GOOGLE.COM"),
                new Attendee(" ", ""),
                new Attendee("Marit", "marit@acme.example"),
            ],
        };

        Assert.Equal(["Marit"], one.Bounded().Attendees.Select(attendee => attendee.Name));
        Assert.Equal(new string('t', 299), one.Bounded().Title);
    }

    [Fact]
    public async Task Who_has_an_older_answer_changes_nothing()
    {
        await PutAsync(Given.Event("evt_1", "First", Given.Nine));
        var before = await store.StateAsync("acme", None);
        Assert.True(await store.WriteAsync("acme", before! with { TakenAt = Given.Nine }, Put(Given.Event("evt_2", "Second", Given.Nine)), None));

        Assert.False(await store.WriteAsync("acme", before! with { TakenAt = Given.Nine.AddDays(-1) }, Put(Given.Event("evt_3", "Old", Given.Nine)), None));

        Assert.Equal(["evt_1", "evt_2"], (await KeptAsync()).Select(one => one.Id).Order());
        Assert.Equal(Given.Nine, (await store.StateAsync("acme", None))!.TakenAt);
    }

    [Fact]
    public async Task An_event_that_was_called_off_goes_with_its_count_and_a_renamed_one_counts_under_its_new_title()
    {
        var standups = Enumerable.Range(0, 4).Select(day => Given.Event($"evt_{day}", "Standup", Given.Nine.AddDays(day))).ToList();
        await PutAsync([.. standups]);
        Assert.Equal(4, await store.TimesAsync("acme", "Standup #4", None));

        var renamed = standups[1] with { Title = "Retro" };
        var changes = CalendarChanges.Of(standups, [standups[0], renamed, standups[3]], Given.Nine.AddDays(-1), Given.Nine.AddDays(9));
        Assert.Equal("Retro", Assert.Single(changes.Put).Title);
        Assert.Same(standups[2], Assert.Single(changes.Gone));
        Assert.Same(standups[1], Assert.Single(changes.Renamed));
        await store.WriteAsync("acme", (await store.StateAsync("acme", None))!, changes, None);

        Assert.Equal((2, 1), (await store.TimesAsync("acme", "Standup", None), await store.TimesAsync("acme", "Retro", None)));
        Assert.Equal(["evt_0", "evt_1", "evt_3"], (await KeptAsync()).Select(one => one.Id));
    }

    [Fact]
    public void An_event_that_begins_in_a_moment_or_after_what_came_is_not_taken_for_called_off()
    {
        var kept = new[] { -60.0, 0, 4, 6, 120 }.Select(minutes => Given.Event($"evt_{minutes}", "x", Given.Nine.AddMinutes(minutes))).ToList();

        var changes = CalendarChanges.Of(kept, [], from: Given.Nine, wholeUntil: Given.Nine.AddHours(1));

        Assert.Equal(["evt_6"], changes.Gone.Select(one => one.Id));
        Assert.Empty(CalendarChanges.Adding(kept, []).Gone);
    }

    [Fact]
    public async Task An_answer_that_says_nothing_new_writes_no_event()
    {
        var one = Given.Event("evt_1", "Weekly sync", Given.Nine, "marit@acme.example");
        await PutAsync(one);

        var changes = CalendarChanges.Of(await KeptAsync(), [one], Given.Nine.AddHours(-1), Given.Nine.AddDays(1));

        Assert.Empty(changes.Put);
        Assert.Empty(changes.Gone);
    }

    [Theory]
    [InlineData(72)]
    [InlineData(0)]
    public async Task An_event_is_kept_for_six_hours_and_the_keep_time_after_its_end(int keepHours)
    {
        var kept = Store(new FlowOptions { Keep = new KeepTimes { Content = TimeSpan.FromHours(keepHours) } });
        var one = Given.Event("evt_1", "Weekly sync", Given.Nine);
        await kept.WriteAsync("acme", new CalendarState(1), Put(one), None);
        await kept.TryOnceAsync(Meeting, Given.Nine, None);

        await kept.RemoveOldAsync("acme", one.End.AddHours(keepHours + 6).AddSeconds(-1), None);
        Assert.Single(await kept.EventsAsync("acme", None));

        // Its start may be in a range that is over although its end is not.
        await kept.RemoveOldAsync("acme", one.End.AddHours(keepHours + 6).AddMinutes(1), None);
        Assert.Empty(await kept.EventsAsync("acme", None));
        Assert.DoesNotContain(tables.Snapshot(), row => row.Row.Key.StartsWith("t|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_tells_a_series_holds_no_word_and_counts_for_sixty_days()
    {
        await PutAsync([.. Enumerable.Range(0, 3).Select(day => Given.Event($"evt_{day}", "Kanarienvogel", Given.Nine.AddDays(day)))]);
        await store.RemoveOldAsync("acme", Given.Nine.AddDays(30), None);

        Assert.Equal(3, await store.TimesAsync("acme", "Kanarienvogel", None));
        Assert.DoesNotContain(tables.Snapshot(), row => row.Row.ToString().Contains("Kanarienvogel", StringComparison.OrdinalIgnoreCase)
            || row.Row.Values.Values.Any(value => value.AsText?.Contains("Kanarienvogel", StringComparison.OrdinalIgnoreCase) is true));

        await store.RemoveOldOccurrencesAsync("acme", Given.Nine.AddDays(61), None);
        Assert.Equal(1, await store.TimesAsync("acme", "Kanarienvogel", None));
    }

    [Fact]
    public async Task A_look_backwards_for_a_meeting_is_noted_once()
    {
        Assert.True(await store.TryOnceAsync(Meeting, Given.Nine, None));
        Assert.False(await store.TryOnceAsync(Meeting, Given.Nine, None));
    }

    [Fact]
    public async Task What_somebody_else_removed_meanwhile_does_not_keep_the_rest()
    {
        var two = new[] { Given.Event("evt_1", "A", Given.Nine), Given.Event("evt_2", "B", Given.Nine) };
        await PutAsync(two);
        await store.RemoveAsync("acme", two[0], None);

        await store.WriteAsync("acme", (await store.StateAsync("acme", None))!, new CalendarChanges([], two, []), None);

        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task Forgetting_an_account_leaves_nothing_of_it_and_all_of_the_others()
    {
        await PutAsync(Given.Event("evt_1", "Weekly sync", Given.Nine));
        await store.WriteAsync("other", new CalendarState(1), Put(Given.Event("evt_1", "Weekly sync", Given.Nine)), None);

        await store.ForgetAsync("acme", None);

        Assert.All(tables.Snapshot(), row => Assert.Equal("other", row.Row.Partition));
        Assert.Equal(3, tables.Snapshot().Count);
    }

    private static MeetingKey Meeting => MeetingKey.For("acme", "sess_1");

    private static CalendarChanges Put(params CalendarEvent[] events) => new(events, [], []);

    private CalendarStore Store(FlowOptions options) => new(tables, new CountingChance(), options);

    private async Task PutAsync(params CalendarEvent[] events) =>
        Assert.True(await store.WriteAsync("acme", await store.StateAsync("acme", None) ?? new CalendarState(1), Put(events), None));

    private async Task<IReadOnlyList<CalendarEvent>> KeptAsync() => await store.EventsAsync("acme", None);
}
