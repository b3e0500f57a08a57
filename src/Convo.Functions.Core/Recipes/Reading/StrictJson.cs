using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>
/// Turns bytes into a JSON tree that is safe to walk. System.Text.Json by itself takes the last of two equal names, and throws only when a damaged
/// text is read: both are found here, with their places.
/// </summary>
internal static class StrictJson
{
    public static JsonElement? Parse(ReadOnlyMemory<byte> json, Problems problems)
    {
        if (json.Length > RecipeLimits.DocumentBytes)
        {
            var message = $"The recipe has {json.Length} bytes; at most {RecipeLimits.DocumentBytes} are allowed.";
            problems.Add(string.Empty, message, "Say less, or make two recipes of it.");
            return null;
        }

        if (!Utf8.IsValid(json.Span))
        {
            problems.Add(string.Empty, "The recipe is not in UTF-8.", "Save the file as UTF-8.");
            return null;
        }

        try
        {
            // The depth is checked by the walk below, which knows the place; a document this short can't nest deep enough to harm the parser.
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = RecipeLimits.DocumentBytes });
            Walk(document.RootElement, string.Empty, 1, problems);
            return problems.Any ? null : document.RootElement.Clone();
        }
        catch (JsonException notJson)
        {
            var (line, column) = (notJson.LineNumber + 1, notJson.BytePositionInLine + 1);
            problems.Add(string.Empty, $"The recipe is not valid JSON (line {line}, byte {column}).", "Look for a missing comma, quote or brace there.");
            return null;
        }
    }

    private static void Walk(JsonElement element, string path, int depth, Problems problems)
    {
        if (depth > RecipeLimits.Depth && element.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            problems.Add(path, $"The recipe nests deeper than {RecipeLimits.Depth} levels.", "Flatten it: conditions can stand side by side.");
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Members(element, path, depth, problems);
                break;
            case JsonValueKind.Array:
                var index = 0;

                foreach (var item in element.EnumerateArray())
                {
                    Walk(item, $"{path}[{index++}]", depth + 1, problems);
                }

                break;
            case JsonValueKind.String when TextOf(element.GetString) is not { } text:
                Damaged(path, problems);
                break;
            case JsonValueKind.String when SecretShapes.IsIn(element.GetString()!):
                problems.Add(path, "This looks like a secret.", "Recipes hold no secrets: put it into a connection, and name the connection.");
                break;
        }
    }

    private static void Members(JsonElement element, string path, int depth, Problems problems)
    {
        var names = new HashSet<string>();

        foreach (var member in element.EnumerateObject())
        {
            if (TextOf(() => member.Name) is not { } name)
            {
                Damaged(path, problems);
                continue;
            }

            var at = JsonPath.Member(path, name);

            if (!names.Add(name))
            {
                problems.Add(at, $"'{JsonPath.Shown(name)}' stands twice.", "Keep one of the two.");
            }

            Walk(member.Value, at, depth + 1, problems);
        }
    }

    private static string? TextOf(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static void Damaged(string path, Problems problems) =>
        problems.Add(path, "A text here holds half of a character (a lone surrogate).", "Type the text again; it was damaged on its way here.");
}

/// <summary>Places in a document, as problems name them.</summary>
internal static class JsonPath
{
    private const int Longest = 60;

    public static string Member(string path, string name) => path.Length == 0 ? Shown(name) : $"{path}.{Shown(name)}";

    /// <summary>A name that somebody else chose, short and without control characters.</summary>
    public static string Shown(string name)
    {
        var shown = new StringBuilder();

        foreach (var rune in name.EnumerateRunes().Take(Longest))
        {
            shown.Append(Rune.IsControl(rune) ? "\uFFFD" : rune.ToString());
        }

        return shown.Length < name.Length ? shown.Append('…').ToString() : shown.ToString();
    }
}
