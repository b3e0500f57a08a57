using System.Net;
using Convo.Sandbox.Tests.Contract;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class FeedbackTests
{
    [Fact]
    public async Task Feedback_is_not_found_until_a_post_makes_it_for_one_credit()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = await PathAsync(sandbox, Talk.Of(12));

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), await StatusAsync(sandbox, HttpMethod.Get, path));
        var made = (await sandbox.ConvoAsync(HttpMethod.Post, path)).Json["data"]!;
        var cached = (await sandbox.ConvoAsync(HttpMethod.Post, path, "{}")).Json["data"]!;
        var read = (await sandbox.GetConvoAsync(path)).Json["data"]!;

        Assert.Equal((false, true, (bool?)null), ((bool)made["cached"]!, (bool)cached["cached"]!, (bool?)read["cached"]));
        Assert.Equal(made["feedback"]!.ToJsonString(), read["feedback"]!.ToJsonString());
        Assert.Equal(made["feedback"]!.ToJsonString(), cached["feedback"]!.ToJsonString());
        Assert.Equal("You", (string?)read["userSpeakerName"]);
        Assert.Equal((double)read["overallScore"]!, (double)read["feedback"]!["overallScore"]!);
        Assert.Equal(1, await Talk.UsedAsync(sandbox));
    }

    [Fact]
    public async Task The_digest_has_every_documented_part_and_is_the_same_in_every_sandbox()
    {
        var texts = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var sandbox = await TestSandbox.StartAsync();
            var feedback = (await sandbox.ConvoAsync(HttpMethod.Post, await PathAsync(sandbox, Talk.Of(12)))).Json["data"]!["feedback"]!;
            texts.Add(feedback.ToJsonString());
            Assert.Equal(
                ["clarity", "collaboration", "decisionMaking", "listening", "timeManagement"],
                feedback["categoryScores"]!.AsObject().Select(one => one.Key).Order());
            Assert.All(feedback["categoryScores"]!.AsObject(), one => Assert.InRange((double)one.Value!, 0, 10));
            Assert.InRange((double)feedback["talkListenRatio"]!, 0.01, 0.99);
            Assert.Matches("^[0-2][0-9]:[0-5][0-9]$", (string?)feedback["strengths"]![0]!["timestamp"]);
            Assert.NotNull(feedback["strengths"]![0]!["quote"]);
            Assert.All(feedback["growthAreas"]!.AsArray(), area => Assert.Null(area!["quote"]));
            Assert.NotNull(feedback["topPriority"]!["alternative"]);
            Assert.Equal(2, feedback["actionPlan"]!.AsArray().Count);
        }

        Assert.Equal(texts[0], texts[1]);
    }

    [Fact]
    public async Task Generated_feedback_is_announced_with_its_score()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var path = await PathAsync(sandbox, Talk.Of(10));
        await sandbox.RegisterAsync(receiver.Url);

        var made = (await sandbox.ConvoAsync(HttpMethod.Post, path)).Json["data"]!;

        var told = await receiver.NextAsync();
        ConvoContract.Instance.CheckEvent(told.Text);
        Assert.Equal("conversation.feedback.ready", told.Event);
        Assert.Equal((double)made["overallScore"]!, (double)told.Json["data"]!["overallScore"]!);
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(0, null)]
    [InlineData(12, "[]")]
    [InlineData(12, """{"forceRefresh":"yes"}""")]
    public async Task Too_short_a_transcript_and_a_wrong_body_are_validation_errors_and_cost_nothing(int segments, string? body)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = await PathAsync(sandbox, Talk.Of(segments));

        var answer = await sandbox.ConvoAsync(HttpMethod.Post, path, body);

        Assert.Equal((HttpStatusCode.BadRequest, "validation_error"), (answer.Status, answer.Error));
        Assert.Equal(0, await Talk.UsedAsync(sandbox));
    }

    [Fact]
    public async Task When_the_month_is_used_up_nothing_is_generated_and_what_is_stored_still_comes()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = await PathAsync(sandbox, Talk.Of(12));
        await sandbox.PostControlAsync("/convo", """{"creditsUsed":100}""");

        Assert.Equal((HttpStatusCode.TooManyRequests, "ai_limit_exceeded"), await StatusAsync(sandbox, HttpMethod.Post, path));
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.GetConvoAsync(path)).Status);

        await sandbox.PostControlAsync("/convo", """{"creditsUsed":99}""");
        await sandbox.ConvoAsync(HttpMethod.Post, path);
        Assert.True((bool)(await sandbox.ConvoAsync(HttpMethod.Post, path)).Json["data"]!["cached"]!);
        Assert.Equal((HttpStatusCode.TooManyRequests, "ai_limit_exceeded"), await StatusAsync(sandbox, HttpMethod.Post, path, """{"forceRefresh":true}"""));
    }

    [Fact]
    public async Task A_meeting_can_come_with_its_feedback_word_for_word()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url);
        const string feedback = """{"overallScore":9,"talkListenRatio":45,"mood":[1.50]}""";

        var id = await sandbox.PlayAsync($$$"""{"meeting":{"title":"T","feedback":{{{feedback}}}}}""");

        Assert.Contains("\"feedback\":" + feedback, (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/feedback")).Text, StringComparison.Ordinal);
        Assert.Equal(["conversation.created", "transcript.ready", "conversation.feedback.ready"], receiver.Events);
    }

    [Fact]
    public async Task Feedback_can_come_later_from_the_app_without_a_credit()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var id = await sandbox.PlayAsync(Talk.Of(12));
        await sandbox.RegisterAsync(receiver.Url);

        await sandbox.PostControlAsync($"/meetings/{id}/feedback", "{}");
        await sandbox.PostControlAsync($"/meetings/{id}/feedback", """{"feedback":{"overallScore":3.5}}""");

        Assert.Equal(["conversation.feedback.ready", "conversation.feedback.ready"], receiver.Events);
        Assert.Equal(3.5, (double)(await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/feedback")).Json["data"]!["overallScore"]!);
        Assert.Equal(0, await Talk.UsedAsync(sandbox));
    }

    private static async Task<string> PathAsync(TestSandbox sandbox, string body) => $"/api/v1/conversations/{await sandbox.PlayAsync(body)}/feedback";

    private static async Task<(HttpStatusCode Status, string? Error)> StatusAsync(TestSandbox sandbox, HttpMethod method, string path, string? body = null)
    {
        var answer = await sandbox.ConvoAsync(method, path, body);
        return (answer.Status, answer.Error);
    }
}
