using Convo.Functions.Core.Approvals;
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

    /// <summary>The occasion that the effect will cause at Convo: what tells of it is our own doing. Null where it causes none.</summary>
    public Occasion? Echo { get; init; }

    /// <summary>The yes that it needs; null where it needs none.</summary>
    public Approval? Approval { get; init; }

    /// <summary>The version of the row that this was read from; null before the first write.</summary>
    public string? Tag { get; init; }

    /// <summary>True when nothing has to be done: it ended, or what is there is what should be.</summary>
    public bool IsSettled => State is not (DeliveryState.Pending or DeliveryState.Awaiting);

    /// <summary>True for one that is to be taken back, or was.</summary>
    public bool IsWithdrawal => Desired is Nothing;

    /// <summary>True while somebody may be at it.</summary>
    public bool IsLeased(DateTimeOffset now) => LeaseUntil > now;

    /// <summary>True when nobody said yes in time. What was approved before and may be going out this moment is waited for.</summary>
    public bool IsOverdue(DateTimeOffset now) => State is DeliveryState.Awaiting && DueAt() <= now;

    /// <summary>
    /// When something is to be done: an attempt after the lease of another and not before its time; while it awaits a yes, the end when none came.
    /// </summary>
    public DateTimeOffset DueAt() => new[] { LeaseUntil ?? default, WaitsUntil ?? default }.Max();

    /// <summary>The time that it waits for; null where it waits for none.</summary>
    public DateTimeOffset? WaitsUntil => State is DeliveryState.Awaiting ? Approval?.Until : NotBefore;

    /// <summary>
    /// The delivery with something else to deliver. One that was refused, cancelled or is uncertain stays so, and so does one whose new content was
    /// turned down. A yes to other content does not count: it is asked for again, from now on.
    /// </summary>
    public Delivery Raise(string desired, DateTimeOffset now, Occasion? echo = null)
    {
        if (desired == Desired
            || IsWithdrawal
            || State is not (DeliveryState.Awaiting or DeliveryState.Pending or DeliveryState.Delivered)
            || Approval?.Declines(desired) is true)
        {
            return this;
        }

        var raised = this with { Desired = desired, Echo = echo, Revision = Revision + 1, Attempts = State is DeliveryState.Delivered ? 0 : Attempts };

        // While somebody may be changing it, what was there last is no longer sure to be there.
        return desired == Delivered && Claim is null && !MayHaveHappened ? raised with { State = DeliveryState.Delivered }
            : Approval?.Allows(desired) is false ? raised with { State = DeliveryState.Awaiting, Approval = Approval.Asked(now) }
            : raised with { State = DeliveryState.Pending };
    }

    /// <summary>The delivery once it was said whether it may go out, or once nobody had said so in time.</summary>
    public Delivery Answer(ApprovalVerdict verdict, string? who, DateTimeOffset now)
    {
        var answered = this with { Approval = Approval! with { Content = Desired, Verdict = verdict, Who = who, At = now } };

        if (verdict is ApprovalVerdict.Approved)
        {
            return answered with { State = DeliveryState.Pending, Attempts = 0, NotBefore = null, Reason = null, Advice = null };
        }

        var (reason, advice) = verdict is ApprovalVerdict.Rejected
            ? ($"{who} rejected it", "Change the recipe or the meeting's notes, then run it again.")
            : ($"nobody approved it until {Approval!.Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC", "Run it again to be asked anew, or give it more time.");

        if (Claim is not null || MayHaveHappened)
        {
            var unclear = $"{reason}, and what was approved before may have gone out";
            return answered.End(DeliveryState.Uncertain, unclear, "Look whether it is there; if so, take it back by hand.");
        }

        return Delivered is { } there
            ? answered with { Desired = there, State = DeliveryState.Delivered, Revision = Revision + 1, Reason = $"not changed: {reason}" }
            : answered.End(DeliveryState.Cancelled, reason, advice);
    }

    /// <summary>
    /// The delivery as it ends without (further) effect. One that somebody was at may have one: should its meeting be deleted, it is looked for.
    /// </summary>
    public Delivery End(DeliveryState state, string reason, string? advice) => this with
    {
        State = state,
        Reason = reason,
        Advice = advice,
        MayHaveHappened = MayHaveHappened || Claim is not null,
        LeaseUntil = null,
        Claim = null,
        NotBefore = null,
    };

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
        Echo = row.Text("echo") is { } echo ? Occasion.Parse(echo) : null,
        Approval = Approval.From(row),
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
        values.AddIfKnown("echo", Echo?.ToString());
        Approval?.Write(values);
        return values.Write(Id.Meeting.Text, Id.RowKey, Tag);
    }
}
