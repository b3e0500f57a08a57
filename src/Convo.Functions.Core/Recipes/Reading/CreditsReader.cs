using System.Globalization;
using System.Text.Json;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>
/// Reads how many AI credits a recipe may spend: none (<c>cached-only</c>), or so many a month. A credit is never spent that nobody asked for.
/// </summary>
internal sealed class CreditsReader(Problems problems)
{
    /// <summary>The rule without which, and with which, no credit is spent.</summary>
    public const string CachedOnly = "cached-only";

    /// <summary>The member with the number of credits a month.</summary>
    public const string PerMonth = "perMonth";

    private const string Path = "credits";
    private const string Ask = "ask";
    private static readonly string Advice = $"Write \"{CachedOnly}\", or {{ \"{PerMonth}\": 20 }} for at most 20 AI credits a month.";

    /// <summary>The credits a month; zero for none.</summary>
    /// <param name="members">The members of the recipe.</param>
    /// <param name="needs">The facts that the recipe uses.</param>
    /// <param name="steps">Its steps.</param>
    public int Read(JsonMembers members, IReadOnlySet<string> needs, IReadOnlyList<RecipeStep> steps)
    {
        var (allowed, isRight) = members.Find(Path) is { } element ? Number(element) : (0, true);

        if (!isRight)
        {
            return allowed;
        }

        var dear = needs.Where(IsDear).Concat(steps.Where(step => step.CostsCredit).Select(step => step.Action)).Order(StringComparer.Ordinal).FirstOrDefault();
        var atOnce = FactNeeds.CreditsOf(needs, steps: []);

        if (dear is not null && allowed == 0)
        {
            problems.Add(
                Path,
                $"It uses {dear}, which costs an AI credit for each meeting, and may spend none.",
                $"Write \"{Path}\": {{ \"{PerMonth}\": 20 }} for at most 20 a month, or leave {dear} out.");
        }
        else if (atOnce > allowed)
        {
            problems.Add(
                Path,
                $"One meeting needs {atOnce} AI credits at once, and it may spend {allowed} a month: it would never run.",
                $"Allow at least {atOnce} a month, or ask less.");
        }

        return allowed;
    }

    private static bool IsDear(string path) => FactCatalogue.Find(path) is { Cost: FactCost.OneCredit };

    private (int Allowed, bool IsRight) Number(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String when element.GetString() is CachedOnly:
                return (0, true);
            case JsonValueKind.String when element.GetString() is Ask:
                problems.Add(Path, "Asking a person before each credit is not built yet.", Advice);
                return (0, false);
            case JsonValueKind.Object:
                return PerMonthOf(element);
            default:
                problems.Add(Path, "This is no rule for AI credits.", Advice);
                return (0, false);
        }
    }

    private (int Allowed, bool IsRight) PerMonthOf(JsonElement element)
    {
        if (JsonMembers.Of(element, Path, problems, [PerMonth])?.Need(PerMonth, Advice) is not { } number)
        {
            return (0, false);
        }

        if (number.ValueKind is JsonValueKind.Number && number.TryGetInt32(out var credits) && credits is >= 1 and <= RecipeLimits.CreditsPerMonth)
        {
            return (credits, true);
        }

        var most = RecipeLimits.CreditsPerMonth.ToString(CultureInfo.InvariantCulture);
        problems.Add($"{Path}.{PerMonth}", $"There should be a whole number from 1 to {most} here.", Advice);
        return (0, false);
    }
}
