using System.Text.Json;
using System.Text.Json.Serialization;

namespace Convo.Functions.Scenarios.Driving;

/// <summary>A meeting as <c>/api/meetings/{id}</c> tells of it.</summary>
public sealed record MeetingTold(
    string ConversationId, string Connection, string? Title, DateTimeOffset? DeletedAt, IReadOnlyList<EventTold> Events, IReadOnlyList<RunTold> Runs,
    IReadOnlyList<string> NotRecalled, TombstoneTold? Tombstone);

/// <summary>What is left of a deleted meeting.</summary>
public sealed record TombstoneTold(long Events, long Runs, long TakenBack, long Standing);

/// <summary>An event of a meeting.</summary>
public sealed record EventTold(string Name, string Source);

/// <summary>A run as <c>/api/runs</c> tells of it.</summary>
public sealed record RunTold(
    string Id,
    string ConversationId,
    string Recipe,
    int Version,
    string Occasion,
    string State,
    DateTimeOffset? WaitsUntil,
    DateTimeOffset? LooksAgainAt,
    DateTimeOffset? EndedAt,
    string? Reason,
    string? Advice,
    IReadOnlyList<DeliveryTold> Deliveries)
{
    [JsonIgnore]
    public bool IsOpen => State is "waiting" or "planned" or "running" || Deliveries.Any(delivery => delivery.IsOpen);

    /// <summary>When something is to happen next; null where that is not told.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextAt => Deliveries.Where(delivery => delivery.IsOpen).Select(delivery => delivery.NotBefore)
        .Append(LooksAgainAt).Where(time => time is not null).Min();
}

/// <summary>A delivery of a run.</summary>
public sealed record DeliveryTold(
    string Step, string Destination, string State, long Attempts, DateTimeOffset? NotBefore, string? Link, string? Reason, string? Advice)
{
    [JsonIgnore]
    public bool IsOpen => State is "pending" or "awaiting";
}

/// <summary>A page of runs.</summary>
public sealed record RunsTold(IReadOnlyList<RunTold> Items, string? Next);

/// <summary>What <c>/api/quarantine</c> lists.</summary>
public sealed record QuarantineTold(IReadOnlyList<QuarantineEntryTold> Items);

/// <summary>One entry of it.</summary>
public sealed record QuarantineEntryTold(string Id, string Connection, string Reason, DateTimeOffset? ReleasedAt, string? ReleasedBy);

/// <summary>A recipe as the API tells of it.</summary>
public sealed record RecipeTold(string Id, string State, int Version, bool Changed, string? SwitchedOffBy);

/// <summary>What a refusal says.</summary>
public sealed record ProblemTold(string Title, int Status, string? Detail, string? Advice, IReadOnlyList<PlaceTold>? Problems);

/// <summary>One place that is wrong.</summary>
public sealed record PlaceTold(string Path, string Message, string Advice);

/// <summary>What <c>/api/completeness</c> says.</summary>
public sealed record CompletenessTold(
    int Meetings, int ByWebhook, int ByPolling, int Missing, int Deleted, int Unlisted, string Sentence, IReadOnlyList<AccountTold> Accounts);

/// <summary>The same of one account.</summary>
public sealed record AccountTold(
    string Connection, int Meetings, int ByWebhook, int ByPolling, int Missing, int Deleted, int Unlisted, string Sentence, DateTimeOffset? Since,
    DateTimeOffset? ComparedAt, DateTimeOffset? NextAt, string? Trouble, string? Advice);

/// <summary>What <c>/api/budgets</c> says.</summary>
public sealed record BudgetsTold(IReadOnlyList<BudgetTold> Items);

/// <summary>The hour of one account.</summary>
public sealed record BudgetTold(
    string Connection, int Limit, int Used, int ByOthers, int Remaining, int RemainingForPoll, DateTimeOffset? ResetsAt, DateTimeOffset? ParkedUntil);

/// <summary>What the test of a connection found.</summary>
public sealed record TestTold(bool Works, string? Account, IReadOnlyList<AbilityTold> Abilities);

/// <summary>One ability.</summary>
public sealed record AbilityTold(string Name, bool Works, bool Needed, string? Advice);

/// <summary>A message as the sandbox's control API shows it.</summary>
public sealed record MessageTold(
    string Ts, [property: JsonPropertyName("thread_ts")] string? ThreadTs, string Text, JsonElement? Blocks, JsonElement? Metadata,
    IReadOnlyList<EditTold> Edits)
{
    /// <summary>All that the message's blocks say.</summary>
    [JsonIgnore]
    public string Words => Blocks is { ValueKind: JsonValueKind.Array } blocks
        ? string.Concat(blocks.EnumerateArray().Select(block => block.TryGetProperty("text", out var text) ? text.GetProperty("text").GetString() : "")).Trim()
        : Text;

    [JsonIgnore]
    public bool IsReply => ThreadTs is not null && ThreadTs != Ts;
}

/// <summary>An earlier state of a message.</summary>
public sealed record EditTold(string At, string Text);

/// <summary>The messages of a channel.</summary>
public sealed record MessagesTold(IReadOnlyList<MessageTold> Messages);
