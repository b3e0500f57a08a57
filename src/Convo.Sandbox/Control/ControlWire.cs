using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Faults;
using Convo.Sandbox.Meetings;
using Convo.Sandbox.Webhooks;

namespace Convo.Sandbox.Control;

internal sealed record ControlProblem(string Error);

/// <summary>
/// Either a scenario's name or a meeting; into which account, by its tier (professional unless said otherwise); what to fire; whether to wait until the
/// attempts have ended (yes unless said otherwise).
/// </summary>
internal sealed record PlayRequest(
    string? Scenario, MeetingScript? Meeting, string? Account, IReadOnlyList<JsonElement>? Events, bool? Hold, bool? Wait);

internal sealed record PlayAnswer(string ConversationId);

internal sealed record KeypointsRequest(JsonElement? Keypoints, IReadOnlyList<JsonElement>? Events, bool? Hold, bool? Wait);

internal sealed record EventsRequest(IReadOnlyList<JsonElement>? Events, bool? Wait);

/// <summary>The feedback word for word; a digest of the transcript where it is missing.</summary>
internal sealed record FeedbackRequest(JsonElement? Feedback, bool? Hold, bool? Wait);

/// <summary>A history by its name, the account it goes into, where its words come from, and whether its events are sent (not unless said so).</summary>
internal sealed record HistoryRequest(string? Scenario, string? Account, ulong? Seed, bool? Events);

internal sealed record HistoryItem(string Name, string Description);

internal sealed record HistoryList(IReadOnlyList<HistoryItem> Scenarios);

internal sealed record MeetingItem(
    string ConversationId,
    string Account,
    string Title,
    string Start,
    double Minutes,
    int Segments,
    bool HasKeypoints,
    bool HasFeedback,
    bool Deleted,
    string? Failed,
    string? ShareUrl);

internal sealed record MeetingList(IReadOnlyList<MeetingItem> Meetings);

internal sealed record MeetingDetail(MeetingItem Meeting, JsonElement? Keypoints, JsonElement? Feedback);

internal sealed record ScenarioItem(string Name, string Title, string Description);

internal sealed record ScenarioList(IReadOnlyList<ScenarioItem> Scenarios);

internal sealed record DeliveryList(IReadOnlyList<Delivery> Deliveries);

/// <summary>One fault, or several in <paramref name="Faults"/>.</summary>
internal sealed record FaultRequest(
    string? Fault,
    string? Target,
    double? Probability,
    int? Count,
    ulong? Seed,
    string? Duration,
    int? RetryAfter,
    FaultMoment? When,
    int? Rows,
    IReadOnlyList<FaultRequest?>? Faults);

internal sealed record FaultItem(
    int Id,
    FaultKind Fault,
    string Target,
    double? Probability,
    int? Count,
    ulong Seed,
    string Duration,
    int RetryAfter,
    FaultMoment When,
    int? Rows,
    int Struck);

internal sealed record FaultList(IReadOnlyList<FaultItem> Faults);

/// <summary>Events to put in, a scenario's event, and how the calendar answers; what is missing stays as it is.</summary>
internal sealed record CalendarRequest(
    IReadOnlyList<CalendarScript?>? Events, string? Scenario, string? Start, bool? Connected, bool? Generous, string? Account);

internal sealed record CalendarAnswer(bool Connected, bool Generous, IReadOnlyList<CalendarItem> Events);

internal sealed record ClockRequest(string? Advance, string? Set);

internal sealed record ClockAnswer(string Now);

internal sealed record ChannelRequest(string? Channel, bool? Private, bool? Archived, bool? Member);

internal sealed record ChannelItem(string Id, string Name, bool Private, bool Archived, bool Member, int Messages);

internal sealed record ChannelList(IReadOnlyList<ChannelItem> Channels);

internal sealed record InteractivityRequest(string? Url);

internal sealed record PressRequest(
    string? Channel, string? Ts, string? Action, string? User, string? Value, string? Age, string? Signature, bool? Unsigned, int? Times);

internal sealed record PressAnswer(string Press, int? Status, string Body);

internal sealed record ReplyItem(string Press, string User, string Channel, string Ts, string Text);

internal sealed record ReplyList(IReadOnlyList<ReplyItem> Replies);

internal sealed record PersonItem(string Name, string Email);

internal sealed record PeopleList(IReadOnlyList<PersonItem> People);

internal sealed record MessageList(string Channel, IReadOnlyList<MessageItem> Messages);

internal sealed record MessageItem(
    string Ts,
    [property: JsonPropertyName("thread_ts")] string? ThreadTs,
    string Text,
    JsonElement? Blocks,
    JsonElement? Metadata,
    IReadOnlyList<EditItem> Edits);

internal sealed record EditItem(string At, string Text, JsonElement? Blocks);

internal sealed record AccountItem(string Tier, int Limit, long Calls, long Refused, int MostInAnHour);

internal sealed record AccountList(IReadOnlyList<AccountItem> Accounts);

/// <summary>What to change in an account (the Professional one unless another is named); what is missing stays as it is.</summary>
internal sealed record AccountRequest(
    string? Account, string? Tier, bool? Revoked, int? CreditsUsed, string? Generation, IReadOnlyDictionary<string, bool>? Shapes);

/// <summary>An account as it stands; <paramref name="CreditsLimit"/> is null for no limit, and written.</summary>
internal sealed record AccountState(
    string Account,
    string Tier,
    string Key,
    bool Revoked,
    string Owner,
    string Email,
    int CreditsUsed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? CreditsLimit,
    long Calls,
    long Refused,
    int MostInAnHour,
    int CallsAnHour,
    int Webhooks,
    int Conversations,
    string Generation,
    ConvoShapes Shapes);

internal sealed record AccountStates(IReadOnlyList<AccountState> Accounts);

/// <summary>What to alter in a webhook; what is missing stays as it is.</summary>
internal sealed record WebhookRequest(string? Url, IReadOnlyList<string?>? Events, string? Secret);

internal sealed record WebhookItem(string Account, string Id, string Url, IReadOnlyList<string> Events, string Secret);

internal sealed record WebhookList(IReadOnlyList<WebhookItem> Webhooks);

internal sealed record CallCounts(IReadOnlyDictionary<string, long> Calls);
