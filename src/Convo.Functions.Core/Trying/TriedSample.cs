using System.Globalization;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Trying;

/// <summary>What a trial shows of facts that it did not get: samples, and what a run would do for the real ones. Pure.</summary>
internal static class TriedSample
{
    public static TriedFacts Of(FactGroup group, Recipe recipe) => new(group, FactNeeds.CostOf(group), FactState.Sample, Why(group, recipe));

    private static string? Why(FactGroup group, Recipe recipe) => group switch
    {
        FactGroup.Email => "Not asked for: a run spends 1 AI credit on it.",
        FactGroup.Answers => Answers(recipe.Questions.Count(question => recipe.Needs.Contains(Questions.PathOf(question.Id)))),
        FactGroup.Share => "Not made: a run makes the meeting public, for good.",
        _ => null,
    };

    private static string Answers(int questions) => string.Create(
        CultureInfo.InvariantCulture, $"Not asked: a run spends {questions} AI credit{(questions is 1 ? "" : "s")}, one for each question.");
}
