using System.Globalization;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Recipes;

/// <summary>What somebody should know before a recipe is published although nothing is wrong with it. Pure.</summary>
public static class RecipeWarnings
{
    /// <summary>That meetings become public.</summary>
    public const string Public = "It makes meetings public: whoever has the link reads the whole meeting, and nothing takes a link back.";

    /// <summary>The warnings of a recipe, as whole sentences.</summary>
    public static IReadOnlyList<string> Of(Recipe recipe)
    {
        var warnings = new List<string>();

        if (recipe.MayMakePublic)
        {
            warnings.Add(Public);
        }

        var unused = recipe.Questions.Where(question => !recipe.Needs.Contains(Questions.PathOf(question.Id))).Select(question => question.Id).ToList();

        if (unused.Count > 0)
        {
            warnings.Add($"Convo is not asked what no text of a step shows: {string.Join(", ", unused.Select(Questions.PathOf))}.");
        }

        if (FactNeeds.CreditsOf(recipe) is var credits and > 0)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"It spends {credits} AI credit{(credits is 1 ? "" : "s")} for each meeting that it runs on, at most {recipe.CreditsPerMonth} a month."));
        }

        return warnings;
    }
}
