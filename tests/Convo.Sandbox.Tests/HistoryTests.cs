using System.Net;
using System.Text.Json.Nodes;
using Convo.Sandbox.Tests.Contract;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

/// <summary>A whole account's past, as a connector finds it on its first day.</summary>
public sealed class HistoryTests
{
    private const string TwoWeeks = """{"scenario":"two-weeks","account":"professional"}""";
    private const string Enterprise = "convo_sandbox_enterprise";

    [Fact]
    public async Task Two_weeks_are_thirty_meetings_that_end_now_and_every_read_has_the_documented_shape()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.PostControlAsync("/account", TwoWeeks);

        var rows = (await sandbox.GetConvoAsync("/api/v1/conversations?limit=100")).Json["data"]!.AsArray();

        Assert.Equal(30, rows.Count);
        var now = sandbox.Clock.GetUtcNow();
        Assert.All(rows, row => Assert.InRange(DateTimeOffset.Parse((string)row!["startTime"]!), now.AddDays(-15), now));
        Assert.InRange(DateTimeOffset.Parse((string)rows[0]!["endTime"]!), now.AddMinutes(-10), now);
        var counts = new Dictionary<string, int>();
        foreach (var row in rows)
        {
            foreach (var what in new[] { "transcript", "keypoints", "feedback" })
            {
                var answer = await sandbox.GetConvoAsync($"/api/v1/conversations/{row!["id"]}/{what}");
                counts[what] = counts.GetValueOrDefault(what) + (answer.Status == HttpStatusCode.OK ? 1 : 0);
            }
        }

