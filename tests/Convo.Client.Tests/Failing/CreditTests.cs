using System.Net;
using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Failing;

/// <summary>Never a credit that nobody asked for, and never the same credit twice.</summary>
public sealed class CreditTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Answer Missing = Answer.Error(HttpStatusCode.NotFound, "not_found");

    [Theory]
    [InlineData(AllowCredit.No)]
    [InlineData(AllowCredit.One)]
    public async Task What_is_stored_is_never_generated(AllowCredit allow)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("keypoints"), Answer.Sample("feedback"));

        await convo.Client().GetOrGenerateKeypointsAsync("sess_1", allow, None);
        await convo.Client().GetOrGenerateFeedbackAsync("sess_1", allow, None);

        Assert.Equal(
            ["GET /api/v1/conversations/sess_1/keypoints", "GET /api/v1/conversations/sess_1/feedback"],
            convo.Asked.Select(asked => asked.ToString()));
    }

    [Fact]
    public async Task With_leave_to_spend_what_is_not_stored_is_generated_once()
    {
        await using var convo = await ScriptedConvo.StartAsync(Missing, Answer.Sample("keypoints").With("X-RateLimit-Remaining", "5"));

        var result = await convo.Client().GetOrGenerateKeypointsAsync("sess_1", AllowCredit.One, None);

        Assert.Equal("Q1 Planning Review", result.Value.Title);
        Assert.Equal(5, result.RateLimit?.Remaining);
        Assert.Equal(["GET", "POST"], convo.Asked.Select(asked => asked.Method));
        Assert.Equal("""{"forceRefresh":false}""", convo.Asked[1].Body);
    }

    [Fact]
    public async Task Without_leave_to_spend_a_missing_result_stays_missing()
    {
        await using var convo = await ScriptedConvo.StartAsync(Missing);

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetOrGenerateKeypointsAsync("sess_1", AllowCredit.No, None));

        Assert.Equal((ConvoErrorCode.NotFound, false), (failure.Code, failure.MayHaveCostCredit));
        Assert.Single(convo.Asked);
    }

    [Theory]
    [InlineData(404, "<html>not here</html>")]
    [InlineData(404, """{"error":{"code":"no_such_route","message":""}}""")]
    [InlineData(403, """{"error":{"code":"not_found","message":""}}""")]
    [InlineData(401, """{"error":{"code":"unauthorized","message":""}}""")]
    [InlineData(429, """{"error":{"code":"rate_limited","message":""}}""")]
    [InlineData(200, "<html>")]
    public async Task Only_Convos_own_not_found_leads_to_a_generation(int status, string body)
    {
        await using var convo = await ScriptedConvo.StartAsync(new Answer(status, body));

        await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetOrGenerateKeypointsAsync("sess_1", AllowCredit.One, None));

        Assert.Single(convo.Asked);
    }

    [Fact]
    public async Task A_server_fault_on_the_free_read_does_not_lead_to_a_generation()
    {
        var fault = Answer.Error(HttpStatusCode.InternalServerError, "internal_error");
        await using var convo = await ScriptedConvo.StartAsync(fault, fault, fault);

        await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetOrGenerateKeypointsAsync("sess_1", AllowCredit.One, None));

        Assert.All(convo.Asked, asked => Assert.Equal("GET", asked.Method));
    }

    [Fact]
    public async Task A_generation_that_fails_without_a_clear_answer_may_have_cost_a_credit()
    {
        foreach (var answer in new[] { new Answer(500, ""), new Answer(504, ""), Answer.HangUp(), Answer.CutOff(), Answer.Ok("<html>"), Answer.Endless() })
        {
            Assert.True((await GenerateAsync(answer)).MayHaveCostCredit);
        }
    }

    [Fact]
    public async Task A_generation_that_was_refused_cost_nothing()
    {
        var used = Answer.Error(HttpStatusCode.TooManyRequests, "ai_limit_exceeded");
        foreach (var answer in new[] { new Answer(400, ""), new Answer(401, ""), Missing, used, new Answer(307, "") })
        {
            Assert.False((await GenerateAsync(answer)).MayHaveCostCredit);
        }
    }

    [Fact]
    public async Task A_generation_that_times_out_may_have_cost_a_credit_and_says_to_look_first()
    {
        var reached = new TaskCompletionSource();
        await using var convo = await ScriptedConvo.StartAsync(Answer.Silence(reached));
        var call = convo.Client().QueryConversationAsync("sess_1", "Who?", None);
        await reached.Task;
        convo.Time.Advance(TimeSpan.FromMinutes(1));

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => call);

        Assert.True(failure.MayHaveCostCredit);
        Assert.Contains("before generating again", failure.Advice);
    }

    [Fact]
    public async Task A_free_call_never_claims_to_have_cost_a_credit()
    {
        await using var convo = await ScriptedConvo.StartAsync(new Answer(500, ""));

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().TestWebhookAsync("wh_1", None));

        Assert.False(failure.MayHaveCostCredit);
    }

    [Theory]
    [InlineData("keypoints")]
    [InlineData("feedback")]
    [InlineData("query")]
    [InlineData("email")]
    public async Task A_kept_connection_that_closes_under_a_generation_does_not_make_the_framework_send_it_again(string operation)
    {
        await using var host = new ClosingHost(Samples.Read("profile"));
        using var http = new HttpClient(ConvoClient.CreateHandler());
        var client = new ConvoClient(http, new() { ApiKey = ScriptedConvo.Key, BaseAddress = host.Address, AllowLoopbackHttp = true });
        await client.GetProfileAsync(None);

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => (Task)(operation switch
        {
            "keypoints" => client.GenerateKeypointsAsync("sess_1", forceRefresh: false, None),
            "feedback" => client.GenerateFeedbackAsync("sess_1", forceRefresh: false, None),
            "query" => client.QueryConversationAsync("sess_1", "Who?", None),
            _ => client.DraftEmailAsync("sess_1", null, null, None),
        }));

        Assert.Equal((ConvoFailure.Network, true), (failure.Failure, failure.MayHaveCostCredit));
        Assert.Equal(2, host.Asked);
    }

    [Fact]
    public async Task A_kept_connection_that_closes_under_a_write_does_not_make_the_framework_send_it_again()
    {
        await using var host = new ClosingHost(Samples.Read("profile"));
        using var http = new HttpClient(ConvoClient.CreateHandler());
        var client = new ConvoClient(http, new() { ApiKey = ScriptedConvo.Key, BaseAddress = host.Address, AllowLoopbackHttp = true });
        await client.GetProfileAsync(None);

        await Assert.ThrowsAsync<ConvoApiException>(() => client.ShareConversationAsync("sess_1", None));

        Assert.Equal(2, host.Asked);
    }

    private static async Task<ConvoApiException> GenerateAsync(Answer answer)
    {
        await using var convo = await ScriptedConvo.StartAsync(answer);
        return await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GenerateKeypointsAsync("sess_1", forceRefresh: true, None));
    }
}
