using Convo.Functions.Core.Facts;

namespace Convo.Functions.Connectors.Tests.Stage;

/// <summary>Facts as tests write them.</summary>
internal static class Known
{
    public static FactSet Title(string title) => new(Group(("meeting", Group(("title", new FactValue.Text(title))))));

    public static FactSet Items(IEnumerable<string> items) => new(Group(
        ("actionItems", new FactValue.List([.. items.Select(item => Group(("text", new FactValue.Text(item))))]))));

    private static FactValue.Group Group(params (string Name, FactValue Value)[] members) =>
        new(members.ToDictionary(member => member.Name, member => member.Value));
}
