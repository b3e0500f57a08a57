using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes.Reading;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Recipes.Store;

/// <summary>Recipes on any store: drafts, versions, and which are on. A version never changes once published, so that runs can stay bound to theirs.</summary>
/// <param name="tables">The store.</param>
/// <param name="vocabulary">What recipes can speak of.</param>
/// <param name="time">The clock.</param>
/// <param name="chance">Gives nonces.</param>
/// <param name="log">Says so when a published recipe can't be read any more.</param>
public sealed class RecipeStore(
    ITables tables,
    RecipeVocabulary vocabulary,
    TimeProvider time,
    IChance chance,
    ILogger<RecipeStore> log) : IRecipes
{
    private readonly RecipeCache cache = new(vocabulary, log);
    private readonly RecipeWriter writer = new(tables, chance);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PublishedRecipe>> PublishedAsync(CancellationToken cancellation)
    {
        var published = new List<PublishedRecipe>();

        await foreach (var row in RangeAsync(RecipeRows.PublishedPrefix, cancellation))
        {
            var (id, version, since) = RecipeRows.PublishedOf(row);

            if (cache.Read(id, version, RecipeRows.DocumentOf(row)) is { } recipe)
            {
                published.Add(new PublishedRecipe(recipe, version, since));
            }
        }

        return published;
    }

    /// <inheritdoc/>
    public async Task<Recipe?> VersionAsync(string id, int version, CancellationToken cancellation)
    {
        if (!Slug.Is(id, RecipeLimits.Id) || version < 1)
        {
            return null;
        }

        if (cache.TryGet(id, version, out var known))
        {
            return known;
        }

        return await tables.GetAsync(TableNames.Recipes, RecipeRows.Partition, RecipeRows.VersionKey(id, version), cancellation) is { } row
            ? cache.Read(id, version, RecipeRows.DocumentOf(row))
            : null;
    }

    /// <inheritdoc/>
    public async Task<string?> IsOffAsync(string id, CancellationToken cancellation)
    {
        if (await writer.HeadAsync(id, cancellation) is not { } row)
        {
            return $"There is no recipe '{id}'.";
        }

        return RecipeRows.HeadOf(row) switch
        {
            { ActiveSince: not null } => null,
            { SwitchedOff: { } off } => $"Switched off by {off.By} at {off.At:yyyy-MM-dd HH:mm} UTC.",
            _ => "Never published.",
        };
    }

    /// <summary>All recipes, by id.</summary>
    public async Task<IReadOnlyList<RecipeSummary>> ListAsync(CancellationToken cancellation)
    {
        var all = new List<RecipeSummary>();

        await foreach (var row in RangeAsync(RecipeRows.DraftPrefix, cancellation))
        {
            all.Add(RecipeRows.SummaryOf(row, row.Tag!));
        }

        return all;
    }

    /// <summary>All recipes with their drafts, by id.</summary>
    public async Task<IReadOnlyList<StoredRecipe>> ListWithDraftsAsync(CancellationToken cancellation)
    {
        var all = new List<StoredRecipe>();

        await foreach (var row in RangeAsync(RecipeRows.DraftPrefix, cancellation))
        {
            all.Add(new StoredRecipe(RecipeRows.SummaryOf(row, row.Tag!), RecipeRows.DocumentOf(row)));
        }

        return all;
    }

    /// <summary>One recipe with its draft, or null where there is none.</summary>
    public async Task<StoredRecipe?> GetAsync(string id, CancellationToken cancellation) =>
        await writer.HeadAsync(id, cancellation) is { } row
            ? new StoredRecipe(RecipeRows.SummaryOf(row, row.Tag!), RecipeRows.DocumentOf(row))
            : null;

    /// <summary>Saves a draft: a new recipe, or the next draft of one that is there. What is on stays as it is.</summary>
    /// <param name="document">The recipe, in UTF-8. It is checked first.</param>
    /// <param name="check">What it can speak of; may know the connections of this installation.</param>
    /// <param name="by">Who saves.</param>
    /// <param name="ifTag">The tag that the author's page was read with; null to save over whatever is there.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<RecipeChange> SaveDraftAsync(
        ReadOnlyMemory<byte> document,
        RecipeVocabulary check,
        string by,
        string? ifTag,
        CancellationToken cancellation)
    {
        var reading = RecipeReader.Read(document, check);

        if (reading.Recipe is not { } recipe)
        {
            return new RecipeChange.Refused(reading.Problems);
        }

        var saved = new Deed(by, time.GetUtcNow());
        var last = await LastVersionAsync(recipe.Id, cancellation);

        return await writer.ChangeAsync(
            recipe.Id,
            ifTag,
            (row, nonce) =>
            {
                var head = row is null
                    ? new RecipeRows.Head(recipe.Id, recipe.Name, last, ActiveSince: null, Changed: true, saved, SwitchedOff: null)
                    : RecipeRows.HeadOf(row) with { Name = recipe.Name, Changed = true, Saved = saved };

                return RecipeRows.Draft(head, document, nonce) is var draft && row is null
                    ? new RecipeWriter.Plan([new RowChange.Insert(draft)])
                    : new RecipeWriter.Plan([new RowChange.Replace(draft, row!.Tag!)]);
            },
            cancellation);
    }

    /// <summary>
    /// Publishes the draft as a new version and switches it on. A recipe that was on already stays on without a break; it runs for no occasion that was
    /// opened before it was switched on.
    /// </summary>
    /// <param name="id">The recipe.</param>
    /// <param name="check">What it can speak of: the draft may have been saved long ago.</param>
    /// <param name="ifTag">The tag that the author's page was read with; null to publish whatever is there.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<RecipeChange> PublishAsync(string id, RecipeVocabulary check, string? ifTag, CancellationToken cancellation) =>
        await writer.ChangeAsync(
            id,
            ifTag,
            (row, nonce) =>
            {
                if (row is null)
                {
                    return null;
                }

                var document = RecipeRows.DocumentOf(row);

                if (RecipeReader.Read(document, check) is { Problems: { Count: > 0 } problems })
                {
                    return new RecipeWriter.Plan([], problems);
                }

                var head = RecipeRows.HeadOf(row);
                var since = head.ActiveSince ?? time.GetUtcNow();
                var next = head with { Version = head.Version + 1, ActiveSince = since, Changed = false, SwitchedOff = null };

                return new RecipeWriter.Plan(
                [
                    new RowChange.Replace(RecipeRows.Draft(next, document, nonce), row.Tag!),
                    new RowChange.Insert(RecipeRows.Version(id, next.Version, document, nonce)),
                    new RowChange.Upsert(RecipeRows.Published(id, next.Version, since, document, nonce)),
                ]);
            },
            cancellation);

    /// <summary>Switches a recipe off. One that is off already stays as it is.</summary>
    public async Task<RecipeChange> SwitchOffAsync(string id, string by, CancellationToken cancellation)
    {
        var off = new Deed(by, time.GetUtcNow());

        return await writer.ChangeAsync(
            id,
            ifTag: null,
            (row, nonce) =>
            {
                if (row is null)
                {
                    return null;
                }

                var head = RecipeRows.HeadOf(row);
                var next = head with { ActiveSince = null, SwitchedOff = off };

                return head.ActiveSince is null
                    ? new RecipeWriter.Plan([])
                    : new RecipeWriter.Plan(
                    [
                        new RowChange.Replace(RecipeRows.Draft(next, RecipeRows.DocumentOf(row), nonce), row.Tag!),
                        new RowChange.Delete(RecipeRows.Partition, RecipeRows.PublishedKey(id)),
                    ]);
            },
            cancellation);
    }

    // A recipe that was removed leaves its versions: one of the same id counts on from them.
    private async Task<int> LastVersionAsync(string id, CancellationToken cancellation)
    {
        var last = 0;

        if (await writer.HeadAsync(id, cancellation) is null)
        {
            await foreach (var row in RangeAsync(RecipeRows.VersionsPrefix(id), cancellation))
            {
                last = RecipeRows.VersionOf(row);
            }
        }

        return last;
    }

    private async IAsyncEnumerable<Row> RangeAsync(string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? continuation = null;

        do
        {
            var page = await tables.QueryAsync(TableNames.Recipes, RowRange.Prefix(RecipeRows.Partition, prefix), continuation, cancellation);

            foreach (var row in page.Rows)
            {
                yield return row;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }
}
