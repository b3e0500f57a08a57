using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Meetings;

/// <summary>What Convo (or the poll, or a person) told us about a meeting. Its row is also the memory against doubles.</summary>
/// <param name="Id">What makes copies equal: the SHA-256 of the raw body in hex, or <c>again|…</c> for a person's wish.</param>
/// <param name="Name">Convo's name of the event, or <c>run.again</c>.</param>
/// <param name="Kind">The kind of occasion that it opens; null where it opens none.</param>
/// <param name="ConversationId">Convo's own id of the meeting; empty once the meeting was deleted and everything done about that.</param>
/// <param name="ReceivedAt">When it came in.</param>
/// <param name="Source">How it came.</param>
/// <param name="DataHash">A short hash of what it brought: tells occasions of recipes that say "each time" apart.</param>
/// <param name="LateMinutes">How much later than its own time it came in; null where it has no time.</param>
/// <param name="Again">Whose run is wanted again; null for all other events.</param>
public sealed record MeetingEvent(
    string Id,
    string Name,
    OccasionKind? Kind,
    string ConversationId,
    DateTimeOffset ReceivedAt,
    EventSource Source,
    string DataHash,
    long? LateMinutes,
    RunAgain? Again)
{
    /// <summary>What all row keys of events start with.</summary>
    public const string Prefix = "e|";

    /// <summary>
    /// When its occasion opened: for Convo's own events their arrival; for what the poll found the time at which it happened, for nobody told of it then.
    /// </summary>
    public DateTimeOffset OpenedAt => Source is EventSource.Poll ? ReceivedAt - TimeSpan.FromMinutes(LateMinutes ?? 0) : ReceivedAt;

    /// <summary>Reads the row.</summary>
    public static MeetingEvent From(Row row) => new(
        row.Key[Prefix.Length..],
        row.Text("name") ?? "",
        row.Text("kind") is { } kind ? OccasionKinds.Parse(kind) : null,
        row.Text("conversationId") ?? "",
        row.Time("receivedAt") ?? default,
        EventSources.Parse(row.Text("source")),
        row.Text("dataHash") ?? "",
        row.Number("lateMinutes"),
        row.Text("againRecipe") is { } recipe ? new RunAgain(recipe, row.Text("againN") ?? "", row.Text("againBy") ?? "") : null);

    /// <summary>The change that adds this.</summary>
    public RowChange Write(MeetingKey meeting, string nonce) => Values(nonce).Write(meeting.Text, Prefix + Id, tag: null);

    /// <summary>The change that takes Convo's id out of the row of a deleted meeting. The row itself stays: it is the memory against copies.</summary>
    public RowChange Forget(MeetingKey meeting, string nonce) =>
        new RowChange.Upsert(new Row(meeting.Text, Prefix + Id, (this with { ConversationId = "" }).Values(nonce)));

    private Dictionary<string, RowValue> Values(string nonce)
    {
        var values = new Dictionary<string, RowValue>
        {
            ["name"] = Name,
            ["conversationId"] = ConversationId,
            ["receivedAt"] = ReceivedAt,
            ["source"] = Source.Word(),
            ["dataHash"] = DataHash,
            [Nonces.Name] = nonce,
        };
        values.AddIfKnown("kind", Kind?.Word());
        values.AddIfKnown("lateMinutes", LateMinutes);
        values.AddIfKnown("againRecipe", Again?.Recipe);
        values.AddIfKnown("againN", Again?.N);
        values.AddIfKnown("againBy", Again?.By);
        return values;
    }
}

/// <summary>How an event came.</summary>
public enum EventSource
{
    /// <summary>By Convo's webhook.</summary>
    Webhook,

    /// <summary>Found by asking Convo.</summary>
    Poll,

    /// <summary>A person pressed a button.</summary>
    Person,
}

/// <summary>A person's wish to run a recipe once more.</summary>
/// <param name="Recipe">The recipe's id.</param>
/// <param name="N">The n of the new occasion, such as <c>again-1</c>.</param>
/// <param name="By">Who wished it.</param>
public sealed record RunAgain(string Recipe, string N, string By);

/// <summary>The words for the ways an event comes.</summary>
public static class EventSources
{
    /// <summary>The word, as rows and the API write it.</summary>
    public static string Word(this EventSource source) => source switch
    {
        EventSource.Poll => "poll",
        EventSource.Person => "person",
        _ => "webhook",
    };

    /// <summary>The way for a word; the webhook where there is none, as rows of earlier versions have it.</summary>
    public static EventSource Parse(string? word) => word switch
    {
        "poll" => EventSource.Poll,
        "person" => EventSource.Person,
        _ => EventSource.Webhook,
    };
}
