using System.Net;
using System.Text.Json.Nodes;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class QueryTests
{
    [Fact]
    public async Task A_question_is_answered_from_the_transcript_and_costs_a_credit_each_time()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync();

        var first = (await AskAsync(sandbox, id, "Who runs the load test?")).Json["data"]!;
        var again = (await AskAsync(sandbox, id, "Who runs the load test?")).Json["data"]!;

        Assert.Equal((id, "Who runs the load test?"), ((string?)first["id"], (string?)first["query"]));
        Assert.Contains("Marit said: “", (string?)first["response"], StringComparison.Ordinal);
        Assert.Contains("load test", (string?)first["response"], StringComparison.Ordinal);
        Assert.Equal((12, 32), ((int)first["metadata"]!["segmentsAnalyzed"]!, (int)first["metadata"]!["conversationDuration"]!));
        Assert.NotEmpty(first["suggestedQueries"]!.AsArray());
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(2, await Talk.UsedAsync(sandbox));
    }

    [Theory]
    [InlineData("Was the moon landing real?")]
    [InlineData("???")]
    public async Task A_question_that_the_transcript_does_not_answer_says_so(string query)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync("""{"meeting":{"segments":[{"text":"Hello there.","speaker":"You"}]}}""");

        Assert.Contains("does not say", (string?)(await AskAsync(sandbox, id, query)).Json["data"]!["response"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, HttpStatusCode.OK, 1)]
    [InlineData(501, HttpStatusCode.BadRequest, 0)]
    [InlineData(0, HttpStatusCode.BadRequest, 0)]
    public async Task A_question_has_up_to_500_characters(int length, HttpStatusCode status, int credits)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync();

        Assert.Equal(status, (await AskAsync(sandbox, id, new string('q', length))).Status);
        Assert.Equal(credits, await Talk.UsedAsync(sandbox));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"query":7}""")]
    [InlineData("""{"query":"\ud800"}""")]
    public async Task A_missing_or_wrong_question_is_a_validation_error(string? body)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync();

        var answer = await sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/query", body);

        Assert.Equal((HttpStatusCode.BadRequest, "validation_error"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task When_the_month_is_used_up_no_question_is_answered()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync();
        await sandbox.PostControlAsync("/convo", """{"creditsUsed":100}""");

        var answer = await AskAsync(sandbox, id, "What was decided?");

        Assert.Equal((HttpStatusCode.TooManyRequests, "ai_limit_exceeded"), (answer.Status, answer.Error));
    }

    private static Task<Answer> AskAsync(TestSandbox sandbox, string id, string query) =>
        sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/query", new JsonObject { ["query"] = query }.ToJsonString());
}
