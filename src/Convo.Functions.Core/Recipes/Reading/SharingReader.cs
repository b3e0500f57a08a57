using System.Text.Json;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>Reads whether a recipe may make meetings public: nothing in Convo's API takes that back, so it has to be said in so many words.</summary>
internal sealed class SharingReader(Problems problems)
{
    public const string Member = "share";
    public const string MakePublic = "make-public";

    /// <summary>The fact whose use makes a meeting public.</summary>
    public const string Url = "share.url";

    private const string Advice =
        "Write \"share\": \"make-public\" in the recipe if everybody who gets the link may read the whole meeting, for good: nothing takes a link back.";

    public bool Read(JsonMembers recipe)
    {
        if (recipe.Find(Member) is not { } element)
        {
            return false;
        }

        if (element.ValueKind is JsonValueKind.String && element.GetString() is MakePublic)
        {
            return true;
        }

        problems.Add(Member, "This is no rule for public links.", $"Write \"{MakePublic}\", or take it out.");
        return false;
    }

    /// <summary>Checks that what makes meetings public is allowed to, and does so only once nobody can say no any more.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="mayMakePublic">Whether the recipe says so.</param>
    /// <param name="vocabulary">What there is.</param>
    public void Check(IReadOnlyList<RecipeStep> steps, bool mayMakePublic, RecipeVocabulary vocabulary)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var waitedFor = new List<string>();

        foreach (var (step, index) in steps.Select((step, index) => (step, index)))
        {
            var action = vocabulary.Find(step.Action, step.Version)!;
            var usesLink = action.Needs(step.Settings).Contains(Url);

            if ((usesLink || action.Info.MakesPublic) && !mayMakePublic)
            {
                problems.Add($"steps[{index}]", "It would make the meeting public, and the recipe does not say that it may.", Advice);
            }

            if (step.Approve is not null)
            {
                asked.Add(step.Id);
            }

            if (usesLink && (asked.Contains(step.Id) || waitedFor.Append(step.After).Any(id => id is not null && asked.Contains(id))))
            {
                problems.Add(
                    $"steps[{index}]",
                    "Its text would show a public link before anybody has said yes, so the meeting would be public whatever they say.",
                    "Ask for the yes at a step convo.share, and post the link by a second recipe for the occasion \"shared\" with {{event.shareUrl}}.");
            }

            if (step.IfFails is IfFails.Stop)
            {
                waitedFor.Add(step.Id);
            }
        }
    }
}
