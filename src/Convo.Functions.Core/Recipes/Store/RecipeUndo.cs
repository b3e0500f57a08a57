using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Recipes.Store;

/// <summary>Takes back what was done to recipes: changes that were not published, and recipes that are not wanted any more.</summary>
/// <param name="tables">The store.</param>
/// <param name="chance">Gives nonces.</param>
public sealed class RecipeUndo(ITables tables, IChance chance)
{
    private const int MostTries = 5;

    private readonly RecipeWriter writer = new(tables, chance);

    /// <summary>Makes the draft say again what was published last. Where nothing was, there is nothing to go back to.</summary>
    /// <param name="id">The recipe.</param>
    /// <param name="ifTag">The tag that the author's page was read with; null for any.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<RecipeChange> DiscardAsync(string id, string? ifTag, CancellationToken cancellation)
    {
        if (await writer.HeadAsync(id, cancellation) is not { } row || RecipeRows.HeadOf(row) is not { } head)
        {
            return new RecipeChange.Missing();
        }

        if (head.Version is 0 || await PublishedAsync(id, head.Version, cancellation) is not { } published)
        {
            return new RecipeChange.NeverPublished();
        }

        // The version must still be the last when it is written: publishing meanwhile makes it another.
        return await writer.ChangeAsync(
            id,
            ifTag ?? row.Tag,
            (now, nonce) => (now, head) switch
            {
                (null, _) => null,
                (_, { Changed: false }) => new RecipeWriter.Plan([]),
                _ => new RecipeWriter.Plan(
                    [new RowChange.Replace(RecipeRows.Draft(head with { Name = published.Name, Changed = false }, published.Document, nonce), now.Tag!)]),
            },
            cancellation);
    }

    /// <summary>
    /// Removes a recipe that is off. Its versions stay: runs are bound to them, and a recipe that is made under the same id counts on from them.
    /// </summary>
    /// <param name="id">The recipe.</param>
    /// <param name="ifTag">The tag that the author's page was read with; null for any.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<RecipeChange> RemoveAsync(string id, string? ifTag, CancellationToken cancellation)
    {
        RecipeSummary? tried = null;

        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            if (await writer.HeadAsync(id, cancellation) is not { Tag: { } tag } row)
            {
                // A delete that was repeated on its way finds nothing: that is what was wanted.
                return tried is null ? new RecipeChange.Missing() : new RecipeChange.Done(tried);
            }

            if (ifTag is not null && tag != ifTag)
            {
                return new RecipeChange.Stale();
            }

            var summary = RecipeRows.SummaryOf(row, tag);

            if (summary.IsOn)
            {
                return new RecipeChange.StillOn();
            }

            tried = summary;

            if (await tables.WriteAsync(TableNames.Recipes, [new RowChange.Delete(RecipeRows.Partition, row.Key, tag)], cancellation) is WriteResult.Done)
            {
                return new RecipeChange.Done(summary);
            }
        }

        return new RecipeChange.Stale();
    }

    private async Task<(string Name, ReadOnlyMemory<byte> Document)?> PublishedAsync(string id, int version, CancellationToken cancellation)
    {
        if (await tables.GetAsync(TableNames.Recipes, RecipeRows.Partition, RecipeRows.VersionKey(id, version), cancellation) is not { } row)
        {
            return null;
        }

        var document = RecipeRows.DocumentOf(row);
        using var json = System.Text.Json.JsonDocument.Parse(document);
        return (json.RootElement.GetProperty("name").GetString() ?? id, document);
    }
}
