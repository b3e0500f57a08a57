using System.Net;
using System.Text.Json.Nodes;
using Convo.Sandbox.Meetings;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class ScenarioTests
{
    public static TheoryData<string> Names => [.. new ScenarioShelf().All.Select(s => s.Name)];

    [Fact]
    public void There_are_the_scenarios_that_the_readme_names() => Assert.Equal(
        [
            "customer-call", "emoji", "failed-transcript", "feedback", "forty-items", "line-separators", "long", "markup", "no-items", "no-keypoints",
            "right-to-left", "sparse", "umlauts", "untitled", "weekly-sync", "you-and-participant",
        ],
        new ScenarioShelf().All.Select(s => s.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_scenario_plays_and_reads_back_in_the_documented_shapes(string name)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url);

        var id = await sandbox.PlayAsync($$"""{"scenario":"{{name}}"}""");

        var listed = (await sandbox.GetConvoAsync("/api/v1/conversations")).Json["data"]![0]!;
        Assert.Equal(id, (string?)listed["id"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)listed["title"]));
        var keypoints = await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints");
        Assert.Equal(name is "no-keypoints" or "failed-transcript" ? HttpStatusCode.NotFound : HttpStatusCode.OK, keypoints.Status);
        Assert.Equal(name switch { "no-keypoints" or "failed-transcript" => 2, "feedback" => 6, _ => 5 }, receiver.All.Count);
        var transcript = await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/transcript");
        Assert.Equal(name == "failed-transcript" ? HttpStatusCode.NotFound : HttpStatusCode.OK, transcript.Status);
        if (name != "failed-transcript")
        {
            Assert.Equal((int)listed["segmentCount"]!, transcript.Json["data"]!["segments"]!.AsArray().Count);
            Assert.NotEmpty(transcript.Json["data"]!["segments"]!.AsArray());
        }

        Assert.All(receiver.All, r => Contract.ConvoContract.Instance.CheckEvent(r.Text));
    }

    [Fact]
    public async Task The_scenarios_hold_what_they_are_there_for()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.True(Items(await ReadAsync(sandbox, "weekly-sync")).Count >= 3);
        Assert.All(Items(await ReadAsync(sandbox, "weekly-sync")), i => Assert.NotNull(i!["owner"]));
        Assert.Equal(40, Items(await ReadAsync(sandbox, "forty-items")).Count);
        Assert.Empty(Items(await ReadAsync(sandbox, "no-items")));
        Assert.Equal("Untitled Conversation", (string?)(await ReadAsync(sandbox, "untitled"))["title"]);
        Assert.Contains("<!channel>", (string?)(await ReadAsync(sandbox, "markup"))["title"], StringComparison.Ordinal);
        Assert.Contains('\u2028', (string)(await ReadAsync(sandbox, "line-separators"))["title"]!);
        Assert.Null((await ReadAsync(sandbox, "sparse"))["keypoints"]!["sections"]);
        var texts = Items(await ReadAsync(sandbox, "long")).Select(i => ((string)i!["item"]!).Length).ToList();
        Assert.True(texts.Max() > 3000, "one item must exceed a section");
        Assert.True((await ReadAsync(sandbox, "long"))["keypoints"]!.ToJsonString().Length > 13_000, "all must exceed a message");
    }

    [Fact]
    public async Task The_list_says_what_each_scenario_is_for()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var listed = (await sandbox.GetControlAsync("/scenarios")).Json["scenarios"]!.AsArray();

        Assert.Equal(16, listed.Count);
        Assert.All(listed, s => Assert.True(((string)s!["description"]!).Length > 20));
    }

    [Fact]
    public async Task A_transcript_that_fails_later_is_gone_and_comes_back_with_its_event()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var id = await sandbox.PlayAsync();
        await sandbox.RegisterAsync(receiver.Url);
        var path = $"/api/v1/conversations/{id}/transcript";

        await sandbox.PostControlAsync($"/meetings/{id}/events", """{"events":[{"event":"transcript.failed","data":{"error":"Too quiet"}}]}""");
        var failed = await sandbox.GetConvoAsync(path);
        await sandbox.PostControlAsync($"/meetings/{id}/events", """{"events":["transcript.ready"]}""");

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (failed.Status, failed.Error));
        Assert.Equal("Too quiet", (string?)receiver.All[0].Json["data"]!["error"]);
        Assert.Equal((HttpStatusCode.OK, 12), ((await sandbox.GetConvoAsync(path)).Status, (int)receiver.All[1].Json["data"]!["segmentCount"]!));
    }

    [Fact]
    public async Task Nothing_is_made_of_a_failed_transcript_and_it_costs_nothing()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync("""{"scenario":"failed-transcript"}""");

        foreach (var (what, body) in new[] { ("keypoints", null), ("query", """{"query":"Who?"}"""), ("email", null) })
        {
            var answer = await sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/{what}", body);
            Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.Status, answer.Error));
        }

        Assert.Equal("validation_error", (await sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/feedback")).Error);
        Assert.Equal(0, await Talk.UsedAsync(sandbox));
    }

    private static JsonArray Items(JsonNode data) => data["keypoints"]!["actionItems"]!.AsArray();

    private static async Task<JsonNode> ReadAsync(TestSandbox sandbox, string name)
    {
        var id = await sandbox.PlayAsync($$"""{"scenario":"{{name}}","hold":true}""");
        return (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints")).Json["data"]!;
    }
}
