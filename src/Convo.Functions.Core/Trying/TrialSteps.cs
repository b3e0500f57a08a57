using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Trying;

/// <summary>What the steps of a recipe would send, as people look at it. Pure.</summary>
internal static class TrialSteps
{
    /// <summary>In the order of the recipe: the planned deliveries of every step, or why it has none. The recipe's own conditions are not looked at.</summary>
    public static IReadOnlyList<TriedStep> Of(Recipe recipe, FactSet facts, ActionShelf actions, PrivacyRules privacy)
    {
        var plan = Plan.Make(recipe with { OnlyIf = null }, facts, actions, privacy);
        var planned = plan is Plan.Deliver deliver ? deliver.Deliveries.ToLookup(delivery => delivery.Step.Id) : null;
        return
        [
            .. recipe.Steps.SelectMany(step => planned is not null && planned.Contains(step.Id)
                ? planned[step.Id].Select(delivery => Sent(delivery, actions))
                : [new TriedStep(step.Id, Item: 0, step.Action, Sends: null, Preview: null, WhyNot(recipe, step, facts))]),
        ];
    }

    private static TriedStep Sent(PlannedDelivery delivery, ActionShelf actions)
    {
        var preview = actions.Find(delivery.Step.Action)!.Show(delivery.Artefact);
        return new TriedStep(delivery.Step.Id, delivery.Item, delivery.Step.Action, delivery.Artefact, preview, LeftOut: null) { Stopped = delivery.Stopped };
    }

    private static string WhyNot(Recipe recipe, RecipeStep step, FactSet facts)
    {
        if (step.ForEach is not { } list)
        {
            return step.OnlyIf is { } condition ? Conditions.Evaluate(condition, facts, recipe.Zone).Why ?? "It has nothing to do." : "It has nothing to do.";
        }

        return facts.Find(list) is FactValue.List { Items.Count: > 0 }
            ? $"No item of {list} meets the conditions of the step."
            : $"{list} has no items.";
    }
}
