using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Privacy;

/// <summary>
/// The rules in the store: one row of table <c>recipes</c>, beside what they bind. Read at most every 15 seconds, so that judging costs the way of a
/// meeting next to nothing; a store that can't be read lets nothing out.
/// </summary>
public sealed class PrivacyRuleBook(ITables tables, IChance chance, TimeProvider clock) : IPrivacyRules
{
    /// <summary>How soon a change is in force everywhere, at the latest.</summary>
    public static readonly TimeSpan NoticedWithin = TimeSpan.FromSeconds(15);

    /// <summary>The tag of rules that were never saved.</summary>
    public const string NeverSaved = "0";

    private const string Partition = "privacy";
    private const string Key = "rules";
    private const string Document = "document";
    private const string SavedBy = "savedBy";
    private const string SavedAt = "savedAt";

    private volatile Kept? kept;

    /// <inheritdoc/>
    public async Task<PrivacyRules> NowAsync(string account, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();

        // One that lasts too long comes from a clock that was set back since.
        if (kept is { } known && known.Until > now && known.Until <= now + NoticedWithin)
        {
            return known.Rules.For(account);
        }

        return (await ReadAsync(cancellation)).Rules.For(account);
    }

    /// <summary>The rules as they are stored now.</summary>
    public async Task<StoredPrivacyRules> ReadAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var row = await tables.GetAsync(TableNames.Recipes, Partition, Key, cancellation);
        var stored = row is null ? new StoredPrivacyRules(PrivacyRules.None, SavedBy: null, SavedAt: null, NeverSaved) : From(row);
        kept = new Kept(stored.Rules, now + NoticedWithin);
        return stored;
    }

    /// <summary>Puts rules in force.</summary>
    /// <param name="draft">As an admin wrote them.</param>
    /// <param name="by">Who saves.</param>
    /// <param name="ifTag">The tag that the admin's page was read with.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<PrivacyChange> SaveAsync(PrivacyDraft draft, string by, string ifTag, CancellationToken cancellation)
    {
        if (draft.Check() is { Count: > 0 } problems)
        {
            return new PrivacyChange.Refused(problems);
        }

        var (rules, now, nonce) = (draft.ToRules(), clock.GetUtcNow(), chance.NewId());
        var lists = new PrivacyLists(rules.Words, rules.Persons, rules.Domains, rules.FeedbackTo);
        var document = JsonSerializer.SerializeToUtf8Bytes(lists, PrivacyJson.Default.PrivacyLists);

        if (document.Length > RecipeLimits.DocumentBytes)
        {
            return new PrivacyChange.Refused([new Problem("", "The lists are too long together.", "Keep shorter entries, or fewer.")]);
        }

        if ((await ReadAsync(cancellation)).Tag != ifTag)
        {
            return new PrivacyChange.Stale();
        }

        var row = new Row(Partition, Key, new Dictionary<string, RowValue>
        {
            [Document] = document,
            [SavedBy] = by,
            [SavedAt] = now,
            [Nonces.Name] = nonce,
        });
        RowChange change = ifTag is NeverSaved ? new RowChange.Insert(row) : new RowChange.Replace(row, ifTag);

        if (await tables.WriteOwnAsync(TableNames.Recipes, [change], nonce, cancellation) is not { } tag)
        {
            return new PrivacyChange.Stale();
        }

        kept = new Kept(rules, now + NoticedWithin);
        return new PrivacyChange.Done(new StoredPrivacyRules(rules, by, now, tag));
    }

    private static StoredPrivacyRules From(Row row)
    {
        var lists = row.Bytes(Document) is { } document && JsonSerializer.Deserialize(document.Span, PrivacyJson.Default.PrivacyLists) is { } read
            ? read
            : throw new InvalidDataException("The row of the privacy rules has no document.");
        return new StoredPrivacyRules(
            new PrivacyRules(lists.Words, lists.Persons, lists.Domains, lists.FeedbackTo), row.Text(SavedBy), row.Time(SavedAt), row.Tag!);
    }

    private sealed record Kept(PrivacyRules Rules, DateTimeOffset Until);
}

/// <summary>The rules with who saved them.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="SavedBy">Who saved them last; null where nobody ever did.</param>
/// <param name="SavedAt">When.</param>
/// <param name="Tag">Changes with every change; for the next save.</param>
public sealed record StoredPrivacyRules(PrivacyRules Rules, string? SavedBy, DateTimeOffset? SavedAt, string Tag);

/// <summary>What became of a change of the rules.</summary>
public abstract record PrivacyChange
{
    private PrivacyChange()
    {
    }

    /// <summary>Done; this is how they stand now.</summary>
    public sealed record Done(StoredPrivacyRules Stored) : PrivacyChange;

    /// <summary>Nothing was changed: the draft has problems.</summary>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : PrivacyChange;

    /// <summary>Nothing was changed: somebody else changed them since they were read (412).</summary>
    public sealed record Stale : PrivacyChange;
}

internal sealed record PrivacyLists(
    IReadOnlyList<string> Words, IReadOnlyList<string> Persons, IReadOnlyList<string> Domains, IReadOnlyList<FeedbackPlace> FeedbackTo);

[JsonSerializable(typeof(PrivacyLists))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class PrivacyJson : JsonSerializerContext;
