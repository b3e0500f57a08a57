using System.Net;
using System.Text.Json.Nodes;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

/// <summary>Every shape that Convo's pages show in two forms, in both; each answer is held against the description as well.</summary>
public sealed class GenerationTests
{
    private const string Meeting = """
        {"meeting":{"title":"Kickoff","start":"2026-05-11T08:30:00Z","keypoints":{"title":"Kickoff","actionItems":[
        {"item":"Check the customs form by Friday","owner":"Marit"},{"item":"Book a room","owner":"Jonas"},{"item":"Call back"}]},
        "feedback":{"overallScore":7.5,"topPriority":{"focus":"Listen"},"categoryScores":{"clarity":7.5,"timeManagement":9},"talkListenRatio":0.62,
        "strengths":[{"category":"timeManagement"}],"growthAreas":[{"category":"listening"}]}}}
        """;

    [Fact]
    public async Task Today_s_form_is_mixed_and_is_the_default()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var accounts = (await sandbox.GetControlAsync("/convo")).Json["accounts"]!.AsArray();

        Assert.All(accounts, one => Assert.Equal("mixed", (string?)one!["generation"]));
    }

    [Theory]
    [InlineData("A", "62", """{"clarity":8,"timeManagement":9}""", "Time management", "Listening", false)]
    [InlineData("C", "0.62", """{"clarity":7.5,"timeManagement":9}""", "timeManagement", "listening", true)]
    [InlineData("mixed", "0.62", """{"clarity":7.5,"timeManagement":9}""", "timeManagement", "listening", true)]
    public async Task Feedback_has_the_form_of_its_generation(string generation, string ratio, string scores, string strength, string growth, bool priority)
    {
        await using var sandbox = await InAsync(generation);
        var id = await sandbox.PlayAsync(Meeting);

        var data = (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/feedback")).Json["data"]!;
        var feedback = data["feedback"]!;

        Assert.Equal(ratio, feedback["talkListenRatio"]!.ToJsonString());
        Assert.Equal(scores, feedback["categoryScores"]!.ToJsonString());
        Assert.Equal((strength, growth), ((string?)feedback["strengths"]![0]!["category"], (string?)feedback["growthAreas"]![0]!["category"]));
        Assert.Equal(priority, feedback.AsObject().ContainsKey("topPriority"));
        Assert.Equal((7.5, 7.5), ((double)data["overallScore"]!, (double)feedback["overallScore"]!));
    }

    [Theory]
    [InlineData("A", false)]
    [InlineData("C", true)]
    [InlineData("mixed", true)]
    public async Task Only_the_newer_pages_have_a_title_in_the_key_points_and_a_linked_event_in_the_list(string generation, bool there)
    {
        await using var sandbox = await InAsync(generation);
        var id = await sandbox.PlayAsync(Meeting);

        var keypoints = (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints")).Json["data"]!;
        var listed = (await sandbox.GetConvoAsync("/api/v1/conversations")).Json["data"]![0]!.AsObject();

        Assert.Equal(there, keypoints["keypoints"]!.AsObject().ContainsKey("title"));
        Assert.Equal("Kickoff", (string?)keypoints["title"]);
        Assert.Equal(there, listed.ContainsKey("linkedCalendarEventId"));
        Assert.Null(listed["linkedCalendarEventId"]);
    }

    [Theory]
    [InlineData("A", "2026-05-11T08:30:00Z")]
    [InlineData("C", "2026-05-11T08:30:00.000Z")]
    [InlineData("mixed", "2026-05-11T08:30:00.000Z")]
    public async Task Moments_have_milliseconds_in_the_newer_pages_alone(string generation, string start)
    {
        await using var sandbox = await InAsync(generation);
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url, "conversation.created");
        var id = await sandbox.PlayAsync(Talk.Of(3));

        Assert.Equal(start, (string?)(await sandbox.GetConvoAsync("/api/v1/conversations")).Json["data"]![0]!["startTime"]);
        Assert.Equal(
            start, (string?)(await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/transcript")).Json["data"]!["segments"]![0]!["timestamp"]);
        var profile = (await sandbox.GetConvoAsync("/api/v1/user/profile")).Json["data"]!;
        var (made, ends) = (profile["profile"]!["createdAt"], profile["subscription"]!["currentPeriodEnd"]);
        Assert.All(new[] { made, ends, profile["apiUsage"]!["aiGenerations"]!["resetsAt"] }, moment => Assert.Equal(start.Length, ((string)moment!).Length));

        Assert.Equal(24, ((string)receiver.All.Single().Json["timestamp"]!).Length);
    }

    [Theory]
    [InlineData("A", false)]
    [InlineData("C", true)]
    [InlineData("mixed", false)]
    public async Task The_picture_is_absent_or_null(string generation, bool there)
    {
        await using var sandbox = await InAsync(generation);

        var profile = (await sandbox.GetConvoAsync("/api/v1/user/profile")).Json["data"]!["profile"]!.AsObject();

        Assert.Equal(there, profile.ContainsKey("profilePictureUrl"));
        Assert.Null(profile["profilePictureUrl"]);
    }

    [Theory]
    [InlineData("A", "Marit: Check the customs form by Friday", "Jonas: Book a room")]
    [InlineData("C", "Check the customs form by Friday (Marit, by Friday)", "Book a room (Jonas)")]
    [InlineData("mixed", "Marit: Check the customs form by Friday", "Jonas: Book a room")]
    public async Task The_email_names_owners_in_two_ways(string generation, string first, string second)
    {
        await using var sandbox = await InAsync(generation);
        var id = await sandbox.PlayAsync(Meeting);

        var items = (await sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/email")).Json["data"]!["actionItems"]!.AsArray();

        Assert.Equal([first, second, "Call back"], items.Select(item => (string?)item));
    }

    [Theory]
    [InlineData("A", false, 10)]
    [InlineData("C", true, 13)]
    [InlineData("mixed", true, 10)]
    public async Task Rate_headers_are_on_errors_or_not_and_the_reset_in_seconds_or_milliseconds(string generation, bool onErrors, int digits)
    {
        await using var sandbox = await InAsync(generation);

        var success = await sandbox.GetConvoAsync("/api/v1/user/profile");
        var error = await sandbox.GetConvoAsync("/api/v1/conversations?limit=0");

        Assert.Equal(digits, success.Headers["X-RateLimit-Reset"].Length);
        Assert.Equal((HttpStatusCode.BadRequest, onErrors), (error.Status, error.Headers.ContainsKey("X-RateLimit-Limit")));
        Assert.Equal(onErrors, error.Headers.ContainsKey("X-RateLimit-Reset") && error.Headers.ContainsKey("X-RateLimit-Remaining"));
    }

    [Fact]
    public async Task A_full_hour_still_says_when_to_come_back_where_the_other_headers_are_missing()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.PostControlAsync("/convo", """{"account":"starter","generation":"A"}""");
        for (var call = 0; call < 100; call++)
        {
            await sandbox.ConvoAsync(HttpMethod.Get, "/api/v1/user/profile", key: "convo_sandbox_starter");
        }

        var refused = await sandbox.ConvoAsync(HttpMethod.Get, "/api/v1/user/profile", key: "convo_sandbox_starter");

        Assert.Equal((HttpStatusCode.TooManyRequests, "rate_limited"), (refused.Status, refused.Error));
        Assert.True(refused.Headers.ContainsKey("Retry-After"));
        Assert.False(refused.Headers.ContainsKey("X-RateLimit-Reset"));
    }

    [Theory]
    [InlineData("A", "created_at", "createdAt")]
    [InlineData("C", "createdAt", "created_at")]
    [InlineData("mixed", "created_at", "createdAt")]
    public async Task The_list_of_webhooks_has_one_of_two_names_for_the_time(string generation, string there, string missing)
    {
        await using var sandbox = await InAsync(generation);
        await sandbox.RegisterAsync(new Uri("http://127.0.0.1:9/hook"));

        var listed = (await sandbox.GetConvoAsync("/api/v1/webhooks")).Json["data"]![0]!.AsObject();

        Assert.Equal((true, false), (listed.ContainsKey(there), listed.ContainsKey(missing)));
    }

    [Fact]
    public async Task A_generation_is_of_one_account_and_a_single_shape_can_be_set_beside_it()
    {
        await using var sandbox = await InAsync("A");

        await sandbox.PostControlAsync("/convo", """{"shapes":{"milliseconds":true}}""");
        var accounts = (await sandbox.GetControlAsync("/convo")).Json["accounts"]!.AsArray();

        Assert.Equal(["mixed", "own", "mixed"], accounts.Select(one => (string?)one!["generation"]));
        Assert.Equal((true, false), ((bool)accounts[1]!["shapes"]!["milliseconds"]!, (bool)accounts[1]!["shapes"]!["topPriority"]!));
    }

    [Fact]
    public async Task Every_shape_differs_between_the_two_generations_and_can_be_set_by_its_name()
    {
        await using var sandbox = await InAsync("A");
        var older = await ShapesAsync(sandbox);
        await sandbox.PostControlAsync("/convo", """{"generation":"C"}""");
        var newer = await ShapesAsync(sandbox);

        Assert.Equal(12, older.Count);
        Assert.All(older, shape => Assert.NotEqual((bool)shape.Value!, (bool)newer[shape.Key]!));
        await sandbox.PostControlAsync("/convo", new JsonObject { ["shapes"] = older.DeepClone() }.ToJsonString());
        Assert.Equal(older.ToJsonString(), (await ShapesAsync(sandbox)).ToJsonString());
    }

    [Theory]
    [InlineData("""{"generation":"B"}""")]
    [InlineData("""{"generation":"A","shapes":{"colour":true}}""")]
    public async Task A_generation_or_a_shape_that_does_not_exist_is_refused(string body)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.PostControlAsync("/convo", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("A, C, mixed", answer.Error, StringComparison.Ordinal);
    }

    private static async Task<TestSandbox> InAsync(string generation)
    {
        var sandbox = await TestSandbox.StartAsync();
        await sandbox.PostControlAsync("/convo", $$"""{"account":"professional","generation":"{{generation}}"}""");
        return sandbox;
    }

    private static async Task<JsonObject> ShapesAsync(TestSandbox sandbox) =>
        (await sandbox.GetControlAsync("/convo")).Json["accounts"]![1]!["shapes"]!.AsObject();
}
