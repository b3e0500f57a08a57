using System.Net;
using System.Text.Json.Nodes;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

/// <summary>The calendar is as strict as Convo's pages leave room for, unless a generous one is wished for.</summary>
public sealed class CalendarTests
{
    [Fact]
    public async Task Every_account_has_a_calendar_of_its_own()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        const string enterprise = "convo_sandbox_enterprise";

        await sandbox.PostControlAsync("/calendar", """{"account":"enterprise","events":[{"id":"evt_a","summary":"Theirs"}]}""");

        Assert.Empty((await sandbox.GetConvoAsync("/api/v1/calendar/events")).Json["data"]!.AsArray());
        Assert.Single((await sandbox.ConvoAsync(HttpMethod.Get, "/api/v1/calendar/events", key: enterprise)).Json["data"]!.AsArray());
        Assert.Empty((await sandbox.GetControlAsync("/calendar")).Json["events"]!.AsArray());
        Assert.Equal("Theirs", (string?)(await sandbox.GetControlAsync("/calendar?account=enterprise")).Json["events"]![0]!["summary"]);
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.ControlAsync(HttpMethod.Delete, "/calendar/evt_a")).Status);
        Assert.Empty((await sandbox.ControlAsync(HttpMethod.Delete, "/calendar/evt_a?account=enterprise")).Json["events"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.PostControlAsync("/calendar", """{"account":"gold"}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.GetControlAsync("/calendar?account=gold")).Status);
    }

    private const string Events = "/api/v1/calendar/events";

    [Fact]
    public async Task An_event_has_googles_shape_with_the_offset_of_its_zone_and_no_organiser()
    {
        await using var sandbox = await StartAsync();
        await PutAsync(
            sandbox,
            """
            {"events":[{"id":"evt_1","summary":"Supplier kickoff","start":"2027-05-11T08:30:00Z","minutes":30,"timeZone":"Europe/Oslo",
             "attendees":[{"email":"jonas@firma.example","displayName":"Jonas Vik","responseStatus":"accepted"},{"email":"marit@nordwind.example"}],
             "organizer":{"email":"jonas@firma.example"}}]}
            """);

        Assert.Equal(
            """
            {"data":[{"id":"evt_1","summary":"Supplier kickoff",
            "start":{"dateTime":"2027-05-11T10:30:00+02:00","timeZone":"Europe/Oslo"},
            "end":{"dateTime":"2027-05-11T11:00:00+02:00","timeZone":"Europe/Oslo"},
            "attendees":[{"email":"jonas@firma.example","displayName":"Jonas Vik","responseStatus":"accepted"},{"email":"marit@nordwind.example"}]}]}
            """.ReplaceLineEndings(""),
            (await sandbox.GetConvoAsync(Events)).Text);
    }

    [Fact]
    public async Task Whole_days_carry_dates_and_an_event_without_title_or_people_leaves_them_out()
    {
        await using var sandbox = await StartAsync();
        await PutAsync(sandbox, """{"events":[{"id":"evt_1","start":"2027-05-17","days":2},{"id":"evt_2","start":"2027-05-18T08:00:00+02:00"}]}""");

        Assert.Equal(
            """
            {"data":[{"id":"evt_1","start":{"date":"2027-05-17"},"end":{"date":"2027-05-19"}},
            {"id":"evt_2","start":{"dateTime":"2027-05-18T08:00:00+02:00","timeZone":"Europe/Berlin"},
            "end":{"dateTime":"2027-05-18T08:30:00+02:00","timeZone":"Europe/Berlin"}}]}
            """.ReplaceLineEndings(""),
            (await sandbox.GetConvoAsync(Events)).Text);
    }

    [Fact]
    public async Task What_has_begun_never_comes_however_it_is_asked_for()
    {
        await using var sandbox = await StartAsync();
        await PutAsync(
            sandbox,
            """
            {"events":[{"id":"evt_past","start":"2026-12-31T08:00:00Z"},{"id":"evt_now","start":"2027-01-01T09:00:00Z"},
             {"id":"evt_next","start":"2027-01-01T09:10:00Z"}]}
            """);

        Assert.Equal(["evt_next"], await IdsAsync(sandbox));
        Assert.Equal(["evt_next"], await IdsAsync(sandbox, "?timeMin=2026-01-01T00:00:00Z"));

        sandbox.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(await IdsAsync(sandbox));
    }

    [Fact]
    public async Task The_generous_form_gives_past_events_and_organisers()
    {
        await using var sandbox = await StartAsync();
        await PutAsync(
            sandbox,
            """
            {"generous":true,"events":[{"id":"evt_past","start":"2026-12-31T08:00:00Z","organizer":{"email":"marit@nordwind.example"}},
             {"id":"evt_next","start":"2027-01-02"}]}
            """);

        Assert.Equal(["evt_next"], await IdsAsync(sandbox));
        Assert.Equal(["evt_past", "evt_next"], await IdsAsync(sandbox, "?timeMin=2026-12-31T07:59:59Z"));
        Assert.Equal(["evt_next"], await IdsAsync(sandbox, "?timeMin=2026-12-31T08:00:00Z"));
        var past = (await sandbox.GetConvoAsync(Events + "?timeMin=2026-12-01T00:00:00Z")).Json["data"]![0]!;
        Assert.Equal("marit@nordwind.example", (string?)past["organizer"]!["email"]);
    }

    [Fact]
    public async Task Events_come_by_start_ten_unless_asked_otherwise_and_never_more_than_fifty()
    {
        await using var sandbox = await StartAsync();
        var events = new JsonArray([.. Enumerable.Range(0, 60).Reverse().Select(n => new JsonObject
        {
            ["id"] = $"evt_{n:00}",
            ["start"] = sandbox.Clock.GetUtcNow().AddMinutes(n + 1).ToString("O"),
        })]);
        await PutAsync(sandbox, new JsonObject { ["events"] = events }.ToJsonString());

        Assert.Equal(Enumerable.Range(0, 10).Select(n => $"evt_{n:00}"), await IdsAsync(sandbox));
        Assert.Equal(Enumerable.Range(0, 50).Select(n => $"evt_{n:00}"), await IdsAsync(sandbox, "?maxResults=50"));
        Assert.Equal(["evt_00"], await IdsAsync(sandbox, "?maxResults=1"));
    }

    [Theory]
    [InlineData("maxResults=0")]
    [InlineData("maxResults=51")]
    [InlineData("maxResults=many")]
    [InlineData("timeMin=yesterday")]
    public async Task A_question_beyond_the_documented_bounds_is_refused(string query)
    {
        await using var sandbox = await StartAsync();

        var answer = await sandbox.GetConvoAsync($"{Events}?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "validation_error"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Without_a_calendar_there_is_nothing_to_be_found()
    {
        await using var sandbox = await StartAsync();
        await PutAsync(sandbox, """{"connected":false}""");

        var answer = await sandbox.GetConvoAsync(Events);

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.Status, answer.Error));
        await PutAsync(sandbox, """{"connected":true}""");
        Assert.Empty(await IdsAsync(sandbox));
    }

    [Fact]
    public async Task A_played_meeting_brings_its_event_with_its_own_title_and_times_and_the_link()
    {
        await using var sandbox = await StartAsync();
        await PutAsync(sandbox, """{"generous":true}""");
        await sandbox.PlayAsync("""{"meeting":{"title":"Budget","start":"2026-12-31T08:00:00Z","minutes":45,"calendar":{"id":"evt_1","linked":true}}}""");

        var planned = (await sandbox.GetConvoAsync(Events + "?timeMin=2026-12-01T00:00:00Z")).Json["data"]![0]!;
        var listed = (await sandbox.GetConvoAsync("/api/v1/conversations")).Json["data"]![0]!;

        Assert.Equal(("evt_1", "Budget"), ((string?)planned["id"], (string?)planned["summary"]));
        Assert.Equal("2026-12-31T09:00:00+01:00", (string?)planned["start"]!["dateTime"]);
        Assert.Equal("2026-12-31T09:45:00+01:00", (string?)planned["end"]!["dateTime"]);
        Assert.Equal("evt_1", (string?)listed["linkedCalendarEventId"]);
    }

    [Fact]
    public async Task A_scenarios_event_is_put_in_ahead_and_its_meeting_leaves_it_as_it_was_planned()
    {
        await using var sandbox = await StartAsync();
        await PutAsync(sandbox, """{"scenario":"customer-call","start":"2027-01-01T10:00:00Z"}""");

        var planned = (await sandbox.GetConvoAsync(Events)).Json["data"]![0]!;
        Assert.Equal(("Nordwind: delivery plan", "2027-01-01T11:00:00+01:00"), ((string?)planned["summary"], (string?)planned["start"]!["dateTime"]));
        Assert.Equal("2027-01-01T11:34:00+01:00", (string?)planned["end"]!["dateTime"]);

        await sandbox.PlayAsync("""{"scenario":"customer-call"}""");
        var after = Assert.Single((await sandbox.GetControlAsync("/calendar")).Json["events"]!.AsArray())!;
        Assert.Equal((string?)planned["start"]!["dateTime"], (string?)after["start"]!["dateTime"]);
    }

    [Fact]
    public async Task Events_are_replaced_by_their_id_and_removed()
    {
        await using var sandbox = await StartAsync();
        await PutAsync(sandbox, """{"events":[{"id":"evt_1","summary":"Old"},{"id":"evt_2"}]}""");
        await PutAsync(sandbox, """{"events":[{"id":"evt_1","summary":"New"}]}""");

        Assert.Equal(["New", null], (await sandbox.GetConvoAsync(Events)).Json["data"]!.AsArray().Select(one => (string?)one!["summary"]).Order().Reverse());
        Assert.Equal(HttpStatusCode.OK, (await sandbox.ControlAsync(HttpMethod.Delete, "/calendar/evt_1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.ControlAsync(HttpMethod.Delete, "/calendar/evt_1")).Status);
        Assert.Equal(["evt_2"], await IdsAsync(sandbox));
        await sandbox.ControlAsync(HttpMethod.Delete, "/calendar");
        Assert.Empty(await IdsAsync(sandbox));
    }

    [Theory]
    [InlineData("""{"events":[{"start":"soon"}]}""", "start")]
    [InlineData("""{"events":[{"minutes":0}]}""", "minutes")]
    [InlineData("""{"events":[{"start":"2027-05-17","days":61}]}""", "days")]
    [InlineData("""{"events":[{"timeZone":"Mars/Olympus"}]}""", "timeZone")]
    [InlineData("""{"events":[{"attendees":[{"displayName":"Marit"}]}]}""", "attendees")]
    [InlineData("""{"events":[{"attendees":[{"email":"a@b.example","responseStatus":"maybe"}]}]}""", "responseStatus")]
    [InlineData("""{"events":[null]}""", "events")]
    [InlineData("""{"scenario":"umlauts"}""", "customer-call")]
    public async Task What_is_wrong_with_an_event_is_said_and_nothing_is_put_in(string body, string named)
    {
        await using var sandbox = await StartAsync();

        var answer = await sandbox.PostControlAsync("/calendar", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(named, answer.Error, StringComparison.Ordinal);
        Assert.Empty((await sandbox.GetControlAsync("/calendar")).Json["events"]!.AsArray());
    }

    [Fact]
    public async Task A_meeting_with_a_wrong_event_is_not_played()
    {
        await using var sandbox = await StartAsync();

        var answer = await sandbox.PostControlAsync("/meetings", """{"meeting":{"calendar":{"start":"soon"}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith("calendar:", answer.Error, StringComparison.Ordinal);
        Assert.Empty((await sandbox.GetConvoAsync("/api/v1/conversations")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task The_oldest_events_make_room()
    {
        await using var sandbox = await StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var events = new JsonArray([.. Enumerable.Range(0, 450).Select(n => new JsonObject { ["id"] = $"evt_{round}_{n}" })]);
            await PutAsync(sandbox, new JsonObject { ["events"] = events }.ToJsonString());
        }

        var held = (await sandbox.GetControlAsync("/calendar")).Json["events"]!.AsArray().Select(one => (string?)one!["id"]).ToHashSet();
        Assert.Equal(2000, held.Count);
        Assert.DoesNotContain("evt_0_249", held);
        Assert.Contains("evt_0_250", held);
    }

    private static async Task<TestSandbox> StartAsync()
    {
        var sandbox = await TestSandbox.StartAsync();
        sandbox.Clock.Set(new DateTimeOffset(2027, 1, 1, 9, 0, 0, TimeSpan.Zero));
        return sandbox;
    }

    private static async Task PutAsync(TestSandbox sandbox, string body)
    {
        var answer = await sandbox.PostControlAsync("/calendar", body);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    private static async Task<IEnumerable<string?>> IdsAsync(TestSandbox sandbox, string query = "") =>
        (await sandbox.GetConvoAsync(Events + query)).Json["data"]!.AsArray().Select(one => (string?)one!["id"]);
}
