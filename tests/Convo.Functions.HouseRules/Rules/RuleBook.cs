namespace Convo.Functions.HouseRules.Rules;

/// <summary>All rules, found by a scan: writing one is enough.</summary>
internal static class RuleBook
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. typeof(Rule).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (Rule)Activator.CreateInstance(type)!),
    ];

    public static Rule Named(string name) => All.Single(rule => rule.Name == name);
}
