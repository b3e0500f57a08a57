using System.Net;
using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Failing;

/// <summary>Answers that say success and are not what the documentation shows.</summary>
public sealed class UnreadableAnswerTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string, string> Bodies => new()
    {
        { "", "empty" },
        { " \r\n\t", "empty" },
        { "<!doctype html><title>canary</title>", "web page" },
        { "  <html>canary</html>", "web page" },
        { "canary", "not the documented JSON" },
        { "{\"data\":{\"id\":\"canary", "not the documented JSON" },
        { "{\"data\":{\"id\":\"canary\"}} trailing", "not the documented JSON" },
        { "[{\"id\":\"canary\"}]", "not the documented JSON" },
        { "\"canary\"", "not the documented JSON" },
        { "{\"data\":\"canary\"}", "not the documented JSON" },
        { "{\"data\":{\"id\":\"canary\",\"id\":\"other\"}}", "not the documented JSON" },
        { "{\"data\":{\"keypoints\":{\"actionItems\":[\"canary\"]}}}", "not the documented JSON" },
        { "{\"data\":{\"title\":\"\\ud800canary\"}}", "not the documented JSON" },
        { "{\"data\":{\"new\":" + new string('[', 40) + new string(']', 40) + "}}", "not the documented JSON" },
        { new string('[', 1_000_000), "not the documented JSON" },
        { "null", "no data" },
        { "{}", "no data" },
        { "{\"data\":null}", "no data" },
        { "{\"error\":{\"code\":\"not_found\",\"message\":\"canary\"}}", "no data" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_not_the_documented_JSON_is_refused_without_quoting_it(string body, string reason)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok(body).With("X-RateLimit-Remaining", "3"));

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetKeypointsAsync("sess_1", None));

        Assert.Equal((ConvoFailure.Unreadable, HttpStatusCode.OK), (failure.Failure, failure.Status));
        Assert.Contains(reason, failure.Message);
        Assert.DoesNotContain("canary", failure.ToString());
        Assert.Equal(3, failure.RateLimit?.Remaining);
        Assert.Single(convo.Asked);
    }

    [Fact]
    public async Task Text_that_is_not_UTF_8_is_refused()
    {
        await using var convo = await ScriptedConvo.StartAsync(new Answer(200, [.. """{"data":{"title":"a"""u8, 0xff, 0xfe, .. "\"}}"u8]));

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetKeypointsAsync("sess_1", None));

        Assert.Equal(ConvoFailure.Unreadable, failure.Failure);
    }

    [Fact]
    public async Task An_answer_that_announces_too_much_is_refused_before_it_is_read()
    {
        await using var convo = await ScriptedConvo.StartAsync(new Answer(200, new byte[BoundedBody.UsualLimit + 1]));

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetKeypointsAsync("sess_1", None));

        Assert.Equal((ConvoFailure.TooLarge, false), (failure.Failure, failure.IsTransient));
        Assert.Contains("4 MiB", failure.Message);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_cut_at_the_limit()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Endless());

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetKeypointsAsync("sess_1", None));

        Assert.Equal(ConvoFailure.TooLarge, failure.Failure);
    }

    [Fact]
    public async Task A_transcript_may_be_larger_than_anything_else()
    {
        var text = new string('a', BoundedBody.UsualLimit);
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok($$$"""{"data":{"segments":[{"text":"{{{text}}}"}]}}"""));

        var transcript = (await convo.Client().GetTranscriptAsync("sess_1", None)).Value;

        Assert.Equal(text.Length, Assert.Single(transcript.Segments).Text.Length);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_refused_and_not_followed(int status)
    {
        await using var convo = await ScriptedConvo.StartAsync(new Answer(status, "").With("Location", "/elsewhere"));

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetProfileAsync(None));

        Assert.Equal((ConvoFailure.Redirected, status, false), (failure.Failure, (int?)failure.Status, failure.IsTransient));
        Assert.Contains("https://www.itsconvo.com, with www", failure.Advice);
        Assert.Single(convo.Asked);
    }

    [Fact]
    public async Task A_redirect_that_the_callers_own_handler_followed_is_refused_too()
    {
        using var following = new HttpClientHandler();
        await using var convo = await ScriptedConvo.StartOverAsync(
            following, new Answer(307, "").With("Location", "/elsewhere"), Answer.Sample("profile"));

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetProfileAsync(None));

        Assert.Equal(ConvoFailure.Redirected, failure.Failure);
        Assert.Equal(["Bearer " + ScriptedConvo.Key, ""], convo.Asked.Select(asked => asked.Authorization));
    }

    [Fact]
    public async Task A_registration_without_a_secret_is_a_failure_that_says_how_to_clean_up()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok("""{"data":{"id":"wh_1","url":"https://a.example","events":[],"secret":""}}"""));

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().CreateWebhookAsync(new("https://a.example"), ["x"], None));

        Assert.Equal(ConvoFailure.Unreadable, failure.Failure);
        Assert.Contains("delete the one with this address", failure.Advice);
    }
}
