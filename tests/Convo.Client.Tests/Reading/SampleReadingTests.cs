using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Reading;

/// <summary>Every answer that the seed documents show, sent over HTTP and read into types.</summary>
public sealed class SampleReadingTests
{
    private const string Id = "sess_a1b2c3";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_list_sample_is_read_whole()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("conversations"));

        var page = (await convo.Client().ListConversationsAsync(new(), None)).Value;

        var row = Assert.Single(page.Conversations);
        Assert.Equal((Id, "Q1 Planning Review"), (row.Id, row.Title));
        Assert.Equal((Utc(3, 18, 14), Utc(3, 18, 14, 45)), (row.StartTime, row.EndTime));
        Assert.Equal((45, 128), (row.DurationMinutes, row.SegmentCount));
        Assert.Null(row.LinkedCalendarEventId);
        Assert.Equal((42, 20, 0), (page.Total, page.Limit, page.Offset));
    }

    [Fact]
    public async Task The_transcript_sample_is_read_whole()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("transcript"));

        var transcript = (await convo.Client().GetTranscriptAsync(Id, None)).Value;

        Assert.Equal(Id, transcript.Id);
        Assert.Equal(
            [
                new TranscriptSegment { Text = "Let's review the Q1 targets.", Speaker = "Alice", Timestamp = Utc(3, 18, 14, 0, 12) },
                new TranscriptSegment { Text = "Revenue is tracking at 92%.", Speaker = "Bob", Timestamp = Utc(3, 18, 14, 0, 25) },
            ],
            transcript.Segments);
    }

    [Fact]
    public async Task The_key_points_sample_is_read_whole()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("keypoints"));

        var document = (await convo.Client().GetKeypointsAsync(Id, None)).Value;

        Assert.Equal((Id, "Q1 Planning Review", Utc(3, 18, 15), null), (document.Id, document.Title, document.CreatedAt, document.Cached));
        var keypoints = document.Keypoints;
        Assert.Null(keypoints.Title);
        var section = Assert.Single(keypoints.Sections);
        Assert.Equal("Revenue Update", section.Heading);
        Assert.Equal(["Tracking at 92% of target"], section.Points);
        Assert.Equal(["Approved additional engineering hire"], keypoints.Decisions);
        var item = Assert.Single(keypoints.ActionItems);
        Assert.Equal(new ActionItem { Item = "Send updated roadmap", Owner = "Sarah", Confidence = 0.9, Priority = "high" }, item);
        Assert.Equal(ActionItemPriority.High, item.PriorityLevel);
        Assert.Equal(["Alice", "Bob", "Sarah"], keypoints.Participants);
        Assert.Equal([new ImportantDate { Date = "2026-04-01", Context = "Q2 kickoff" }], keypoints.ImportantDates);
    }

    [Fact]
    public async Task The_older_feedback_sample_is_read_whole()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("feedback"));

        var document = (await convo.Client().GetFeedbackAsync(Id, None)).Value;

        Assert.Equal((Id, 8.5, "Alice", Utc(3, 18, 15, 2)), (document.Id, document.OverallScore, document.UserSpeakerName, document.CreatedAt));
        var feedback = document.Feedback;
        Assert.Equal(8.5, feedback.OverallScore);
        Assert.Null(feedback.TopPriority);
        Assert.Equal(new FeedbackScores { Clarity = 9, Listening = 8, TimeManagement = 7, Collaboration = 8, DecisionMaking = 9 }, feedback.CategoryScores);
        Assert.Equal(
            new FeedbackStrength
            {
                Category = "Clarity",
                Description = "Clear articulation of goals",
                Timestamp = "14:05",
                Quote = "Let me summarize the three priorities...",
            },
            Assert.Single(feedback.Strengths));
        Assert.Equal(
            new FeedbackGrowthArea
            {
                Category = "Pacing",
                Description = "Spoke too quickly during technical sections",
                Suggestion = "Pause briefly between topics",
                Timestamp = "14:22",
            },
            Assert.Single(feedback.GrowthAreas));
        Assert.Equal(45, feedback.TalkListenRatio);
        Assert.Equal(["Practice 2-second pauses between topics"], feedback.ActionPlan);
    }

    [Fact]
    public async Task The_later_feedback_sample_is_read_with_its_top_priority()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("feedback-later"));

        var document = (await convo.Client().GetFeedbackAsync(Id, None)).Value;

        var feedback = document.Feedback;
        Assert.Equal(Utc(3, 18, 15), document.CreatedAt);
        Assert.Equal("Pause before answering Bob's pushback", feedback.TopPriority?.Focus);
        Assert.Equal("Yeah no, we already considered that.", feedback.TopPriority?.Quote);
        Assert.StartsWith("The two interruptions both came", feedback.TopPriority?.Reason);
        Assert.Equal("That's a fair concern, Bob. Walk me through what you're seeing.", feedback.TopPriority?.Alternative);
        Assert.Equal(new FeedbackScores { Clarity = 9, Listening = 7.5, TimeManagement = 8.5, Collaboration = 8, DecisionMaking = 9 }, feedback.CategoryScores);
        Assert.Equal(("clarity", "14:01"), (feedback.Strengths[0].Category, feedback.Strengths[0].Timestamp));
        Assert.Equal(("listening", "14:12"), (feedback.GrowthAreas[0].Category, feedback.GrowthAreas[0].Timestamp));
        Assert.Equal(0.62, feedback.TalkListenRatio);
        Assert.Equal(2, feedback.ActionPlan.Count);
    }

    [Fact]
    public async Task The_answer_to_a_question_is_read_whole()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("query"));

        var answer = (await convo.Client().QueryConversationAsync(Id, "What were the main action items?", None)).Value;

        Assert.Equal((Id, "What were the main action items?"), (answer.Id, answer.Query));
        Assert.Equal("Three action items were discussed: (1) Sarah will send the updated roadmap by Friday...", answer.Response);
        Assert.Equal(new AnswerMetadata { SegmentsAnalyzed = 128, ConversationDuration = 45 }, answer.Metadata);
        Assert.Equal(["Who is responsible for each task?", "What are the deadlines?"], answer.SuggestedQueries);
    }

    [Fact]
    public async Task The_email_sample_is_read_whole()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("email"));

        var draft = (await convo.Client().DraftEmailAsync(Id, "Bob", EmailTone.Professional, None)).Value;

        Assert.Equal((Id, "Follow-up: Q1 Planning Review", Utc(3, 18, 15, 5)), (draft.Id, draft.Subject, draft.GeneratedAt));
        Assert.Equal("Hi Bob,\n\nThank you for the productive meeting today...", draft.Body);
        Assert.Equal(["Revenue tracking at 92%", "New hire approved"], draft.KeyPoints);
        Assert.Equal(["Sarah: Send updated roadmap by Friday"], draft.ActionItems);
    }

    [Fact]
    public async Task The_samples_of_sharing_renaming_and_deleting_are_read_whole()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("share"), Answer.Sample("rename"), Answer.Sample("delete-conversation"));
        var client = convo.Client();

        var shared = await client.ShareConversationAsync(Id, None);
        var renamed = await client.RenameConversationAsync(Id, "Updated Meeting Title", None);
        var deleted = await client.DeleteConversationAsync(Id, None);

        Assert.Equal(new SharedConversation { Id = Id, ShareUrl = "https://www.itsconvo.com/shared/abc123" }, shared.Value);
        Assert.Equal(new RenamedConversation { Id = Id, Title = "Updated Meeting Title" }, renamed.Value);
        Assert.Equal(new Deletion { Id = Id, Deleted = true }, deleted.Value);
    }

    [Fact]
    public async Task The_profile_sample_is_read_whole()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("profile"));

        var profile = (await convo.Client().GetProfileAsync(None)).Value;

        Assert.Equal(
            new Profile
            {
                Name = "Alice Chen",
                Email = "alice@example.com",
                Timezone = "America/New_York",
                Language = "en",
                CreatedAt = new(2025, 9, 15, 10, 30, 0, TimeSpan.Zero),
            },
            profile.Profile);
        Assert.Equal(new Subscription { Tier = "professional", Status = "active", CurrentPeriodEnd = Utc(4, 15, 0) }, profile.Subscription);
        Assert.Equal(ConvoPlan.Professional, profile.Subscription.Plan);
        Assert.Equal(new AiGenerations { Used = 34, Limit = 100, Remaining = 66, ResetsAt = Utc(4, 1, 0) }, profile.ApiUsage.AiGenerations);
    }

    [Fact]
    public async Task The_abridged_profile_sample_is_read_with_what_it_has()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("profile-abridged"));

        var profile = (await convo.Client().GetProfileAsync(None)).Value;

        Assert.Equal(new Profile { Name = "Alice Chen", Email = "alice@example.com" }, profile.Profile);
        Assert.Equal(new Subscription { Tier = "professional", Status = "active" }, profile.Subscription);
        Assert.Equal(new AiGenerations { Used = 12, Limit = 100, Remaining = 88 }, profile.ApiUsage.AiGenerations);
    }

    [Fact]
    public async Task The_webhook_list_sample_is_read_with_its_snake_case_date()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("webhooks"));

        var webhook = Assert.Single((await convo.Client().ListWebhooksAsync(None)).Value);

        Assert.Equal(("wh_abc123", "https://hooks.example.com/convo", Utc(3, 10, 8)), (webhook.Id, webhook.Url, webhook.CreatedAt));
        Assert.Equal([ConvoEventNames.ConversationCreated], webhook.Events);
    }

    [Fact]
    public async Task The_registration_sample_is_read_with_its_camel_case_date_and_secret()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("create-webhook"));

        var created = (await convo.Client().CreateWebhookAsync(new("https://hooks.example.com/convo"), [ConvoEventNames.KeypointsReady], None)).Value;

        Assert.Equal("whsec_a1b2c3d4e5f6g7h8i9j0klmnop", created.Secret);
        Assert.Equal(("wh_abc123", "https://hooks.example.com/convo", Utc(3, 19, 12)), (created.Webhook.Id, created.Webhook.Url, created.Webhook.CreatedAt));
        Assert.Equal([ConvoEventNames.KeypointsReady, ConvoEventNames.FeedbackReady], created.Webhook.Events);
        Assert.DoesNotContain("whsec_", created.ToString());
    }

    [Fact]
    public async Task The_samples_of_deleting_and_testing_a_webhook_are_read_whole()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("delete-webhook"), Answer.Sample("test-webhook"));
        var client = convo.Client();

        var deleted = await client.DeleteWebhookAsync("wh_abc123", None);
        var tested = await client.TestWebhookAsync("wh_abc123", None);

        Assert.Equal(new Deletion { Id = "wh_abc123", Deleted = true }, deleted.Value);
        Assert.Equal(new WebhookTest { WebhookId = "wh_abc123", Delivered = true, StatusCode = 200 }, tested.Value);
    }

    [Theory]
    [InlineData("error", "Conversation not found")]
    [InlineData("error-form", "...")]
    public async Task The_error_samples_are_read_with_code_and_explanation(string sample, string explanation)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample(sample) with { Status = 404 });

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().GetKeypointsAsync(Id, None));

        Assert.Equal((ConvoErrorCode.NotFound, "not_found", explanation), (failure.Code, failure.RawCode, failure.Detail));
    }

    private static DateTimeOffset Utc(int month, int day, int hour, int minute = 0, int second = 0) =>
        new(2026, month, day, hour, minute, second, TimeSpan.Zero);
}
