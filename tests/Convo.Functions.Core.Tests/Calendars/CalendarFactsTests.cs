using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Calendars;

/// <summary>From the snapshot to the facts: what is remembered, what is looked for backwards, and what is said where nothing fits.</summary>
public sealed class CalendarFactsTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly MeetingKey Key = MeetingKey.For("acme", "sess_1");
    private readonly StepClock clock = new() { Now = Given.Nine.AddHours(-1) };
    private readonly MemoryTables tables = new();
    private readonly ScriptedCalendar calendar;
    private readonly CalendarStore store;
    private readonly ContentStore content;
    private readonly MatchMemory memory;
    private Connection account = Given.Account();

    public CalendarFactsTests()
    {
        calendar = new ScriptedCalendar(clock);
        store = new CalendarStore(tables, new CountingChance(), new FlowOptions());
        content = new ContentStore(tables, clock);
        memory = new MatchMemory(content, store);
    }

    [Fact]
    public async Task A_meeting_finds_its_event_in_the_snapshot_and_tells_who_is_inside_and_who_outside()
    {
        calendar.Events.Add(Weekly(0) with
        {
            Attendees = [new("Anna", "anna@acme.example"), new("Marit Dahl", "marit@eu.acme.example"), new("Bob", "bob@customer.example"), new("Kim", "")],
        });
        await SnapshotAsync();

        var facts = await MeetAsync(names: ["Marit", "Bob"]);

        Assert.Equal(("yes", "Weekly sync"), (Words(facts, "calendar.matched"), Words(facts, "calendar.title")));
        Assert.Equal("starts 2 minutes apart, same title, 2 of 2 names", Words(facts, "calendar.why"));
        Assert.Equal("inside inside outside outside", Sides(facts, "calendar.attendees"));
        Assert.Equal("Anna Marit Dahl", string.Join(' ', Items(facts, "calendar.insiders", "name")));
        Assert.Equal("bob@customer.example", string.Join(' ', Items(facts, "calendar.outsiders", "email")));
        Assert.Equal("customer.example", Words(facts, "calendar.domains.first"));
        Assert.Null(facts.Find("calendar.organiser.name"));
        Assert.Null(facts.Find("calendar.series"));
    }

    [Fact]
    public async Task Domains_that_a_person_set_say_who_is_inside()
    {
        account = Given.Account(domains: "customer.example");
        calendar.Events.Add(Weekly(0) with { Attendees = [new("Marit", "marit@acme.example"), new("Bob", "bob@customer.example")] });
        await SnapshotAsync();

        Assert.Equal("outside inside", Sides(await MeetAsync(), "calendar.attendees"));
    }

    [Fact]
    public async Task An_organiser_is_told_only_where_the_calendar_has_one()
    {
        calendar.Events.Add(Weekly(0) with { Organiser = new Attendee("Marit Dahl", "marit@acme.example") });
        await SnapshotAsync();

        var facts = await MeetAsync();

        Assert.Equal(("Marit Dahl", "marit@acme.example"), (Words(facts, "calendar.organiser.name"), Words(facts, "calendar.organiser.email")));
    }

    [Fact]
    public async Task A_title_that_was_seen_three_times_is_likely_a_series_and_one_seen_twice_is_not()
    {
        calendar.Events.AddRange([Weekly(0), Weekly(1), Weekly(2)]);
        await SnapshotOnAsync(0);
        await SnapshotOnAsync(1);
        Assert.Null((await MeetAsync(day: 1)).Find("calendar.series"));

        await SnapshotOnAsync(2);
        var facts = await MeetAsync(day: 2, key: MeetingKey.For("acme", "sess_3"));

        Assert.Equal(("Weekly sync", "3"), (Words(facts, "calendar.series"), Words(facts, "calendar.seriesTimes")));
    }

    [Fact]
    public async Task What_was_found_stays_although_the_snapshot_has_gone_on()
    {
        calendar.Events.Add(Weekly(0));
        await SnapshotAsync();
        var before = await MeetAsync();
        await store.ForgetAsync("acme", None);

        var after = await MeetAsync(title: "A better title");

        Assert.Equal(Words(before, "calendar.why"), Words(after, "calendar.why"));
        Assert.Equal("Weekly sync", Words(after, "calendar.title"));
    }

    [Fact]
    public async Task A_link_that_convo_made_later_counts_more_than_what_was_found_before()
    {
        calendar.Events.AddRange([Weekly(0), Given.Event("evt_other", "Sales", Given.Nine.AddHours(1), "tom@acme.example")]);
        await SnapshotAsync();
        Assert.Equal("Weekly sync", Words(await MeetAsync(), "calendar.title"));

        Assert.Equal("Sales", Words(await MeetAsync(linked: "evt_other"), "calendar.title"));
        Assert.Equal("Sales", Words(await MeetAsync(), "calendar.title"));
    }

    [Fact]
    public async Task A_linked_event_is_found_however_far_away_it_was_planned()
    {
        calendar.Events.Add(Given.Event("evt_far", "Sales", Given.Nine.AddHours(22), "tom@acme.example"));
        await SnapshotAsync();

        Assert.Equal("Convo linked this event", Words(await MeetAsync(linked: "evt_far"), "calendar.why"));
    }

    [Fact]
    public async Task Where_the_account_gives_the_past_a_meeting_that_the_snapshot_missed_is_found_and_that_is_remembered()
    {
        await SnapshotAsync();
        calendar.Events.Add(Weekly(0));
        calendar.IsGenerous = true;

        Assert.Equal("yes", Words(await MeetAsync(), "calendar.matched"));

        Assert.Equal(Backwards.Works, (await store.StateAsync("acme", None))!.Backwards);
        Assert.Single(await store.EventsAsync("acme", None));
        Assert.Equal(2, calendar.Asked.Count);
    }

    [Fact]
    public async Task Each_meeting_is_looked_for_backwards_once()
    {
        await SnapshotAsync();
        await MeetAsync();
        await MeetAsync();

        Assert.Equal(2, calendar.Asked.Count);
    }

    [Fact]
    public async Task An_event_that_was_there_and_is_not_given_any_more_says_clearly_that_the_past_is_not_given()
    {
        calendar.Events.Add(Given.Event("evt_1", "Sales", Given.Nine.AddMinutes(-50), "tom@acme.example"));
        await SnapshotAsync();
        await MeetAsync();

        Assert.Equal(Backwards.DoesNot, (await store.StateAsync("acme", None))!.Backwards);
        await MeetAsync(key: MeetingKey.For("acme", "sess_2"));
        Assert.Equal(2, calendar.Asked.Count);
    }

    [Fact]
    public async Task Three_looks_that_bring_nothing_are_a_no_for_a_month()
    {
        await SnapshotAsync();
        for (var meeting = 1; meeting <= 5; meeting++)
        {
            await MeetAsync(key: MeetingKey.For("acme", $"sess_{meeting}"));
        }

        Assert.Equal(1 + 3, calendar.Asked.Count);
        clock.Now = clock.Now.AddDays(31);
        await MeetAsync(key: MeetingKey.For("acme", "sess_later"));
        Assert.Equal(1 + 4, calendar.Asked.Count);
    }

    [Fact]
    public async Task A_look_that_was_refused_says_nothing_about_the_past()
    {
        await SnapshotAsync();
        calendar.Instead = new CalendarAnswer.Later("too many", Given.Nine.AddDays(1));

        Assert.Equal("no", Words(await MeetAsync(), "calendar.matched"));

        var state = await store.StateAsync("acme", None);
        Assert.Equal((Backwards.Untried, 0), (state!.Backwards, state.VagueTries));
    }

    [Fact]
    public async Task Without_a_snapshot_nothing_matches_and_nothing_is_asked()
    {
        var facts = await MeetAsync();

        Assert.Equal(("no", "0"), (Words(facts, "calendar.matched"), Words(facts, "calendar.score")));
        Assert.Contains("no snapshot", Words(facts, "calendar.why"), StringComparison.Ordinal);
        Assert.Empty(calendar.Asked);
    }

    [Fact]
    public async Task Without_a_calendar_nothing_matches_and_the_facts_say_so()
    {
        calendar.Instead = new CalendarAnswer.NotConnected("none");
        await SnapshotAsync();

        Assert.Equal("Convo has no calendar of this account", Words(await MeetAsync(), "calendar.why"));
        Assert.Single(calendar.Asked);
    }

    [Fact]
    public async Task The_snapshot_of_another_key_is_not_looked_at()
    {
        calendar.Events.Add(Weekly(0));
        await SnapshotAsync();
        account = Given.Account(generation: 2);

        Assert.Equal("no", Words(await MeetAsync(), "calendar.matched"));
    }

    [Fact]
    public async Task A_deleted_meeting_takes_its_event_out_of_the_snapshot()
    {
        calendar.Events.AddRange([Weekly(0), Given.Event("evt_2", "Sales", Given.Nine.AddHours(2), "tom@acme.example")]);
        await SnapshotAsync();
        await MeetAsync();

        await memory.ForgetAsync(Key, None);
        await content.RemoveAsync(Key.Text, storedUpTo: null, None);

        Assert.Equal(["Sales"], (await store.EventsAsync("acme", None)).Select(one => one.Title));
        Assert.Equal(0, await store.TimesAsync("acme", "Weekly sync", None));
        Assert.Null(await memory.GetAsync(Key, None));
    }

    [Fact]
    public async Task What_convo_does_not_tell_yet_is_waited_for()
    {
        var facts = new CalendarFacts(calendar, store, memory, clock);
        var waits = new FactAnswer.NotYet("not in the list");

        Assert.Same(waits, await facts.ReadAsync(Key, account, waits, null, None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9999)]
    public async Task A_start_out_of_this_world_matches_nothing(int year)
    {
        await SnapshotAsync();
        var row = Row(new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero), "x", null);

        var answer = await new CalendarFacts(calendar, store, memory, clock).ReadAsync(Key, account, row, null, None);

        Assert.Equal("no", Words(new FactSet(Assert.IsType<FactAnswer.Known>(answer).Facts), "calendar.matched"));
    }

    private static CalendarEvent Weekly(int day) => Given.Event($"evt_weekly_{day}", "Weekly sync", Given.Nine.AddDays(day), "marit@acme.example", "anna@acme.example");

    private Task SnapshotAsync() => new CalendarRefresh(calendar, store, clock).RefreshAsync(account, None);

    private Task SnapshotOnAsync(int day)
    {
        clock.Now = Given.Nine.AddDays(day).AddHours(-1);
        return SnapshotAsync();
    }

    private async Task<FactSet> MeetAsync(
        string title = "Weekly sync", int day = 0, string? linked = null, MeetingKey? key = null, IReadOnlyList<string>? names = null)
    {
        var start = Given.Nine.AddDays(day).AddMinutes(2);
        clock.Now = clock.Now > start.AddHours(1) ? clock.Now : start.AddHours(1);
        var points = new FactAnswer.Known(new FactValue.Group(new Dictionary<string, FactValue>
        {
            ["participants"] = new FactValue.List([.. (names ?? []).Select(name => new FactValue.Text(name))]),
        }));
        var answer = await new CalendarFacts(calendar, store, memory, clock).ReadAsync(key ?? Key, account, Row(start, title, linked), points, None);
        return new FactSet(Assert.IsType<FactAnswer.Known>(answer).Facts);
    }

    private static FactAnswer.Known Row(DateTimeOffset start, string title, string? linked)
    {
        var meeting = new Dictionary<string, FactValue> { ["title"] = new FactValue.Text(title), ["start"] = new FactValue.Time(start) };
        if (start.Year < 9000)
        {
            meeting["end"] = new FactValue.Time(start.AddMinutes(28));
        }

        if (linked is not null)
        {
            meeting["calendarEventId"] = new FactValue.Text(linked);
        }

        return new FactAnswer.Known(new FactValue.Group(new Dictionary<string, FactValue> { ["meeting"] = new FactValue.Group(meeting) }));
    }

    private static string? Words(FactSet facts, string path) => facts.Find(path) switch
    {
        FactValue.Text text => text.Value,
        FactValue.Number number => $"{number.Value}",
        FactValue.Flag flag => flag.Value ? "yes" : "no",
        _ => null,
    };

    private static string Sides(FactSet facts, string path) => string.Join(' ', Items(facts, path, "side"));

    private static IEnumerable<string?> Items(FactSet facts, string path, string member) =>
        Assert.IsType<FactValue.List>(facts.Find(path)).Items.Select(item => (FactSet.Member(item, member) as FactValue.Text)?.Value);
}
