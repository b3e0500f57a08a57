using Convo.Functions.Core.Meetings;
using Convo.Functions.Scenarios.Driving;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>A meeting as the product's API tells of it.</summary>
internal sealed record FoundMeeting(
    string ConversationId, string Connection, DateTimeOffset? DeletedAt, TombstoneTold? Tombstone, IReadOnlyList<FoundEvent> Events,
    IReadOnlyList<RunTold> Runs)
{
    /// <summary>Its key; of a tombstone the id is forgotten, and its hash stands in its place.</summary>
    public MeetingKey Key => Tombstone is null ? MeetingKey.For(Connection, ConversationId) : new MeetingKey($"{Connection}-{ConversationId}");

    /// <summary>The event that was there first.</summary>
    public FoundEvent First => Events.MinBy(happened => happened.ReceivedAt)!;

    /// <summary>Whether webhook and poll told of it in the same minute: then nobody can say who was first.</summary>
    public bool CameAtOnce => Events.Any(happened => happened.Source != First.Source && happened.ReceivedAt < First.ReceivedAt.AddMinutes(1));
}

/// <summary>One of its events.</summary>
internal sealed record FoundEvent(string Name, DateTimeOffset ReceivedAt, string Source);

/// <summary>A page of meetings.</summary>
internal sealed record FoundPage(IReadOnlyList<FoundMeeting> Items, string? Next);

/// <summary>A message in Slack, by the mark that it carries.</summary>
/// <param name="Mark">Which delivery it is.</param>
/// <param name="Channel">Where it stands.</param>
/// <param name="Words">What it says.</param>
internal sealed record FoundMessage(DeliveryId Mark, string Channel, string Words);

/// <summary>The calls of an account, as Convo counted them.</summary>
/// <param name="Limit">Calls an hour.</param>
/// <param name="Calls">Calls in all.</param>
/// <param name="Refused">Calls that were refused because the hour was full.</param>
/// <param name="MostInAnHour">The most in any rolling hour.</param>
/// <param name="DraftsThisMonth">AI credits that were used this month.</param>
internal sealed record FoundCalls(int Limit, long Calls, long Refused, int MostInAnHour, int DraftsThisMonth);

/// <summary>All that is there at the end: at the product, in Slack, at Convo.</summary>
internal sealed record Found
{
    public required IReadOnlyList<FoundMeeting> Meetings { get; init; }

    public required IReadOnlyList<FoundMessage> Messages { get; init; }

    /// <summary>What Convo lists, by account.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Listed { get; init; }

    public required IReadOnlyList<AccountTold> Completeness { get; init; }

    public required IReadOnlyDictionary<string, FoundCalls> Calls { get; init; }

    /// <summary>The meetings with a row of the open-work index.</summary>
    public required IReadOnlyList<MeetingKey> Open { get; init; }

    /// <summary>Warnings and errors, and how often each was logged.</summary>
    public required IReadOnlyDictionary<string, int> Warnings { get; init; }

    public required int Quarantined { get; init; }
}
