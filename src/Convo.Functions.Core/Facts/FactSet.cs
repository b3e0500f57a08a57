namespace Convo.Functions.Core.Facts;

/// <summary>What is known about one meeting at one moment: a tree that paths such as <c>meeting.title</c> lead into.</summary>
/// <param name="Root">The top of the tree.</param>
public sealed record FactSet(FactValue.Group Root)
{
    /// <summary>Nothing known.</summary>
    public static FactSet Empty { get; } = new(new FactValue.Group(new Dictionary<string, FactValue>()));

    /// <summary>
    /// The value at a path, or null where it isn't known. Lists answer <c>.count</c> and <c>.first</c>.
    /// </summary>
    public FactValue? Find(string path)
    {
        FactValue? at = Root;

        foreach (var name in path.Split('.'))
        {
            at = Member(at, name);
        }

        return at;
    }

    /// <summary>The same facts with one more at the top of the tree, such as the <c>item</c> at hand in a step with <c>forEach</c>.</summary>
    public FactSet With(string name, FactValue value) =>
        new(new FactValue.Group(new Dictionary<string, FactValue>(Root.Members) { [name] = value }));

    /// <summary>One step down a path; null where it leads nowhere.</summary>
    public static FactValue? Member(FactValue? value, string name) => value switch
    {
        FactValue.Group group => group.Members.GetValueOrDefault(name),
        FactValue.List list when name is "count" => new FactValue.Number(list.Items.Count),
        FactValue.List list when name is "first" => list.Items.Count > 0 ? list.Items[0] : null,
        _ => null,
    };
}
