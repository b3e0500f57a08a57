namespace Convo.Functions.Core.Facts;

/// <summary>Short ways to write fact values down.</summary>
internal static class FactTypes
{
    public static FactValue Text(string value) => new FactValue.Text(value);

    public static FactValue Number(double value) => new FactValue.Number(value);

    public static FactValue Time(int year, int month, int day, int hour, int minute) =>
        new FactValue.Time(new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.Zero));

    public static FactValue Texts(params string[] values) => new FactValue.List([.. values.Select(Text)]);

    public static FactValue.Group Group(params (string Name, FactValue Value)[] members) =>
        new(members.ToDictionary(member => member.Name, member => member.Value));

    /// <summary>A tree from paths and the values at their ends.</summary>
    public static FactValue.Group Tree(IEnumerable<(string[] Names, FactValue Value)> leaves) =>
        new(leaves.GroupBy(leaf => leaf.Names[0]).ToDictionary(
            group => group.Key,
            group => group.First() is { Names.Length: 1 } end ? end.Value : Tree(group.Select(leaf => (leaf.Names[1..], leaf.Value)))));
}
