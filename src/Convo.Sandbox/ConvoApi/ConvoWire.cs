using System.Text.Json;
using System.Text.Json.Serialization;

namespace Convo.Sandbox.ConvoApi;

internal sealed record Envelope<T>(T Data);

internal sealed record ErrorEnvelope(ErrorBody Error);

internal sealed record ErrorBody(string Code, string Message);

internal sealed record ConversationPage(IReadOnlyList<ConversationItem> Data, Pagination Pagination);

internal sealed record Pagination(int Total, int Limit, int Offset);

/// <summary>A row of the list; <paramref name="LinkedCalendarEventId"/> may be missing, null or a text.</summary>
internal sealed record ConversationItem(
    string Id,
    string Title,
    string StartTime,
    string EndTime,
    double Duration,
    int SegmentCount,
    JsonElement? LinkedCalendarEventId);

internal sealed record Transcript(string Id, IReadOnlyList<SegmentItem> Segments);

internal sealed record SegmentItem(string Text, string Speaker, string Timestamp);

/// <summary>Key points as answered; <paramref name="Cached"/> is there only in the answer to a generation.</summary>
internal sealed record KeypointsAnswer(string Id, string Title, JsonElement Keypoints, string CreatedAt, bool? Cached);

/// <summary>Feedback as answered, the score in two places; <paramref name="Cached"/> is there only in the answer to a generation.</summary>
internal sealed record FeedbackAnswer(
    string Id,
    JsonElement Feedback,
    double OverallScore,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? UserSpeakerName,
    string CreatedAt,
    bool? Cached);

internal sealed record QueryAnswer(string Id, string Query, string Response, QueryMetadata Metadata, IReadOnlyList<string> SuggestedQueries);

internal sealed record QueryMetadata(int SegmentsAnalyzed, double ConversationDuration);

internal sealed record ShareAnswer(string Id, string ShareUrl);

internal sealed record TitleAnswer(string Id, string Title);

/// <summary>A drafted e-mail; its action items are plain lines, unlike those of the key points.</summary>
internal sealed record EmailAnswer(
    string Id, string Subject, string Body, IReadOnlyList<string> KeyPoints, IReadOnlyList<string> ActionItems, string GeneratedAt);

internal sealed record ProfileAnswer(Profile Profile, Subscription Subscription, ApiUsage ApiUsage);

internal sealed record Profile(string Name, string Email, string Timezone, string Language, JsonElement? ProfilePictureUrl, string CreatedAt);

internal sealed record Subscription(string Tier, string Status, string? CurrentPeriodEnd);

internal sealed record ApiUsage(AiGenerations AiGenerations);

/// <summary>A limit of null means none (Enterprise), and is written.</summary>
internal sealed record AiGenerations(
    int Used,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Limit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Remaining,
    string? ResetsAt);

/// <summary>A webhook in the list: no secret, unlike the answer to its creation, and one of the two forms of the time.</summary>
internal sealed record WebhookListed(
    string Id,
    string Url,
    IReadOnlyList<string> Events,
    [property: JsonPropertyName("created_at")] string? SnakeCreatedAt,
    string? CreatedAt);

internal sealed record WebhookCreated(string Id, string Url, IReadOnlyList<string> Events, string Secret, string CreatedAt);

internal sealed record Deletion(string Id, bool Deleted);

internal sealed record WebhookTest(
    string WebhookId,
    bool Delivered,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? StatusCode);

/// <summary>An event as Google shapes it: what there is not is left out, not null.</summary>
internal sealed record CalendarItem(
    string Id,
    string? Summary,
    CalendarTime Start,
    CalendarTime End,
    IReadOnlyList<CalendarPerson>? Attendees,
    CalendarPerson? Organizer);

internal sealed record CalendarTime(string? DateTime, string? TimeZone, string? Date);

internal sealed record CalendarPerson(string Email, string? DisplayName, string? ResponseStatus);

internal sealed record GenerationRequest(bool? ForceRefresh);

internal sealed record QueryRequest(string? Query);

internal sealed record RenameRequest(string? Title);

internal sealed record EmailRequest(string? RecipientName, string? Tone);

internal sealed record CreateWebhookRequest(string? Url, IReadOnlyList<string?>? Events);

internal sealed record DeleteWebhookRequest(string? Id);

internal sealed record TestWebhookRequest(string? WebhookId);
