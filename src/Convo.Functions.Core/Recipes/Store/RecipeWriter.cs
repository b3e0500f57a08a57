using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes.Reading;

namespace Convo.Functions.Core.Recipes.Store;

/// <summary>
/// Changes a recipe all at once, or not at all. Each write carries a nonce: where the store says "conflict" because its own retry met the row that the
/// first try had written, the nonce tells, and the change was made.
/// </summary>
internal sealed class RecipeWriter(ITables tables, IChance chance)
{
    private const int MostTries = 5;

    public async Task<Row?> HeadAsync(string id, CancellationToken cancellation) => Slug.Is(id, RecipeLimits.Id)
        ? await tables.GetAsync(TableNames.Recipes, RecipeRows.Partition, RecipeRows.DraftKey(id), cancellation)
        : null;

    /// <summary>Reads, plans, writes; again where somebody else was faster and the caller named no tag.</summary>
    /// <param name="id">The recipe.</param>
    /// <param name="ifTag">The tag that must still hold; null for any.</param>
    /// <param name="plan">
    /// From the row (null where there is none) and a nonce to what is to be written, the draft first; null where there has to be a row.
    /// </param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<RecipeChange> ChangeAsync(string id, string? ifTag, Func<Row?, string, Plan?> plan, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            var row = await HeadAsync(id, cancellation);
            var nonce = chance.NewId();

            if (ifTag is not null && row?.Tag != ifTag)
            {
                return row is null ? new RecipeChange.Missing() : new RecipeChange.Stale();
            }

            if (plan(row, nonce) is not { } planned)
            {
                return new RecipeChange.Missing();
            }

            if (planned.Problems.Count > 0)
            {
                return new RecipeChange.Refused(planned.Problems);
            }

            if (planned.Changes.Count == 0)
            {
                return new RecipeChange.Done(RecipeRows.SummaryOf(row!, row!.Tag!));
            }

            if (await WriteAsync(id, planned.Changes, nonce, cancellation) is { } done)
            {
                return done;
            }
        }

        return new RecipeChange.Stale();
    }

    private async Task<RecipeChange.Done?> WriteAsync(string id, IReadOnlyList<RowChange> changes, string nonce, CancellationToken cancellation)
    {
        if (await tables.WriteAsync(TableNames.Recipes, changes, cancellation) is WriteResult.Done { Tags: [{ } tag, ..] })
        {
            return new RecipeChange.Done(RecipeRows.SummaryOf(DraftIn(changes), tag));
        }

        return await HeadAsync(id, cancellation) is { Tag: { } own } row && RecipeRows.NonceOf(row) == nonce
            ? new RecipeChange.Done(RecipeRows.SummaryOf(row, own))
            : null;
    }

    private static Row DraftIn(IReadOnlyList<RowChange> changes) => changes[0] switch
    {
        RowChange.Insert insert => insert.Row,
        RowChange.Replace replace => replace.Row,
        _ => throw new ArgumentException("The draft comes first.", nameof(changes)),
    };

    /// <summary>What is to be written, or why nothing is.</summary>
    public sealed record Plan(IReadOnlyList<RowChange> Changes, IReadOnlyList<Problem> Problems)
    {
        public Plan(IReadOnlyList<RowChange> changes)
            : this(changes, [])
        {
        }
    }
}
