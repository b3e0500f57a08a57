using System.Reflection;
using System.Text.Json;

namespace Convo.Sandbox.Meetings;

/// <summary>The scenarios that come with the sandbox, embedded as JSON files and parsed when first asked for.</summary>
internal sealed class ScenarioShelf
{
    private const string Prefix = "scenario/";
    private static readonly Assembly Home = typeof(ScenarioShelf).Assembly;
    private readonly Lazy<Dictionary<string, Scenario>> scenarios = new(Load);

    /// <summary>Names and descriptions, by name.</summary>
    public IEnumerable<(string Name, Scenario Scenario)> All => scenarios.Value.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, s.Value));

    public Scenario? Find(string name) => scenarios.Value.GetValueOrDefault(name);

    private static Dictionary<string, Scenario> Load() => Home.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..], Parse, StringComparer.Ordinal);

    private static Scenario Parse(string resource)
    {
        using var file = Home.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize(file, MeetingJson.Wire.Scenario)!;
    }
}
