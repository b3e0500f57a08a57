using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Meetings;

/// <summary>
/// One outward effect of a run: what it should be (<see cref="Desired"/>), what it is (<see cref="Delivered"/>), and who is at it.
/// The content itself lives in table <c>content</c> under its hash.
/// </summary>
/// <param name="Id">Which delivery.</param>
/// <param name="Action">The action that delivers.</param>
/// <param name="Connection">The connection it acts with.</param>
/// <param name="Destination">Where to, in words a person knows.</param>
/// <param name="Desired">The hash of what should be there. Planning raises it; delivering makes it so.</param>
/// <param name="Revision">Counts up each time <see cref="Desired"/> is raised, from 1.</param>
/// <param name="State">How far it is.</param>
/// <param name="WaitsFor">Ids of steps that must be delivered first.</param>
public sealed record Delivery(
    DeliveryId Id,
    string Action,
    string Connection,
    string Destination,
    string Desired,
    long Revision,
    DeliveryState State,
    IReadOnlyList<string> WaitsFor)
{
    /// <summary>What all row keys of deliveries start with.</summary>
    public const string Prefix = "d|";

    /// <summary>What <see cref="Desired"/> says of one whose meeting was deleted: nothing should be there.</summary>
    public const string Nothing = "";

    /// <summary>The hash of what is there; null before the first delivery.</summary>
    public string? Delivered { get; init; }

    /// <summary>What the action needs to find its effect again; null before the first delivery.</summary>
    public string? Receipt { get; init; }

    /// <summary>Where a person can see it.</summary>
    public string? Link { get; init; }

    /// <summary>Attempts since the last success.</summary>
    public long Attempts { get; init; }

    /// <summary>When the first attempt began.</summary>
    public DateTimeOffset? FirstAttempt { get; init; }

    /// <summary>When the last delivery or edit was done.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>No attempt before this.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Until when somebody is at it. Passed but still set: that one crashed, and its effect is uncertain.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Who is at it: the nonce of the claim.</summary>
    public string? Claim { get; init; }

    /// <summary>True when an attempt may have had its effect without telling; the next one looks first.</summary>
    public bool MayHaveHappened { get; init; }

    /// <summary>Why it waits or ended as it did, without meeting content.</summary>
    public string? Reason { get; init; }

    /// <summary>What a person can do.</summary>
    public string? Advice { get; init; }

    /// <summary>The version of the row that this was read from; null before the first write.</summary>
    public string? Tag { get; init; }

    /// <summary>True when nothing has to be done: it ended, or what is there is what should be.</summary>
    public bool IsSettled => State is not DeliveryState.Pending;

    /// <summary>True for one that is to be taken back, or was.</summary>
    public bool IsWithdrawal => Desired is Nothing;

    /// <summary>True while somebody may be at it.</summary>
    public bool IsLeased(DateTimeOffset now) => LeaseUntil > now;

    /// <summary>When an attempt may be made: after the lease of another, and not before its time.</summary>
    public DateTimeOffset DueAt() => new[] { LeaseUntil ?? default, NotBefore ?? default }.Max();

    /// <summary>The delivery with something else to deliver. One that was refused, cancelled or is uncertain stays so.</summary>
    public Delivery Raise(string desired) => desired == Desired || IsWithdrawal || State is not (DeliveryState.Pending or DeliveryState.Delivered)
        ? this
        : this with
        {
            Desired = desired,
            Revision = Revision + 1,
            // While somebody may be changing it, what was there last is no longer sure to be there.
            State = desired == Delivered && Claim is null && !MayHaveHappened ? DeliveryState.Delivered : DeliveryState.Pending,
            Attempts = State is DeliveryState.Delivered ? 0 : Attempts,
        };

    /// <summary>The delivery as it ends without (further) effect.</summary>
    public Delivery End(DeliveryState state, string reason, string? advice) =>
        this with { State = state, Reason = reason, Advice = advice, LeaseUntil = null, Claim = null, NotBefore = null };

    /// <summary>Reads the row.</summary>
    public static Delivery From(Row row) => new(
        DeliveryId.From(row),
        row.Text("action") ?? "",
        row.Text("connection") ?? "",
        row.Text("destination") ?? "",
        row.Text("desired") ?? "",
        row.Number("revision") ?? 1,
        Enum.Parse<DeliveryState>(row.Text("state") ?? "", ignoreCase: true),
        (row.Text("waitsFor") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
    {
        Delivered = row.Text("delivered"),
        Receipt = row.Text("receipt"),
        Link = row.Text("link"),
        Attempts = row.Number("attempts") ?? 0,
        FirstAttempt = row.Time("firstAttempt"),
        DeliveredAt = row.Time("deliveredAt"),
        NotBefore = row.Time("notBefore"),
        LeaseUntil = row.Time("leaseUntil"),
        Claim = row.Text("claim"),
        MayHaveHappened = row.Flag("mayHaveHappened"),
        Reason = row.Text("reason"),
        Advice = row.Text("advice"),
        Tag = row.Tag,
    };

    /// <summary>The change that writes this: an insert before the first write, else a replacement of exactly the version read.</summary>
    public RowChange Write(string nonce)
    {
        var values = new Dictionary<string, RowValue>
        {
            ["action"] = Action,
            ["connection"] = Connection,
            ["destination"] = Destination,
            ["desired"] = Desired,
            ["revision"] = Revision,
            ["state"] = State.Word(),
            ["waitsFor"] = string.Join(' ', WaitsFor),
            ["attempts"] = Attempts,
            ["mayHaveHappened"] = MayHaveHappened,
            [Nonces.Name] = nonce,
        };
        values.AddIfKnown("delivered", Delivered);
        values.AddIfKnown("receipt", Receipt);
        values.AddIfKnown("link", Link);
        values.AddIfKnown("firstAttempt", FirstAttempt);
        values.AddIfKnown("deliveredAt", DeliveredAt);
        values.AddIfKnown("notBefore", NotBefore);
        values.AddIfKnown("leaseUntil", LeaseUntil);
        values.AddIfKnown("claim", Claim);
        values.AddIfKnown("reason", Reason);
        values.AddIfKnown("advice", Advice);
        return values.Write(Id.Meeting.Text, Id.RowKey, Tag);
    }
}
