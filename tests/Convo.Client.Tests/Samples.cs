using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Convo.Client.Tests;

/// <summary>The samples of the two seed documents, each in a file of its own, word for word.</summary>
internal static class Samples
{
    internal static IReadOnlyList<string> Names =>
        [.. Directory.GetFiles(Folder("Samples")).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    internal static IReadOnlyList<string> Seeds => [.. Directory.GetFiles(Folder("Seeds"))];

    internal static string Read(string name) => File.ReadAllText(Path.Combine(Folder("Samples"), name + ".json"));

    internal static JsonNode Json(string name) => JsonNode.Parse(Read(name))!;

    /// <summary>A file of the test project as it lies in the source tree.</summary>
    internal static string SourceFile(string name) => Path.Combine(Path.GetDirectoryName(ThisFile())!, name);

    private static string ThisFile([CallerFilePath] string file = "") => file;

    private static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
