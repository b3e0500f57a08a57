using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Accounts;

/// <summary>
/// What is known of an account at Convo from its profile: one row a connection in table <c>connections</c>, beside the connection itself. Whether it may be
/// called is not here but where every call passes (<c>AccountStop</c> in table <c>budgets</c>).
/// </summary>
/// <param name="Connection">The connection.</param>
/// <param name="Generation">The generation of the connection that was asked with: another key may be another person's.</param>
public sealed record AccountState(string Connection, int Generation)
{
    /// <summary>The partition of all rows of this kind.</summary>
    public const string Partition = "accounts";

    /// <summary>The plan as Convo writes it; null where it didn't say.</summary>
    public string? Tier { get; init; }

    /// <summary>How the subscription stands; null where Convo didn't say.</summary>
    public string? Status { get; init; }

    /// <summary>The owner's name; null where Convo didn't say.</summary>
    public string? OwnerName { get; init; }

    /// <summary>The owner's mail address; null where Convo didn't say.</summary>
    public string? OwnerAddress { get; init; }

    /// <summary>The AI generations.</summary>
    public AiQuota Ai { get; init; } = AiQuota.Unknown;

    /// <summary>When the profile was read; null where it never was.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>When somebody last set out to read it: who sees that it was just now leaves it to them.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>The plan before the last change; null where none was seen.</summary>
    public string? TierBefore { get; init; }

    /// <summary>When the last change of the plan was noticed; null where none was.</summary>
    public DateTimeOffset? TierChangedAt { get; init; }

    /// <summary>The version of the row that this was read from; null before the first write.</summary>
    public string? Tag { get; init; }

    /// <summary>Whose account it is, as meetings name it: by the owner's name, else by the connection's.</summary>
    public string Owner => OwnerName ?? Connection;

    /// <summary>The state as a profile that was just read corrects it.</summary>
    /// <param name="profile">What Convo said.</param>
    /// <param name="generation">The generation of the connection that was asked with.</param>
    /// <param name="now">The time.</param>
    public AccountState Learn(AccountProfile profile, int generation, DateTimeOffset now)
    {
        var read = profile.Bounded();

        // Another key may lead to another account, whose plan is no change of this one's.
        var isSame = Generation == generation || (OwnerAddress is not null && OwnerAddress == read.OwnerAddress);
        var isChange = isSame && Tier is not null && read.Tier is not null && Tier != read.Tier;
        return this with
        {
            Generation = generation,
            Tier = read.Tier,
            Status = read.Status,
            OwnerName = read.OwnerName,
            OwnerAddress = read.OwnerAddress,
            Ai = Learn(isSame ? Ai : AiQuota.Unknown, read.Ai, now),
            ReadAt = now,
            TierBefore = isChange ? Tier : isSame ? TierBefore : null,
            TierChangedAt = isChange ? now : isSame ? TierChangedAt : null,
        };
    }

    /// <summary>Reads the row.</summary>
    public static AccountState From(Row row) => new(row.Key, (int)(row.Number("generation") ?? 0))
    {
        Tier = row.Text("tier"),
        Status = row.Text("status"),
        OwnerName = row.Text("ownerName"),
        OwnerAddress = row.Text("ownerAddress"),
        Ai = new AiQuota(
            (int?)row.Number("aiUsed"), (int?)row.Number("aiLimit"), (int?)row.Number("aiRemaining"), row.Time("aiResetsAt"), row.Time("aiReadAt"))
        {
            ExhaustedUntil = row.Time("aiExhaustedUntil"),
        },
        ReadAt = row.Time("readAt"),
        AskedAt = row.Time("askedAt"),
        TierBefore = row.Text("tierBefore"),
        TierChangedAt = row.Time("tierChangedAt"),
        Tag = row.Tag,
    };

    /// <summary>The change that writes this: an insert before the first write, else a replacement of exactly the version read.</summary>
    public RowChange Write(string nonce)
    {
        var values = new Dictionary<string, RowValue> { ["generation"] = (long)Generation, [Nonces.Name] = nonce };
        values.AddIfKnown("tier", Tier);
        values.AddIfKnown("status", Status);
        values.AddIfKnown("ownerName", OwnerName);
        values.AddIfKnown("ownerAddress", OwnerAddress);
        values.AddIfKnown("aiUsed", Ai.Used);
        values.AddIfKnown("aiLimit", Ai.Limit);
        values.AddIfKnown("aiRemaining", Ai.Remaining);
        values.AddIfKnown("aiResetsAt", Ai.ResetsAt);
        values.AddIfKnown("aiReadAt", Ai.ReadAt);
        values.AddIfKnown("aiExhaustedUntil", Ai.ExhaustedUntil);
        values.AddIfKnown("readAt", ReadAt);
        values.AddIfKnown("askedAt", AskedAt);
        values.AddIfKnown("tierBefore", TierBefore);
        values.AddIfKnown("tierChangedAt", TierChangedAt);
        return values.Write(Partition, Connection, Tag);
    }

    // What the profile says is newer than the refusal that closed it: a plan with more generations counts at once.
    private static AiQuota Learn(AiQuota before, AiQuota? read, DateTimeOffset now)
    {
        if (read is null)
        {
            return before;
        }

        var resetsAt = Plausible(read.ResetsAt);
        var isUsedUp = read.Remaining <= 0;
        return read with
        {
            ReadAt = now,
            ResetsAt = resetsAt,
            ExhaustedUntil = !isUsedUp ? null : resetsAt > now ? resetsAt : before.ExhaustedUntil,
        };
    }

    // A year that no store takes is no time.
    private static DateTimeOffset? Plausible(DateTimeOffset? time) => time is { Year: > 2000 and < 9000 } ? time : null;
}
