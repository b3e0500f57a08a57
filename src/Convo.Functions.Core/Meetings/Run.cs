using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Meetings;

/// <summary>One recipe on one occasion of one meeting.</summary>
/// <param name="Meeting">Which meeting.</param>
/// <param name="Recipe">The recipe's id.</param>
/// <param name="Version">The recipe's version, bound when the run was made.</param>
/// <param name="Occasion">What it is about.</param>
/// <param name="OpenedAt">When the occasion opened.</param>
/// <param name="Deadline">Until when it waits for facts that are missing.</param>
/// <param name="State">How far it is.</param>
/// <param name="Seen">How many events of its occasion its rendering knows of; fewer than there are means facts may have changed.</param>
/// <param name="NotBefore">While waiting: when to look again.</param>
/// <param name="Looks">How often it has looked for missing facts.</param>
/// <param name="Written">How many of its deliveries are planned so far.</param>
/// <param name="Total">How many it has in all.</param>
/// <param name="Reason">Why it waits or ended as it did, without meeting content.</param>
/// <param name="Advice">What a person can do; null where there is nothing to do.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record Run(
    MeetingKey Meeting,
    string Recipe,
    int Version,
    Occasion Occasion,
    DateTimeOffset OpenedAt,
    DateTimeOffset Deadline,
    RunState State,
    long Seen = 0,
    DateTimeOffset? NotBefore = null,
    long Looks = 0,
    long Written = 0,
    long Total = 0,
    string? Reason = null,
    string? Advice = null,
    DateTimeOffset? EndedAt = null)
{
    /// <summary>What all row keys of runs start with.</summary>
    public const string Prefix = "r|";

    /// <summary>True while it waits for a limit or an outage to pass: then further events don't make it look sooner.</summary>
    public bool IsParked { get; init; }

    /// <summary>How often its facts were read: what forecasts of its recipe's price learn from.</summary>
    public long Reads { get; init; }

    /// <summary>The version of the row that this was read from; null before the first write.</summary>
    public string? Tag { get; init; }

    /// <summary>The row key: <c>r|{recipe}|{occasion}</c>.</summary>
    public string RowKey => $"{Prefix}{Recipe}|{Occasion}";

    /// <summary>Names the run everywhere outside its partition: <c>{meeting}|{recipe}|{occasion}</c>.</summary>
    public string Id => $"{Meeting}|{Recipe}|{Occasion}";

    /// <summary>True when nothing more will happen to its state.</summary>
    public bool HasEnded => State is RunState.Done or RunState.Refused or RunState.Uncertain or RunState.Cancelled;

    /// <summary>The run as it ends.</summary>
    public Run End(RunState state, DateTimeOffset now, string? reason, string? advice = null) =>
        this with { State = state, EndedAt = now, Reason = reason, Advice = advice, NotBefore = null, IsParked = false };

    /// <summary>Reads the row.</summary>
    public static Run From(Row row)
    {
        var parts = row.Key.Split('|');
        return new Run(
            new MeetingKey(row.Partition),
            parts[1],
            (int)(row.Number("version") ?? 0),
            Meetings.Occasion.Parse(parts[2]) ?? default,
            row.Time("openedAt") ?? default,
            row.Time("deadline") ?? default,
            Enum.Parse<RunState>(row.Text("state") ?? "", ignoreCase: true),
            row.Number("seen") ?? 0,
            row.Time("notBefore"),
            row.Number("looks") ?? 0,
            row.Number("written") ?? 0,
            row.Number("total") ?? 0,
            row.Text("reason"),
            row.Text("advice"),
            row.Time("endedAt"))
        { IsParked = row.Flag("parked"), Reads = row.Number("reads") ?? 0, Tag = row.Tag };
    }

    /// <summary>The change that writes this: an insert before the first write, else a replacement of exactly the version read.</summary>
    public RowChange Write(string nonce)
    {
        var values = new Dictionary<string, RowValue>
        {
            ["version"] = (long)Version,
            ["openedAt"] = OpenedAt,
            ["deadline"] = Deadline,
            ["state"] = State.Word(),
            ["seen"] = Seen,
            ["looks"] = Looks,
            ["written"] = Written,
            ["total"] = Total,
            ["parked"] = IsParked,
            ["reads"] = Reads,
            [Nonces.Name] = nonce,
        };
        values.AddIfKnown("notBefore", NotBefore);
        values.AddIfKnown("reason", Reason);
        values.AddIfKnown("advice", Advice);
        values.AddIfKnown("endedAt", EndedAt);
        return values.Write(Meeting.Text, RowKey, Tag);
    }
}

/// <summary>How far a run is.</summary>
public enum RunState
{
    /// <summary>Facts that it needs are missing; it looks again, until the deadline.</summary>
    Waiting,

    /// <summary>Its deliveries are being written: so many of so many.</summary>
    Planned,

    /// <summary>All deliveries are written; they are on their way.</summary>
    Running,

    /// <summary>Ended as it should: delivered, or its conditions did not hold.</summary>
    Done,

    /// <summary>Ended without its effect; the reason says why and the advice what to do.</summary>
    Refused,

    /// <summary>Ended without anybody knowing whether its effect is there: a person has to look.</summary>
    Uncertain,

    /// <summary>Ended because a person switched the recipe off, or the meeting was deleted.</summary>
    Cancelled,
}

/// <summary>The words for the states of runs.</summary>
public static class RunStates
{
    /// <summary>The word, as rows and the API write it.</summary>
    public static string Word(this RunState state) => state switch
    {
        RunState.Waiting => "waiting",
        RunState.Planned => "planned",
        RunState.Running => "running",
        RunState.Done => "done",
        RunState.Refused => "refused",
        RunState.Uncertain => "uncertain",
        _ => "cancelled",
    };
}
