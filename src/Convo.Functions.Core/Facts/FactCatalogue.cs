using Convo.Functions.Core.Naming;
using static Convo.Functions.Core.Facts.FactTypes;

namespace Convo.Functions.Core.Facts;

/// <summary>Every fact that recipes can use. A path that leads nowhere in here is an error when a recipe is saved.</summary>
public static class FactCatalogue
{
    /// <summary>The facts, in the order in which people should see them.</summary>
    public static IReadOnlyList<Fact> All { get; } =
    [
        .. FactTable.Meeting,
        .. FactTable.KeyPoints,
        .. FactTable.Transcript,
        .. FeedbackFacts.All,
        .. FactTable.Account,
        .. FactTable.Event,
        .. FactTable.Email,
        .. CalendarFactRows.All,
        .. FactTable.Share,
    ];

    private const string StepReceipts = "steps.";

    private static readonly Dictionary<string, Fact> ByPath = All.ToDictionary(fact => fact.Path);

    private static readonly FactSet Samples = new(Tree(All.Select(fact => (fact.Path.Split('.'), fact.Sample))));

    /// <summary>
    /// The fact that a path leads to, or null where it leads nowhere. A list answers <c>.count</c> (a number) and <c>.first</c> (its first item, and
    /// that item's members).
    /// </summary>
    public static Fact? Find(string path) => Walk(path).Reached;

    /// <summary>The fact of the catalogue that has to be known for a path to be looked up: for <c>actionItems.count</c> it is <c>actionItems</c>.</summary>
    public static Fact? Base(string path) => Walk(path).Base;

    /// <summary>What an item of a list is: its members, or a plain text. Null for what is no list.</summary>
    public static Fact? ItemOf(Fact list) => list switch
    {
        not { Type: FactType.List } => null,
        { Members.Count: 0 } => list with { Type = FactType.Text, Sample = FirstSample(list) },
        _ => list with { Type = FactType.Group, Sample = FirstSample(list) },
    };

    /// <summary>One step down from a fact: a member of an item, or a list's count or first item. Null where it leads nowhere.</summary>
    public static Fact? Member(Fact fact, string name) => fact.Type switch
    {
        FactType.List when name is "count" => fact with
        {
            Path = fact.Path + ".count",
            Type = FactType.Number,
            Members = [],
            Sample = FactSet.Member(fact.Sample, "count")!,
        },
        FactType.List when name is "first" => ItemOf(fact),
        FactType.Group => fact.Members.FirstOrDefault(member => member.Name == name),
        _ => null,
    };

    /// <summary>The names that can follow a fact.</summary>
    public static IReadOnlyList<string> MembersOf(Fact fact) => fact.Type switch
    {
        FactType.List => ["count", "first"],
        FactType.Group => [.. fact.Members.Select(member => member.Name)],
        _ => [],
    };

    /// <summary>Advice on a path that leads nowhere: the nearest one that does.</summary>
    public static string Advice(string path)
    {
        if (path.StartsWith(StepReceipts, StringComparison.Ordinal))
        {
            return "Receipts of steps can't be used in texts yet; take it out.";
        }

        if (path.Contains('.') && ByPath.TryGetValue(path[..path.IndexOf('.')], out var list) && list.Members.Any(member => member.Path == path))
        {
            return $"{list.Path} is a list: go through it with {{{{#each {list.Path}}}}}, or write {list.Path}.first.{path[(path.IndexOf('.') + 1)..]}.";
        }

        if (path is Questions.Root || path.StartsWith(Questions.Root + ".", StringComparison.Ordinal))
        {
            return $"Write {Questions.Root}.risks for the answer to the question with the id \"risks\" in the recipe's list of questions.";
        }

        var below = All.Where(fact => fact.Path.StartsWith(path + '.', StringComparison.Ordinal)).Select(fact => fact.Path).ToList();
        return below.Count > 0
            ? $"'{path}' is a group of facts; name one of them: {string.Join(", ", below)}."
            : NearestName.Advice(path, Paths);
    }

    /// <summary>A complete set of sample facts, for previews.</summary>
    public static FactSet SampleFacts() => Samples;

    /// <summary>The sample facts of one group alone.</summary>
    public static FactValue.Group SampleFacts(FactGroup group) =>
        Tree(All.Where(fact => fact.Group == group).Select(fact => (fact.Path.Split('.'), fact.Sample)));

    private static IReadOnlyList<string> Paths { get; } =
        [.. All.Select(fact => fact.Path), .. All.Where(fact => fact.Type is FactType.List).Select(fact => fact.Path + ".count")];

    private static (Fact? Base, Fact? Reached) Walk(string path)
    {
        // Which answers there are is the recipe's to say; its reader asks whether it has the question.
        if (Questions.FactOf(path) is { } answer)
        {
            return (answer, answer);
        }

        for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (!ByPath.TryGetValue(path[..end], out var fact))
            {
                continue;
            }

            var reached = fact;

            foreach (var name in path[end..].Split('.').Skip(1))
            {
                reached = reached is null ? null : Member(reached, name);
            }

            return (reached is null ? null : fact, reached);
        }

        return (null, null);
    }

    private static FactValue FirstSample(Fact list) => FactSet.Member(list.Sample, "first") ?? Text(string.Empty);
}
