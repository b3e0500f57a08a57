using System.Net;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class EmailTests
{
    private const string Meeting = """
        {"meeting":{"title":"Kickoff","keypoints":{"sections":[{"heading":"Freight","points":["First batch in week 24"]}],
        "actionItems":[{"item":"check the customs form","owner":"Marit"},{"item":"book a room"}]}}}
        """;

    [Fact]
    public async Task Each_draft_says_what_the_key_points_say_and_costs_a_credit()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync(Meeting);

        var first = await DraftAsync(sandbox, id, """{"recipientName":"Bob","tone":"professional"}""");
        var again = await DraftAsync(sandbox, id, """{"recipientName":"Bob","tone":"professional"}""");

        var draft = first.Json["data"]!;
        Assert.Equal((id, "Follow-up: Kickoff"), ((string?)draft["id"], (string?)draft["subject"]));
        Assert.StartsWith("Hello Bob,\n\n", (string?)draft["body"], StringComparison.Ordinal);
        Assert.Contains("- First batch in week 24\n", (string?)draft["body"], StringComparison.Ordinal);
        Assert.Equal(["Marit: check the customs form", "book a room"], draft["actionItems"]!.AsArray().Select(item => (string?)item));
        Assert.Equal((string?)draft["body"], (string?)again.Json["data"]!["body"]);
        Assert.Equal(2, await UsedAsync(sandbox));
    }

    [Theory]
    [InlineData(null, "Hello,\n")]
    [InlineData("{}", "Hello,\n")]
    [InlineData("""{"tone":"casual"}""", "Hi,\n")]
    [InlineData("""{"tone":"concise"}""", "Hello,\n\nin short:")]
    public async Task All_fields_are_optional_and_the_tone_is_heard(string? body, string start)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync("""{"meeting":{"title":"Bare","segments":[{"text":"I will send the list.","speaker":"Marit"}]}}""");

        var draft = (await DraftAsync(sandbox, id, body)).Json["data"]!;

        Assert.StartsWith(start, (string?)draft["body"], StringComparison.Ordinal);
        Assert.Contains("Marit: I will send the list.", (string?)draft["body"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"tone":"angry"}""", HttpStatusCode.BadRequest, "validation_error")]
    [InlineData("""{"tone":7}""", HttpStatusCode.BadRequest, "validation_error")]
    [InlineData("[]", HttpStatusCode.BadRequest, "validation_error")]
    public async Task A_wrong_body_is_a_validation_error_and_costs_nothing(string body, HttpStatusCode status, string code)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync(Meeting);

        var refused = await DraftAsync(sandbox, id, body);

        Assert.Equal((status, code), (refused.Status, refused.Error));
        Assert.Equal(0, await UsedAsync(sandbox));
    }

    [Fact]
    public async Task A_meeting_that_is_not_there_costs_nothing()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal("not_found", (await DraftAsync(sandbox, "sess_none", null)).Error);
        Assert.Equal(0, await UsedAsync(sandbox));
    }

    [Fact]
    public async Task The_hundred_and_first_draft_of_a_month_is_refused_until_the_month_turns()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.PostControlAsync("/clock", """{"set":"2027-01-31T23:00:00Z"}""");
        var id = await sandbox.PlayAsync(Meeting);
        for (var credit = 1; credit <= 100; credit++)
        {
            Assert.Equal(HttpStatusCode.OK, (await DraftAsync(sandbox, id, null)).Status);
        }

        var refused = await DraftAsync(sandbox, id, null);
        Assert.Equal((HttpStatusCode.TooManyRequests, "ai_limit_exceeded"), (refused.Status, refused.Error));

        await sandbox.PostControlAsync("/clock", """{"advance":"PT1H1M"}""");
        Assert.Equal(HttpStatusCode.OK, (await DraftAsync(sandbox, id, null)).Status);
    }

    private static Task<Answer> DraftAsync(TestSandbox sandbox, string id, string? body) =>
        sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/email", body);

    private static async Task<int> UsedAsync(TestSandbox sandbox) =>
        (int)(await sandbox.GetConvoAsync("/api/v1/user/profile")).Json["data"]!["apiUsage"]!["aiGenerations"]!["used"]!;
}