        Assert.Equal((28, 25, 6), (counts["transcript"], counts["keypoints"], counts["feedback"]));
        Assert.Equal(0, await Talk.UsedAsync(sandbox));
    }

    [Fact]
    public async Task The_list_says_which_pasts_there_are()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var listed = (await sandbox.GetControlAsync("/account")).Json["scenarios"]!.AsArray().Single()!;

        Assert.Equal("two-weeks", (string?)listed["name"]);
        Assert.Contains("thirty meetings", (string?)listed["description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_everything_that_an_account_of_two_weeks_has()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.PostControlAsync("/account", TwoWeeks);

        var rows = (await sandbox.GetConvoAsync("/api/v1/conversations?limit=100")).Json["data"]!.AsArray().Select(row => row!).ToList();
        var titles = rows.Select(row => (string)row["title"]!).ToList();

        Assert.True(titles.GroupBy(title => title).Count(same => same.Count() >= 2) >= 6, "recurring series");
        Assert.Equal(3, titles.Count(title => title == "Untitled Conversation"));
        Assert.Contains("Okay, can everybody hear me?", titles);
        Assert.Contains(rows, row => (int)row["duration"]! == 180 && (int)row["segmentCount"]! == 1800);
        Assert.Contains(rows, row => row["linkedCalendarEventId"] is not null);
        var failed = (await sandbox.GetControlAsync("/meetings")).Json["meetings"]!.AsArray().Where(one => one!["failed"] is not null);
        Assert.Equal(2, failed.Count());
        var opening = rows.Single(row => (string?)row["title"] == "Okay, can everybody hear me?");
        Assert.Equal(
            "Okay, can everybody hear me?",
            (string?)(await sandbox.GetConvoAsync($"/api/v1/conversations/{opening["id"]}/transcript")).Json["data"]!["segments"]![0]!["text"]);
        await sandbox.PostControlAsync("/calendar", """{"generous":true}""");
        var past = (await sandbox.GetConvoAsync("/api/v1/calendar/events?maxResults=50&timeMin=2020-01-01T00:00:00Z")).Json["data"]!.AsArray();
        Assert.Contains(past, one => one!.ToJsonString().Contains("@nordwind.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_strict_calendar_shows_the_series_that_are_still_to_come()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.PostControlAsync("/account", TwoWeeks);

        var ahead = (await sandbox.GetConvoAsync("/api/v1/calendar/events?maxResults=50")).Json["data"]!.AsArray();

        Assert.Equal(11, ahead.Count);
        Assert.Contains(ahead, one => (string?)one!["summary"] == "Nordwind: delivery review" && one["attendees"]!.AsArray().Count == 4);
        var theirs = (await sandbox.ConvoAsync(HttpMethod.Get, "/api/v1/calendar/events?maxResults=50", key: Enterprise)).Json["data"]!.AsArray();
        Assert.Equal(9, theirs.Count);
        Assert.DoesNotContain(theirs, one => (string?)one!["summary"] == "Jonas / 1:1");
    }

    [Fact]
    public async Task Two_people_have_one_meeting_each_under_an_id_of_their_own_with_the_same_event_of_the_calendar()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.PostControlAsync("/account", TwoWeeks);

        var theirs = (await sandbox.ConvoAsync(HttpMethod.Get, "/api/v1/conversations", key: Enterprise)).Json["data"]!.AsArray();
        Assert.Equal(2, theirs.Count);
        var their = theirs[0]!;
        var mine = (await sandbox.GetConvoAsync("/api/v1/conversations?limit=100&search=Weekly")).Json["data"]!.AsArray()
            .Single(row => (string?)row!["startTime"] == (string?)their["startTime"])!;

        Assert.NotEqual((string?)mine["id"], (string?)their["id"]);
        Assert.NotNull(mine["linkedCalendarEventId"]);
        Assert.Equal((string?)mine["linkedCalendarEventId"], (string?)their["linkedCalendarEventId"]);
        var (my, other) = (await SegmentsAsync(sandbox, mine, TestSandbox.Key), await SegmentsAsync(sandbox, their, Enterprise));
        Assert.Equal(my.Select(one => (string?)one!["text"]), other.Select(one => (string?)one!["text"]));
        Assert.Equal(Renamed(my, "You", "Sandbox Owner", "Marit Solberg", "You"), other.Select(one => (string?)one!["speaker"]));
        var profile = (await sandbox.ConvoAsync(HttpMethod.Get, "/api/v1/user/profile", key: Enterprise)).Json["data"]!["profile"]!;
        Assert.Equal(("Marit Solberg", "marit@sandbox.example"), ((string?)profile["name"], (string?)profile["email"]));
    }

    [Fact]
    public async Task Its_events_are_history_and_only_sent_when_asked_for()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url);

        await sandbox.PostControlAsync("/account", TwoWeeks);
        Assert.Empty(receiver.All);
        await sandbox.PostControlAsync("/account", """{"scenario":"two-weeks","events":true}""");

        Assert.Equal(30, receiver.Events.Count(name => name == "conversation.created"));
        Assert.Equal(28, receiver.Events.Count(name => name == "transcript.ready"));
        Assert.Equal(25, receiver.Events.Count(name => name == "conversation.keypoints.ready"));
        Assert.Equal(6, receiver.Events.Count(name => name == "conversation.feedback.ready"));
        Assert.Equal(
            ["The transcription service did not answer", "No audio was received"],
            receiver.All.Where(one => one.Event == "transcript.failed").Select(one => (string?)one.Json["data"]!["error"]));
        Assert.All(receiver.All, one => ConvoContract.Instance.CheckEvent(one.Text));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_words_and_another_gives_others()
    {
        var texts = new List<string>();
        foreach (var seed in new[] { 1, 1, 2 })
        {
            await using var sandbox = await TestSandbox.StartAsync();
            await sandbox.PostControlAsync("/clock", """{"set":"2027-03-10T12:00:00Z"}""");
            var loaded = (await sandbox.PostControlAsync("/account", $$"""{"scenario":"two-weeks","seed":{{seed}}}""")).Json["meetings"]!.AsArray();
            var id = (string?)loaded[0]!["conversationId"];
            var keypoints = (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints")).Json["data"]!["keypoints"]!;
            var transcript = (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/transcript")).Text;
            // The last one ended a moment ago, on a clock that runs.
            texts.Add(string.Join(" ", loaded.SkipLast(1).Select(one => one!["start"])) + keypoints + transcript);
        }

        Assert.Equal(texts[0], texts[1]);
        Assert.NotEqual(texts[0], texts[2]);
    }

    [Fact]
    public async Task Meetings_lie_on_working_days_on_a_weekend_too()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.PostControlAsync("/clock", """{"set":"2027-03-14T12:00:00Z"}""");

        var loaded = (await sandbox.PostControlAsync("/account", TwoWeeks)).Json["meetings"]!.AsArray();

        var days = loaded.Select(one => DateTimeOffset.Parse((string)one!["start"]!).DayOfWeek).ToList();
        Assert.Equal(1, days.Count(day => day is DayOfWeek.Sunday or DayOfWeek.Saturday));
        Assert.Equal("2027-03-01T08:15:00.000Z", (string?)loaded[0]!["start"]);
    }

    [Theory]
    [InlineData("{}", "two-weeks")]
    [InlineData("""{"scenario":"two-years"}""", "two-weeks")]
    [InlineData("""{"scenario":"two-weeks","account":"free"}""", "starter, professional, enterprise")]
    [InlineData("""{"scenario":"two-weeks","seed":-1}""", "$.seed")]
    public async Task Rubbish_is_refused_and_loads_nothing(string body, string hint)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.PostControlAsync("/account", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(hint, answer.Error, StringComparison.Ordinal);
        Assert.Empty((await sandbox.GetControlAsync("/meetings")).Json["meetings"]!.AsArray());
    }

    private static async Task<JsonArray> SegmentsAsync(TestSandbox sandbox, JsonNode row, string key) =>
        (await sandbox.ConvoAsync(HttpMethod.Get, $"/api/v1/conversations/{row["id"]}/transcript", key: key)).Json["data"]!["segments"]!.AsArray();

    private static IEnumerable<string?> Renamed(JsonArray segments, string first, string becomes, string second, string turns) =>
        segments.Select(one => (string?)one!["speaker"]).Select(name => name == first ? becomes : name == second ? turns : name);
}
