using System.Net;
using System.Text.Json.Nodes;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class ConvoReadingTests
{
    [Fact]
    public async Task A_played_meeting_is_listed_with_all_its_documented_fields()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync(
            """{"meeting":{"title":"Budget","start":"2026-05-11T08:30:00Z","minutes":32,"segments":[{"text":"Hello"}],"linkedCalendarEventId":"evt_1"}}""");

        var listed = (await sandbox.GetConvoAsync("/api/v1/conversations")).Json;

        Assert.Equal(
            $$$"""
            {"id":"{{{id}}}","title":"Budget","startTime":"2026-05-11T08:30:00.000Z","endTime":"2026-05-11T09:02:00.000Z",
             "duration":32,"segmentCount":1,"linkedCalendarEventId":"evt_1"}
            """.ReplaceLineEndings("").Replace(", ", ","),
            Assert.Single(listed["data"]!.AsArray())!.ToJsonString());
        Assert.Equal("""{"total":1,"limit":20,"offset":0}""", listed["pagination"]!.ToJsonString());
        Assert.Matches("^sess_[a-z0-9]{6}$", id);
    }

    [Fact]
    public async Task The_list_pages_latest_first_and_counts_all()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        for (var day = 1; day <= 5; day++)
        {
            await sandbox.PlayAsync($$$"""{"meeting":{"title":"Day {{{day}}}","start":"2026-05-0{{{day}}}T08:00:00Z"}}""");
        }

        var page = (await sandbox.GetConvoAsync("/api/v1/conversations?limit=2&offset=1")).Json;

        Assert.Equal(["Day 4", "Day 3"], page["data"]!.AsArray().Select(c => (string?)c!["title"]));
        Assert.Equal("""{"total":5,"limit":2,"offset":1}""", page["pagination"]!.ToJsonString());
        Assert.Empty((await sandbox.GetConvoAsync("/api/v1/conversations?offset=5")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task Search_looks_at_titles_and_since_leaves_out_what_started_by_then()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.PlayAsync("""{"meeting":{"title":"Budget 2027","start":"2026-05-01T08:00:00Z","segments":[{"text":"portal"}]}}""");
        await sandbox.PlayAsync("""{"meeting":{"title":"Portal","start":"2026-05-02T08:00:00Z"}}""");

        Assert.Equal(["Budget 2027"], await TitlesAsync(sandbox, "search=BUDGET"));
        Assert.Equal(["Portal"], await TitlesAsync(sandbox, "search=portal"));
        Assert.Equal(["Portal"], await TitlesAsync(sandbox, "since=2026-05-01T08:00:00Z"));
        Assert.Equal(["Portal", "Budget 2027"], await TitlesAsync(sandbox, "since=2026-05-01T09:59:59%2B02:00"));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=-1")]
    [InlineData("limit=ten")]
    [InlineData("limit=99999999999999999999")]
    [InlineData("offset=-1")]
    [InlineData("offset=1e3")]
    [InlineData("since=yesterday")]
    [InlineData("since=")]
    public async Task A_wrong_parameter_is_a_validation_error(string query)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.GetConvoAsync("/api/v1/conversations?" + query);

        Assert.Equal((HttpStatusCode.BadRequest, "validation_error"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task The_transcript_comes_in_one_piece_with_times_spread_over_the_meeting()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync(
            """
            {"meeting":{"start":"2026-05-11T08:00:00Z","minutes":10,"segments":[
              {"text":"One","speaker":"You"},{"text":"Two"},{"text":"Three","speaker":"Marit","timestamp":"2026-05-11T08:09:59Z"}]}}
            """);

        var data = (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/transcript")).Json["data"]!;

        Assert.Equal(id, (string?)data["id"]);
        Assert.Equal(
            [
                """{"text":"One","speaker":"You","timestamp":"2026-05-11T08:00:00.000Z"}""",
                """{"text":"Two","speaker":"Participant","timestamp":"2026-05-11T08:03:20.000Z"}""",
                """{"text":"Three","speaker":"Marit","timestamp":"2026-05-11T08:09:59.000Z"}""",
            ],
            data["segments"]!.AsArray().Select(s => s!.ToJsonString()));
    }

    [Fact]
    public async Task The_profile_shows_plan_and_credits()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.PostControlAsync("/clock", """{"set":"2027-02-10T10:00:00Z"}""");

        var data = (await sandbox.GetConvoAsync("/api/v1/user/profile")).Json["data"]!;

        Assert.Equal("professional", (string?)data["subscription"]!["tier"]);
        Assert.Equal(
            """{"used":0,"limit":100,"remaining":100,"resetsAt":"2027-03-01T00:00:00.000Z"}""",
            data["apiUsage"]!["aiGenerations"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("convo_wrong")]
    [InlineData("convo_sandbox_professional_")]
    public async Task A_missing_or_wrong_key_is_unauthorized(string? key)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.ConvoAsync(HttpMethod.Get, "/api/v1/conversations", key: key);

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task The_free_plan_is_forbidden_everything()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        foreach (var path in new[] { "/api/v1/conversations", "/api/v1/user/profile", "/api/v1/webhooks", "/api/v1/conversations/sess_a/keypoints" })
        {
            var answer = await sandbox.ConvoAsync(HttpMethod.Get, path, key: "convo_sandbox_free");
            Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (answer.Status, answer.Error));
        }
    }

    [Theory]
    [InlineData("/api/v1/conversations/sess_nobody/transcript")]
    [InlineData("/api/v1/conversations/sess_nobody/keypoints")]
    public async Task An_unknown_conversation_is_not_found(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.GetConvoAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.Status, answer.Error));
    }

    [Theory]
    [InlineData("/api/v1/conversations/sess_a")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/API/V1/nothing")]
    public async Task An_unknown_operation_is_not_found_and_needs_the_key_all_the_same(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        using var without = await sandbox.Http.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Authorization", "Bearer " + TestSandbox.Key);
        using var with = await sandbox.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, with.StatusCode);
        Assert.Equal("not_found", (string?)JsonNode.Parse(await with.Content.ReadAsStringAsync())!["error"]!["code"]);
    }

    private static async Task<IEnumerable<string?>> TitlesAsync(TestSandbox sandbox, string query) =>
        (await sandbox.GetConvoAsync("/api/v1/conversations?" + query)).Json["data"]!.AsArray().Select(c => (string?)c!["title"]);
}
