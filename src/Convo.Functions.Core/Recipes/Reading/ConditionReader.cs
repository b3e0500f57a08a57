using System.Text.Json;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Naming;
using Convo.Functions.Core.Recipes.Judging;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>Reads one <c>onlyIf</c>: groups of conditions, and the facts they need.</summary>
/// <param name="problems">Where problems go.</param>
/// <param name="needs">Where needed facts go.</param>
/// <param name="zone">The recipe's zone.</param>
/// <param name="item">What an item of the step's <c>forEach</c> is; null where there is none.</param>
internal sealed class ConditionReader(Problems problems, ISet<string> needs, TimeZoneInfo zone, Fact? item)
{
    private static readonly string[] Groups = ["all", "any", "none"];
    private static readonly string[] LeafMembers = ["fact", "is", "value"];
    private int leaves;

    public ConditionGroup? Read(JsonElement element, string path) => Group(element, path, 1);

    private ConditionGroup? Part(JsonElement element, string path, int depth) =>
        element.ValueKind is JsonValueKind.Object && !Groups.Any(name => element.TryGetProperty(name, out _))
            ? Leaf(element, path)
            : Group(element, path, depth);

    private ConditionGroup? Group(JsonElement element, string path, int depth)
    {
        if (depth > RecipeLimits.ConditionDepth)
        {
            problems.Add(path, $"Conditions stand deeper than {RecipeLimits.ConditionDepth} levels.", "Put some of them side by side.");
            return null;
        }

        if (JsonMembers.Of(element, path, problems, Groups, GroupAdvice) is not { } members)
        {
            return null;
        }

        var groups = new List<ConditionGroup>();

        foreach (var name in Groups)
        {
            if (members.Find(name) is { } parts)
            {
                var read = Parts(parts, members.PathOf(name), depth);
                groups.Add(name switch
                {
                    "all" => new ConditionGroup.All(read),
                    "any" => new ConditionGroup.Any(read),
                    _ => new ConditionGroup.None(read),
                });
            }
        }

        if (groups.Count == 0)
        {
            problems.Add(path, "There are no conditions here.", "Write { \"all\": [ … ] }, or leave onlyIf out.");
        }

        return groups.Count == 1 ? groups[0] : new ConditionGroup.All(groups);
    }

    private List<ConditionGroup> Parts(JsonElement parts, string path, int depth)
    {
        if (parts.ValueKind is not JsonValueKind.Array || parts.GetArrayLength() == 0)
        {
            problems.Add(path, "There should be a list of conditions here, with at least one.", "Write [ { \"fact\": …, \"is\": …, \"value\": … } ].");
            return [];
        }

        var read = new List<ConditionGroup>();
        var index = 0;

        foreach (var part in parts.EnumerateArray())
        {
            if (Part(part, $"{path}[{index++}]", depth + 1) is { } group)
            {
                read.Add(group);
            }

            if (leaves > RecipeLimits.Conditions)
            {
                break;
            }
        }

        return read;
    }

    private ConditionGroup.Leaf? Leaf(JsonElement element, string path)
    {
        if (++leaves > RecipeLimits.Conditions)
        {
            problems.Add(path, $"There are more than {RecipeLimits.Conditions} conditions.", "Use fewer, or 'matches' with one pattern.");
            return null;
        }

        if (JsonMembers.Of(element, path, problems, LeafMembers) is not { } members)
        {
            return null;
        }

        var name = members.NeedText("fact", "Name the fact to look at, such as meeting.minutes.");
        var comparison = members.NeedText("is", "Name the comparison, such as at-least.");

        if (name is null || comparison is null || FactOf(name, members.PathOf("fact")) is not { } fact)
        {
            return null;
        }

        if (OperatorCatalogue.Find(fact.Type, comparison) is not { } known)
        {
            var names = OperatorCatalogue.For(fact.Type).Select(one => one.Name).ToList();
            var type = fact.Type.ToString().ToLowerInvariant();
            problems.Add(members.PathOf("is"), $"'{JsonPath.Shown(comparison)}' is no comparison for a {type}.", NearestName.Advice(comparison, names));
            return null;
        }

        return Operand(known, members) is { } value ? new ConditionGroup.Leaf(name, comparison, value) { Path = path } : null;
    }

    private JsonElement? Operand(Operator known, JsonMembers members)
    {
        var path = members.PathOf("value");

        if (known.Takes is OperandKind.Nothing)
        {
            if (members.Find("value") is not null)
            {
                problems.Add(path, $"'{known.Name}' takes no value.", "Take 'value' out.");
            }

            return default(JsonElement);
        }

        if (members.Need("value", $"'{known.Name}' needs something to compare with.") is not { } value)
        {
            return null;
        }

        if (OperandProblem.Of(known.Takes, value, zone) is { } wrong)
        {
            problems.Add(path, wrong.Message, wrong.Advice);
            return null;
        }

        return value;
    }

    private Fact? FactOf(string path, string at)
    {
        var isItem = path is "item" || path.StartsWith("item.", StringComparison.Ordinal);
        var fact = isItem ? ItemFacts.Find(item, path) : FactCatalogue.Find(path);

        if (fact is null or { Type: FactType.Group })
        {
            problems.Add(at, $"There is no fact '{JsonPath.Shown(path)}' to compare.", isItem ? ItemFacts.Advice(item, path) : FactCatalogue.Advice(path));
            return null;
        }

        if (fact.IsMadeLast)
        {
            var why = fact.Cost is FactCost.OneCredit ? "an AI credit is spent only once all conditions hold" : "a link is made only once all conditions hold";
            problems.Add(
                at, $"A condition can't look at {JsonPath.Shown(path)}: {why}.", "Use another fact here; it can still stand in the texts of the steps.");
            return null;
        }

        if (!isItem)
        {
            needs.Add(FactCatalogue.Base(path)!.Path);
        }

        return fact;
    }

    private static string? GroupAdvice(string name) =>
        LeafMembers.Contains(name) ? "A condition stands in a list: { \"all\": [ { \"fact\": …, \"is\": …, \"value\": … } ] }." : null;
}
