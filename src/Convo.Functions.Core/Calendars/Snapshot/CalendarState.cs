using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Calendars.Snapshot;

/// <summary>What is known of the calendar behind an account, apart from its events.</summary>
/// <param name="Generation">The generation of the connection that it was read with: another key may be another person's.</param>
public sealed record CalendarState(int Generation)
{
    /// <summary>The row key: one row of its kind in the partition.</summary>
    public const string RowKey = "s";

    /// <summary>How many tries backwards without a clear answer count as a no.</summary>
    public const int MostVagueTries = 3;

    /// <summary>When the last snapshot was taken; null before the first.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>Whether Convo gave a calendar when it was last asked.</summary>
    public bool IsConnected { get; init; }

    /// <summary>No snapshot before this time: few requests are left, Convo could not be reached, or no calendar is connected.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whether events of the past can be had. Convo's pages speak of upcoming ones only, so it is tried and remembered.</summary>
    public Backwards Backwards { get; init; }

    /// <summary>When <see cref="Backwards"/> was found out.</summary>
    public DateTimeOffset? BackwardsAt { get; init; }

    /// <summary>How many tries backwards came to nothing, without telling whether there was anything.</summary>
    public int VagueTries { get; init; }

    /// <summary>The address of the account's owner; null until it was read.</summary>
    public string? OwnAddress { get; init; }

    /// <summary>When the address was read.</summary>
    public DateTimeOffset? AddressAt { get; init; }

    /// <summary>The version of the row that this was read from; null before the first write.</summary>
    public string? Tag { get; init; }

    internal static CalendarState From(Row row) => new((int)(row.Number("generation") ?? 0))
    {
        TakenAt = row.Time("takenAt"),
        IsConnected = row.Flag("isConnected"),
        NotBefore = row.Time("notBefore"),
        Backwards = row.Text("backwards") switch { "works" => Backwards.Works, "does-not" => Backwards.DoesNot, _ => Backwards.Untried },
        BackwardsAt = row.Time("backwardsAt"),
        VagueTries = (int)(row.Number("vagueTries") ?? 0),
        OwnAddress = row.Text("ownAddress"),
        AddressAt = row.Time("addressAt"),
        Tag = row.Tag,
    };

    internal RowChange Write(string connection, string nonce)
    {
        var values = new Dictionary<string, RowValue>
        {
            ["generation"] = Generation,
            ["isConnected"] = IsConnected,
            ["backwards"] = Backwards switch { Backwards.Works => "works", Backwards.DoesNot => "does-not", _ => "untried" },
            ["vagueTries"] = VagueTries,
            [Nonces.Name] = nonce,
        };
        values.AddIfKnown("takenAt", TakenAt);
        values.AddIfKnown("notBefore", NotBefore);
        values.AddIfKnown("backwardsAt", BackwardsAt);
        values.AddIfKnown("ownAddress", OwnAddress);
        values.AddIfKnown("addressAt", AddressAt);
        return values.Write(connection, RowKey, Tag);
    }
}

/// <summary>Whether an account gives events of the past.</summary>
public enum Backwards
{
    /// <summary>Nobody knows yet.</summary>
    Untried,

    /// <summary>It does: a meeting that the snapshot missed can still be found.</summary>
    Works,

    /// <summary>It does not: only what was seen beforehand can be matched.</summary>
    DoesNot,
}
