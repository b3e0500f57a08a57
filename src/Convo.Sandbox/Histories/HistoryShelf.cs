using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Convo.Sandbox.Histories;

/// <summary>The histories that come with the sandbox, embedded as JSON files and parsed when asked for.</summary>
internal sealed class HistoryShelf
{
    private const string Prefix = "history/";
    private static readonly Assembly Home = typeof(HistoryShelf).Assembly;

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names { get; } =
    [
        .. Home.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).Order(),
    ];

    public HistoryScript? Find(string? name)
    {
        if (name is null || !Names.Contains(name))
        {
            return null;
        }

        using var file = Home.GetManifestResourceStream(Prefix + name)!;
        return JsonSerializer.Deserialize(file, HistoryJson.Default.HistoryScript);
    }
}

/// <summary>The shape of a history's file; a member that nobody knows is a slip of the pen.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(HistoryScript))]
internal sealed partial class HistoryJson : JsonSerializerContext;
