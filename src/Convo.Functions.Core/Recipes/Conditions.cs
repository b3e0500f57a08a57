using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Recipes.Judging;

namespace Convo.Functions.Core.Recipes;

/// <summary>Decides conditions. Pure; conditions are numbered from 1 as they stand in the recipe.</summary>
public static class Conditions
{
    /// <summary>Whether conditions hold for what is known. A fact that isn't known makes its condition false; a "none" over it holds.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="facts">What is known; in a step with <c>forEach</c> with the item at hand as <c>item</c> (<see cref="FactSet.With"/>).</param>
    /// <param name="zone">The recipe's zone, for days and times without an offset.</param>
    public static Verdict Evaluate(ConditionGroup conditions, FactSet facts, TimeZoneInfo zone)
    {
        var number = 0;
        return Evaluate(conditions, facts, zone, ref number) is { Fails: { } why } ? new Verdict(false, why) : Verdict.Yes;
    }

    /// <summary>Every condition by itself, in the order of the document: what people look at to see why the whole holds or does not.</summary>
    public static IReadOnlyList<(ConditionGroup.Leaf Leaf, Verdict Verdict)> Each(ConditionGroup conditions, FactSet facts, TimeZoneInfo zone) =>
        [.. Leaves(conditions).Select(leaf => (leaf, Comparison.Fails(leaf, facts.Find(leaf.Fact), zone) is { } why ? new Verdict(false, why) : Verdict.Yes))];

    private static IEnumerable<ConditionGroup.Leaf> Leaves(ConditionGroup group) => group switch
    {
        ConditionGroup.All all => all.Parts.SelectMany(Leaves),
        ConditionGroup.Any any => any.Parts.SelectMany(Leaves),
        ConditionGroup.None none => none.Parts.SelectMany(Leaves),
        ConditionGroup.Leaf leaf => [leaf],
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, "not a kind of condition"),
    };

    private static Answer Evaluate(ConditionGroup group, FactSet facts, TimeZoneInfo zone, ref int number)
    {
        switch (group)
        {
            case ConditionGroup.All all:
                return Parts(all.Parts, facts, zone, ref number).FirstOrDefault(part => part.Fails is not null) ?? new Answer(Label(number), null);

            case ConditionGroup.Any any:
                var options = Parts(any.Parts, facts, zone, ref number);
                return options.Any(part => part.Fails is null)
                    ? new Answer(Label(number), null)
                    : new Answer(Label(number), Several(options));

            case ConditionGroup.None none:
                var met = Parts(none.Parts, facts, zone, ref number).FirstOrDefault(part => part.Fails is null);
                return met is null ? new Answer(Label(number), null) : new Answer(met.Label, $"{met.Label} holds and must not");

            case ConditionGroup.Leaf leaf:
                var label = Label(++number);
                return new Answer(label, Comparison.Fails(leaf, facts.Find(leaf.Fact), zone) is { } why ? $"{label}: {why}" : null);

            default:
                throw new ArgumentOutOfRangeException(nameof(group), group, "not a kind of condition");
        }
    }

    /// <summary>All parts are looked at, also after the answer is clear: the numbers of the conditions depend on it.</summary>
    private static List<Answer> Parts(IReadOnlyList<ConditionGroup> parts, FactSet facts, TimeZoneInfo zone, ref int number)
    {
        var answers = new List<Answer>(parts.Count);

        foreach (var part in parts)
        {
            answers.Add(Evaluate(part, facts, zone, ref number));
        }

        return answers;
    }

    private static string Several(List<Answer> options)
    {
        const int Shown = 3;
        var first = string.Join("; ", options.Take(Shown).Select(part => part.Fails));
        return options.Count > Shown ? $"{first}; and {options.Count - Shown} more" : first;
    }

    private static string Label(int number) => $"condition {number}";

    private sealed record Answer(string Label, string? Fails);
}
