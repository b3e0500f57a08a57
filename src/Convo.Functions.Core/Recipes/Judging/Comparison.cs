using System.Globalization;
using System.Text.Json;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Templates;

namespace Convo.Functions.Core.Recipes.Judging;

/// <summary>One leaf against one value. Total: what doesn't fit together is false, with a reason.</summary>
internal static class Comparison
{
    /// <summary>Null where the leaf holds; else why not, without any text of the meeting.</summary>
    public static string? Fails(ConditionGroup.Leaf leaf, FactValue? value, TimeZoneInfo zone) => (leaf.Is, value) switch
    {
        (_, null) => $"{leaf.Fact} is not known",
        ("is-known", _) => null,
        (_, FactValue.Number number) => Number(leaf, number.Value),
        (_, FactValue.Text text) => Text(leaf, text.Value),
        (_, FactValue.List list) => List(leaf, list, zone),
        (_, FactValue.Time time) => Time(leaf, time.Value, zone),
        (_, FactValue.Flag flag) => Flag(leaf, flag.Value),
        _ => Unfit(leaf),
    };

    private static string? Number(ConditionGroup.Leaf leaf, double value)
    {
        if (leaf.Value.ValueKind is not JsonValueKind.Number)
        {
            return Unfit(leaf);
        }

        var given = leaf.Value.GetDouble();

        bool? holds = leaf.Is switch
        {
            "is" => value == given,
            "is-not" => value != given,
            "at-least" => value >= given,
            "at-most" => value <= given,
            "more-than" => value > given,
            "less-than" => value < given,
            _ => null,
        };

        if (holds is null)
        {
            return Unfit(leaf);
        }

        var needs = $"needs {(leaf.Is is "is" ? string.Empty : leaf.Is.Replace('-', ' ') + ' ')}{given.ToString(CultureInfo.InvariantCulture)}";
        return holds.Value ? null : IsPlain(leaf.Fact) ? $"{leaf.Fact} is {ValueText.Of(value)}, {needs}" : $"{leaf.Fact} is another number, {needs}";
    }

    private static string? Text(ConditionGroup.Leaf leaf, string value)
    {
        if (leaf.Is is "is-empty")
        {
            return string.IsNullOrWhiteSpace(value) ? null : $"{leaf.Fact} is not empty";
        }

        if (leaf.Value.ValueKind is not JsonValueKind.String || leaf.Value.GetString() is not { } given)
        {
            return Unfit(leaf);
        }

        const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

        return leaf.Is switch
        {
            "is" => value.Equals(given, AnyCase) ? null : $"{leaf.Fact} is not the given text",
            "is-not" => value.Equals(given, AnyCase) ? $"{leaf.Fact} is the given text" : null,
            "contains" => value.Contains(given, AnyCase) ? null : $"{leaf.Fact} does not contain the given text",
            "starts-with" => value.StartsWith(given, AnyCase) ? null : $"{leaf.Fact} does not start with the given text",
            "ends-with" => value.EndsWith(given, AnyCase) ? null : $"{leaf.Fact} does not end with the given text",
            "matches" => ConditionPattern.Matches(given, value) switch
            {
                true => null,
                false => $"{leaf.Fact} does not match the given pattern",
                null => $"matching {leaf.Fact} with the given pattern took too long",
            },
            _ => Unfit(leaf),
        };
    }

    private static string? List(ConditionGroup.Leaf leaf, FactValue.List list, TimeZoneInfo zone)
    {
        if (leaf.Is is "is-empty")
        {
            return list.Items.Count == 0 ? null : $"{leaf.Fact} has {list.Items.Count} items, needs none";
        }

        if (leaf.Value.ValueKind is not JsonValueKind.String || leaf.Value.GetString() is not { } given)
        {
            return Unfit(leaf);
        }

        const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;
        var items = list.Items.Select(item => ValueText.Of(item, zone));

        return leaf.Is switch
        {
            "contains" => items.Any(item => item.Equals(given, AnyCase)) ? null : $"no item of {leaf.Fact} is the given text",
            "mentions" => items.Any(item => item.Contains(given, AnyCase)) ? null : $"no item of {leaf.Fact} contains the given text",
            _ => Unfit(leaf),
        };
    }

    private static string? Time(ConditionGroup.Leaf leaf, DateTimeOffset value, TimeZoneInfo zone)
    {
        if (leaf.Value.ValueKind is not JsonValueKind.String || ConditionTime.Parse(leaf.Value.GetString()!, zone) is not { } given)
        {
            return Unfit(leaf);
        }

        return leaf.Is switch
        {
            "before" => value < given ? null : $"{leaf.Fact} is not before the given time",
            "after" => value > given ? null : $"{leaf.Fact} is not after the given time",
            _ => Unfit(leaf),
        };
    }

    private static string? Flag(ConditionGroup.Leaf leaf, bool value)
    {
        if (leaf is not { Is: "is", Value.ValueKind: JsonValueKind.True or JsonValueKind.False })
        {
            return Unfit(leaf);
        }

        return leaf.Value.GetBoolean() == value ? null : $"{leaf.Fact} is {(value ? "yes" : "no")}, needs {(value ? "no" : "yes")}";
    }

    /// <summary>Convo gave a value of another type than its documentation says.</summary>
    private static string Unfit(ConditionGroup.Leaf leaf) => $"{leaf.Fact} can't be compared by '{leaf.Is}'";

    /// <summary>Whether a number may stand in a run's history: counts and figures of the schedule, never a score.</summary>
    private static bool IsPlain(string path) =>
        path.EndsWith(".count", StringComparison.Ordinal) || FactCatalogue.Find(path) is { Class: PrivacyClass.Schedule };
}
