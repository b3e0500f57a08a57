using System.Net;
using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Failing;

/// <summary>Each row of the documentation's error table, and what lies beside it.</summary>
public sealed class ErrorAnswerTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(400, "validation_error", ConvoErrorCode.ValidationError, false, "explanation is in Detail")]
    [InlineData(401, "unauthorized", ConvoErrorCode.Unauthorized, false, "Settings, API Keys")]
    [InlineData(403, "forbidden", ConvoErrorCode.Forbidden, false, "plan is too low")]
    [InlineData(404, "not_found", ConvoErrorCode.NotFound, false, "does not tell apart")]
    [InlineData(429, "rate_limited", ConvoErrorCode.RateLimited, true, "RetryAfter")]
    [InlineData(429, "ai_limit_exceeded", ConvoErrorCode.AiLimitExceeded, false, "resetsAt")]
    [InlineData(500, "internal_error", ConvoErrorCode.InternalError, true, "Convo has a fault")]
    public async Task A_documented_error_is_named_and_says_what_can_be_done(int status, string code, ConvoErrorCode expected, bool transient, string advice)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Error((HttpStatusCode)status, code));

        var failure = await FailAsync(convo);

        Assert.Equal(ConvoFailure.Refused, failure.Failure);
        Assert.Equal(((HttpStatusCode)status, expected, code, transient), (failure.Status, failure.Code, failure.RawCode, failure.IsTransient));
        Assert.Contains(advice, failure.Advice);
        Assert.Contains(failure.Advice, failure.Message);
        Assert.StartsWith($"Getting the key points failed: HTTP {status} ({code}).", failure.Message);
        Assert.Equal("said by Convo", failure.Detail);
        Assert.False(failure.MayHaveCostCredit);
    }

    [Fact]
    public async Task An_hourly_limit_says_how_explanationto_wait()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Error(HttpStatusCode.TooManyRequests, "rate_limited").With("Retry-After", "1742"));

        Assert.Equal(TimeSpan.FromSeconds(1742), (await FailAsync(convo)).RetryAfter);
        Assert.Single(convo.Asked);
    }

    [Fact]
    public async Task An_hourly_limit_without_any_header_asks_for_the_minute_of_the_documentation()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Error(HttpStatusCode.TooManyRequests, "rate_limited"));

        Assert.Equal(TimeSpan.FromSeconds(60), (await FailAsync(convo)).RetryAfter);
    }

    [Fact]
    public async Task A_wait_given_as_a_date_is_counted_from_now()
    {
        await using var convo = await ScriptedConvo.StartAsync(
            Answer.Error(HttpStatusCode.TooManyRequests, "rate_limited").With("Retry-After", "Mon, 11 May 2026 09:05:00 GMT"));

        Assert.Equal(TimeSpan.FromMinutes(5), (await FailAsync(convo)).RetryAfter);
    }

    [Fact]
    public async Task A_monthly_limit_never_asks_for_a_short_wait()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Error(HttpStatusCode.TooManyRequests, "ai_limit_exceeded").With("Retry-After", "60"));

        var failure = await FailAsync(convo);

        Assert.Null(failure.RetryAfter);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task The_code_decides_and_not_the_status()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Error(HttpStatusCode.Forbidden, "ai_limit_exceeded"));

        var failure = await FailAsync(convo);

        Assert.Equal((HttpStatusCode.Forbidden, ConvoErrorCode.AiLimitExceeded), (failure.Status, failure.Code));
        Assert.Contains("monthly AI generations", failure.Advice);
    }

    [Theory]
    [InlineData(401, "<html>Sign in</html>", "API key")]
    [InlineData(404, "", "does not tell apart")]
    [InlineData(429, "slow down", "hourly requests")]
    [InlineData(418, "{\"error\":\"teapot\"}", "not documented")]
    [InlineData(409, "{\"error\":null}", "not documented")]
    [InlineData(502, "<html>Bad gateway</html>", "Convo has a fault")]
    [InlineData(500, "[1,2", "Convo has a fault")]
    public async Task An_error_in_no_known_form_is_judged_by_its_status_and_never_quoted(int status, string body, string advice)
    {
        await using var convo = await ScriptedConvo.StartAsync(new Answer(status, body));

        var failure = await FailAsync(convo);

        Assert.Equal((ConvoErrorCode.Unknown, null, null), (failure.Code, failure.RawCode, failure.Detail));
        Assert.Equal(status, (int?)failure.Status);
        Assert.Contains(advice, failure.Advice);
        Assert.Contains($"HTTP {status} without Convo's error format", failure.Message);
        Assert.True(body.Length == 0 || !failure.ToString().Contains(body));
    }

    [Fact]
    public async Task A_code_that_is_not_documented_is_handed_on()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Error(HttpStatusCode.Conflict, "webhook_limit_exceeded"));

        var failure = await FailAsync(convo);

        Assert.Equal((ConvoErrorCode.Unknown, "webhook_limit_exceeded"), (failure.Code, failure.RawCode));
    }

    [Fact]
    public async Task A_server_that_sends_the_key_back_does_not_get_it_into_the_exception()
    {
        var explanation = new string('x', 290) + ScriptedConvo.Key + "\\r\\nSet-Cookie: a";
        await using var convo = await ScriptedConvo.StartAsync(Answer.Error(HttpStatusCode.BadRequest, ScriptedConvo.Key, explanation));

        var failure = await FailAsync(convo);

        Assert.Null(failure.RawCode);
        Assert.Equal(300, failure.Detail?.Length);
        Assert.DoesNotContain("convo_canary", failure.ToString() + failure.Detail);
        Assert.DoesNotContain(failure.Detail!, char.IsControl);
        Assert.DoesNotContain("xxx", failure.ToString());
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("<script>")]
    [InlineData("")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task A_code_that_does_not_look_like_one_is_dropped(string code)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Error(HttpStatusCode.BadRequest, code));

        Assert.Null((await FailAsync(convo)).RawCode);
    }

    [Fact]
    public async Task An_error_whose_body_breaks_off_keeps_its_status()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.CutOff(status: 403));

        var failure = await FailAsync(convo);

        Assert.Equal((ConvoFailure.Refused, HttpStatusCode.Forbidden), (failure.Failure, failure.Status));
    }

    [Fact]
    public async Task An_error_with_an_endless_body_keeps_its_status()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Endless() with { Status = 403 });

        var failure = await FailAsync(convo);

        Assert.Equal((ConvoFailure.Refused, HttpStatusCode.Forbidden), (failure.Failure, failure.Status));
    }

    [Fact]
    public async Task A_missing_transcript_and_a_missing_webhook_have_their_own_advice()
    {
        await using var convo = await ScriptedConvo.StartAsync(
            Answer.Error(HttpStatusCode.NotFound, "not_found"), Answer.Error(HttpStatusCode.NotFound, "not_found"));
        var client = convo.Client();

        var transcript = await Assert.ThrowsAsync<ConvoApiException>(() => client.GetTranscriptAsync("sess_1", None));
        var webhook = await Assert.ThrowsAsync<ConvoApiException>(() => client.DeleteWebhookAsync("wh_1", None));

        Assert.Contains("transcript is not ready yet", transcript.Advice);
        Assert.Contains("list the webhooks", webhook.Advice);
    }

    private static Task<ConvoApiException> FailAsync(ScriptedConvo convo) =>
        Assert.ThrowsAsync<ConvoApiException>(() => convo.Client(options => options with { Retries = 0 }).GetKeypointsAsync("sess_1", None));
}
