using System.Net;
using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Failing;

public sealed class RetryTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string> WritesAndGenerations =>
        [.. new[] { "keypoints", "feedback", "query", "email", "share", "rename", "delete", "create-webhook", "delete-webhook", "test-webhook" }];

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_read_that_meets_a_server_fault_is_tried_again_after_growing_pauses(int status)
    {
        var fault = new Answer(status, "");
        await using var convo = await ScriptedConvo.StartAsync(fault, fault, Answer.Sample("profile"));

        await convo.Client().GetProfileAsync(None);

        Assert.Equal([TimeSpan.FromSeconds(0.375), TimeSpan.FromSeconds(0.75)], convo.Time.Passed);
    }

    [Fact]
    public async Task A_read_whose_connection_breaks_is_tried_again()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.HangUp(), Answer.CutOff(), Answer.Sample("profile"));

        Assert.Equal("Alice Chen", (await convo.Client().GetProfileAsync(None)).Value.Profile.Name);
    }

    [Fact]
    public async Task Retries_end_and_the_last_failure_is_told()
    {
        await using var convo = await ScriptedConvo.StartAsync(new Answer(500, ""), Answer.HangUp(), new Answer(503, ""));

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetProfileAsync(None));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.Status);
        Assert.Equal(3, convo.Asked.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(501)]
    public async Task A_refusal_is_not_tried_again(int status)
    {
        await using var convo = await ScriptedConvo.StartAsync(new Answer(status, ""));

        await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetProfileAsync(None));

        Assert.Single(convo.Asked);
        Assert.Empty(convo.Time.Passed);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_longer_wait_is_left_to_the_caller()
    {
        await using var convo = await ScriptedConvo.StartAsync(new Answer(503, "").With("Retry-After", "120"));

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetProfileAsync(None));

        Assert.Equal((TimeSpan.FromMinutes(2), true), (failure.RetryAfter, failure.IsTransient));
        Assert.Single(convo.Asked);
    }

    [Theory]
    [MemberData(nameof(WritesAndGenerations))]
    public async Task A_write_or_a_generation_is_never_sent_twice(string operation)
    {
        foreach (var answer in new[] { new Answer(500, ""), new Answer(503, ""), Answer.HangUp(), Answer.CutOff(), Answer.Ok("<html>") })
        {
            await using var convo = await ScriptedConvo.StartAsync(answer);

            await Assert.ThrowsAsync<ConvoApiException>(() => RunAsync(convo.Client(), operation));

            Assert.Single(convo.Asked);
        }
    }

    [Theory]
    [InlineData(0.0, 0.25)]
    [InlineData(0.999, 0.49975)]
    public void The_dice_spread_the_first_pause_over_its_upper_half(double dice, double seconds)
    {
        var call = new ConvoCall(HttpMethod.Get, "/", "Reading");
        var failure = Failures.Network(call, new HttpRequestException("gone"));

        Assert.Equal(seconds, Retry.WaitBefore(call, failure, attempt: 0, allowed: 1, () => dice)!.Value.TotalSeconds, tolerance: 1e-6);
    }

    private static Task RunAsync(ConvoClient client, string operation) => operation switch
    {
        "keypoints" => client.GenerateKeypointsAsync("sess_1", forceRefresh: true, None),
        "feedback" => client.GenerateFeedbackAsync("sess_1", forceRefresh: true, None),
        "query" => client.QueryConversationAsync("sess_1", "Who?", None),
        "email" => client.DraftEmailAsync("sess_1", null, null, None),
        "share" => client.ShareConversationAsync("sess_1", None),
        "rename" => client.RenameConversationAsync("sess_1", "New", None),
        "delete" => client.DeleteConversationAsync("sess_1", None),
        "create-webhook" => client.CreateWebhookAsync(new("https://a.example"), ["x"], None),
        "delete-webhook" => client.DeleteWebhookAsync("wh_1", None),
        "test-webhook" => client.TestWebhookAsync("wh_1", None),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
