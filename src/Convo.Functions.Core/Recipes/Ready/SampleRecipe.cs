using Convo.Functions.Core.Recipes.Store;

namespace Convo.Functions.Core.Recipes.Ready;

/// <summary>The sample recipe of the very first start: on beside the sandbox, where it does no harm; a draft where real accounts would answer for it.</summary>
public sealed class SampleRecipe(RecipeStore recipes, RecipeVocabulary vocabulary)
{
    private const string Actor = "first start";

    /// <summary>
    /// Saves the sample where there is no recipe at all, and switches it on where that is wanted and nobody has touched it since: a start that ended
    /// between the two is made good by the next.
    /// </summary>
    /// <param name="switchOn">Whether it is to run; otherwise it stays a draft.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="InvalidOperationException">This version can't run its own sample; the message says why.</exception>
    public async Task OfferAsync(bool switchOn, CancellationToken cancellation)
    {
        var all = await recipes.ListAsync(cancellation);

        if (all.Count == 0)
        {
            // Somebody had it and removed it: it is not wanted back at every start.
            if (await recipes.VersionAsync(ReadyRecipes.ActionItemsToSlack, version: 1, cancellation) is not null)
            {
                return;
            }

            var sample = ReadyRecipes.Document(ReadyRecipes.ActionItemsToSlack)!.Value;
            Check(await recipes.SaveDraftAsync(sample, vocabulary, Actor, ifTag: null, cancellation));
        }
        else if (!all.Any(recipe => recipe is { Id: ReadyRecipes.ActionItemsToSlack, Version: 0, Saved.By: Actor }))
        {
            return;
        }

        if (switchOn)
        {
            Check(await recipes.PublishAsync(ReadyRecipes.ActionItemsToSlack, vocabulary, ifTag: null, cancellation));
        }
    }

    private static void Check(RecipeChange change)
    {
        if (change is RecipeChange.Refused refused)
        {
            var problems = string.Join(' ', refused.Problems.Select(problem => $"{problem.Path}: {problem.Message} {problem.Advice}"));
            throw new InvalidOperationException($"The sample recipe can't run. {problems}");
        }
    }
}
