using System.Net;
using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Reading;

public sealed class RateLimitTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("1778490000", "2026-05-11T09:00:00")]
    [InlineData("1778490000000", "2026-05-11T09:00:00")]
    [InlineData("100000000000", "5138-11-16T09:46:40")]
    [InlineData("100000000001", "1973-03-03T09:46:40")]
    [InlineData("9223372036854775807", null)]
    [InlineData("-1", null)]
    [InlineData("soon", null)]
    public async Task The_reset_is_read_in_seconds_or_milliseconds(string header, string? expected)
    {
        await using var convo = await ScriptedConvo.StartAsync(
            Answer.Sample("profile").With("X-RateLimit-Limit", "500").With("X-RateLimit-Remaining", "499").With("X-RateLimit-Reset", header));

        var limit = (await convo.Client().GetProfileAsync(None)).RateLimit;

        Assert.Equal((500, 499), (limit?.Limit, limit?.Remaining));
        Assert.Equal(expected, limit?.ResetsAt?.ToString("yyyy-MM-ddTHH:mm:ss"));
    }

    [Theory]
    [InlineData("-3", 0)]
    [InlineData("99999999999", int.MaxValue)]
    [InlineData("many", null)]
    public async Task An_odd_count_is_bent_or_left_out(string header, int? expected)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("profile").With("X-RateLimit-Limit", "100").With("X-RateLimit-Remaining", header));

        Assert.Equal(new RateLimit(100, expected, null), (await convo.Client().GetProfileAsync(None)).RateLimit);
    }

    [Fact]
    public async Task Without_headers_there_is_no_rate_limit()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("profile"));

        Assert.Null((await convo.Client().GetProfileAsync(None)).RateLimit);
    }

    [Fact]
    public async Task An_error_carries_the_rate_limit_when_it_is_there()
    {
        await using var convo = await ScriptedConvo.StartAsync(
            Answer.Error(HttpStatusCode.TooManyRequests, "rate_limited").With("X-RateLimit-Remaining", "0").With("X-RateLimit-Reset", "1778490600"));

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetProfileAsync(None));

        Assert.Equal(new RateLimit(null, 0, new(2026, 5, 11, 9, 10, 0, TimeSpan.Zero)), failure.RateLimit);
        Assert.Equal(TimeSpan.FromMinutes(10), failure.RetryAfter);
    }

    [Fact]
    public async Task Every_kind_of_result_carries_the_rate_limit()
    {
        Answer Limited(string sample) => Answer.Sample(sample).With("X-RateLimit-Remaining", "7");
        await using var convo = await ScriptedConvo.StartAsync(
            Limited("conversations"), Limited("transcript"), Limited("webhooks"), Limited("create-webhook"));
        var client = convo.Client();

        Assert.Equal(7, (await client.ListConversationsAsync(new(), None)).RateLimit?.Remaining);
        Assert.Equal(7, (await client.GetTranscriptAsync("sess_1", None)).RateLimit?.Remaining);
        Assert.Equal(7, (await client.ListWebhooksAsync(None)).RateLimit?.Remaining);
        Assert.Equal(7, (await client.CreateWebhookAsync(new("https://a.example"), ["x"], None)).RateLimit?.Remaining);
    }
}
