using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Xunit;
using static Convo.Functions.Core.Tests.Calendars.CalendarStage;

namespace Convo.Functions.Core.Tests.Calendars;

/// <summary>From the snapshot to the facts: what is found, what is remembered, and what is said where nothing fits.</summary>
public sealed class CalendarFactsTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly CalendarStage stage = new();

    [Fact]
    public async Task A_meeting_finds_its_event_in_the_snapshot_and_tells_who_is_inside_and_who_outside()
    {
        stage.Calendar.Events.Add(Weekly(0) with
        {
            Attendees = [new("Anna", "anna@acme.example"), new("Marit Dahl", "marit@eu.acme.example"), new("Bob", "bob@customer.example"), new("Kim", "")],
        });
        await stage.SnapshotAsync();

        var facts = await stage.MeetAsync(names: ["Marit", "Bob"]);

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
        stage.Account = Given.Account(domains: "customer.example");
        stage.Calendar.Events.Add(Weekly(0) with { Attendees = [new("Marit", "marit@acme.example"), new("Bob", "bob@customer.example")] });
        await stage.SnapshotAsync();

        Assert.Equal("outside inside", Sides(await stage.MeetAsync(), "calendar.attendees"));
    }

    [Fact]
    public async Task An_organiser_is_told_only_where_the_calendar_has_one()
    {
        stage.Calendar.Events.Add(Weekly(0) with { Organiser = new Attendee("Marit Dahl", "marit@acme.example") });
        await stage.SnapshotAsync();

        var facts = await stage.MeetAsync();

        Assert.Equal(("Marit Dahl", "marit@acme.example"), (Words(facts, "calendar.organiser.name"), Words(facts, "calendar.organiser.email")));
    }

    [Fact]
    public async Task A_title_that_was_seen_three_times_is_likely_a_series_and_one_seen_twice_is_not()
    {
        stage.Calendar.Events.AddRange([Weekly(0), Weekly(1), Weekly(2)]);
        await stage.SnapshotOnAsync(0);
        await stage.SnapshotOnAsync(1);
        Assert.Null((await stage.MeetAsync(day: 1)).Find("calendar.series"));

        await stage.SnapshotOnAsync(2);
        var facts = await stage.MeetAsync(day: 2, key: MeetingKey.For("acme", "sess_3"));

        Assert.Equal(("Weekly sync", "3"), (Words(facts, "calendar.series"), Words(facts, "calendar.seriesTimes")));
    }

    [Fact]
    public async Task What_was_found_stays_although_the_snapshot_has_gone_on()
    {
        stage.Calendar.Events.Add(Weekly(0));
        await stage.SnapshotAsync();
        var before = await stage.MeetAsync();
        await stage.Store.ForgetAsync("acme", None);

        var after = await stage.MeetAsync(title: "A better title");

        Assert.Equal(Words(before, "calendar.why"), Words(after, "calendar.why"));
        Assert.Equal("Weekly sync", Words(after, "calendar.title"));
    }

    [Fact]
    public async Task A_link_that_convo_made_later_counts_more_than_what_was_found_before()
    {
        stage.Calendar.Events.AddRange([Weekly(0), Given.Event("evt_other", "Sales", Given.Nine.AddHours(1), "tom@acme.example")]);
        await stage.SnapshotAsync();
        Assert.Equal("Weekly sync", Words(await stage.MeetAsync(), "calendar.title"));

        Assert.Equal("Sales", Words(await stage.MeetAsync(linked: "evt_other"), "calendar.title"));
        Assert.Equal("Sales", Words(await stage.MeetAsync(), "calendar.title"));
    }

    [Fact]
    public async Task A_linked_event_is_found_however_far_away_it_was_planned()
    {
        stage.Calendar.Events.Add(Given.Event("evt_far", "Sales", Given.Nine.AddHours(22), "tom@acme.example"));
        await stage.SnapshotAsync();

        Assert.Equal("Convo linked this event", Words(await stage.MeetAsync(linked: "evt_far"), "calendar.why"));
    }

    [Fact]
    public async Task Without_a_snapshot_nothing_matches_and_nothing_is_asked()
    {
        var facts = await stage.MeetAsync();

        Assert.Equal(("no", "0"), (Words(facts, "calendar.matched"), Words(facts, "calendar.score")));
        Assert.Contains("no snapshot", Words(facts, "calendar.why"), StringComparison.Ordinal);
        Assert.Empty(stage.Calendar.Asked);
    }

    [Fact]
    public async Task Without_a_calendar_nothing_matches_and_the_facts_say_so()
    {
        stage.Calendar.Instead = new CalendarAnswer.NotConnected("none");
        await stage.SnapshotAsync();

        Assert.Equal("Convo has no calendar of this account", Words(await stage.MeetAsync(), "calendar.why"));
        Assert.Single(stage.Calendar.Asked);
    }

    [Fact]
    public async Task The_snapshot_of_another_key_is_not_looked_at()
    {
        stage.Calendar.Events.Add(Weekly(0));
        await stage.SnapshotAsync();
        stage.Account = Given.Account(generation: 2);

        Assert.Equal("no", Words(await stage.MeetAsync(), "calendar.matched"));
    }

    [Fact]
    public async Task A_deleted_meeting_takes_its_event_out_of_the_snapshot()
    {
        stage.Calendar.Events.AddRange([Weekly(0), Given.Event("evt_2", "Sales", Given.Nine.AddHours(2), "tom@acme.example")]);
        await stage.SnapshotAsync();
        await stage.MeetAsync();

        await stage.Memory.ForgetAsync(Key, None);
        await stage.Content.RemoveAsync(Key.Text, storedUpTo: null, None);

        Assert.Equal(["Sales"], (await stage.Store.EventsAsync("acme", None)).Select(one => one.Title));
        Assert.Equal(0, await stage.Store.TimesAsync("acme", "Weekly sync", None));
        Assert.Null(await stage.Memory.GetAsync(Key, None));
    }

    [Fact]
    public async Task What_convo_does_not_tell_yet_is_waited_for()
    {
        var waits = new FactAnswer.NotYet("not in the list");

        Assert.Same(waits, await stage.Facts.ReadAsync(Key, stage.Account, waits, null, None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9999)]
    public async Task A_start_out_of_this_world_matches_nothing(int year)
    {
        await stage.SnapshotAsync();
        var row = Row(new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero), "x", null);

        var answer = await stage.Facts.ReadAsync(Key, stage.Account, row, null, None);

        Assert.Equal("no", Words(new FactSet(Assert.IsType<FactAnswer.Known>(answer).Facts), "calendar.matched"));
    }
}
