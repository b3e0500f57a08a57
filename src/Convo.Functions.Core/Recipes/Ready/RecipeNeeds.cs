using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Trying;

namespace Convo.Functions.Core.Recipes.Ready;

/// <summary>Something that has to be there before a recipe can run.</summary>
/// <param name="Kind">
/// <c>connection</c>, <c>destination</c>, <c>webhooks</c>, <c>calendar</c>, <c>approval</c>, <c>credit</c>, <c>privacy</c> or <c>public</c>.
/// </param>
/// <param name="What">What exactly: a kind of connection, a channel, a sentence.</param>
public sealed record RecipeNeed(string Kind, string What);

/// <summary>Works out what a recipe needs. Pure.</summary>
internal static class RecipeNeeds
{
    // What the poll finds by asking Convo; all else is told by webhooks alone.
    private static readonly OccasionKind[] Polled = [OccasionKind.Summary, OccasionKind.Created];

    public static IReadOnlyList<RecipeNeed> Of(Recipe recipe, IReadOnlyList<TriedStep> steps, ActionShelf actions) =>
    [
        .. recipe.Steps.Select(step => actions.Find(step.Action)!.Info.ConnectionKind).Prepend(ConnectionKind.Convo.Name).Distinct(StringComparer.Ordinal)
            .Select(kind => new RecipeNeed("connection", kind)),
        .. steps.Select(step => step.Sends!.Destination).Distinct(StringComparer.Ordinal).Select(place => new RecipeNeed("destination", place)),
        .. recipe.When.Occasions.All(kind => Polled.Contains(kind))
            ? []
            : new[] { new RecipeNeed("webhooks", "Convo tells of this by webhook alone, which needs its Professional plan.") },
        .. recipe.When.Occasions.Any(kind => FactNeeds.Of(recipe, kind).Contains(FactGroup.Calendar))
            ? new[] { new RecipeNeed("calendar", "A calendar that is connected in Convo's app.") }
            : [],
        .. recipe.Steps.Any(step => step.Approve is not null)
            ? new[] { new RecipeNeed("approval", "People who say yes before it goes out: write their addresses.") }
            : [],
        .. FactNeeds.CreditsOf(recipe) is var credits and > 0
            ? new[] { new RecipeNeed("credit", credits is 1 ? "One AI credit a meeting." : $"{credits} AI credits a meeting.") }
            : [],
        .. recipe.Needs.Any(path => FactCatalogue.Find(path)?.Class is PrivacyClass.Coaching)
            ? new[] { new RecipeNeed("privacy", "The direct message of the person whom feedback is about, entered by an admin under Privacy.") }
            : [],
        .. recipe.MayMakePublic ? new[] { new RecipeNeed("public", RecipeWarnings.Public) } : [],
    ];
}
