using System.Text;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Reading;

namespace Convo.Functions.Core.Tests.Recipes;

/// <summary>Documents for tests: a valid one, and changes of it.</summary>
internal static class RecipeJson
{
    public static RecipeVocabulary Vocabulary { get; } =
        new([new NoteAction(), new NoteAction(version: 2), new NoteAction("slack.post-message", takesMore: true)]);

    public static JsonObject Valid() => JsonNode.Parse(
        """
        {
          "schema": 1,
          "id": "notes",
          "name": "Notes",
          "zone": "Europe/Berlin",
          "when": { "occasion": "summary", "deadline": "PT30M" },
          "onlyIf": { "all": [ { "fact": "meeting.minutes", "is": "at-least", "value": 10 } ] },
          "credits": "cached-only",
          "steps": [
            { "id": "first", "action": "test.note", "version": 1, "connection": "slack", "settings": { "channel": "#a", "text": "{{meeting.title}}" } },
            { "id": "second", "action": "test.note", "version": 2, "connection": "slack", "settings": { "channel": "#b", "text": "{{item.owner}}" },
              "forEach": "actionItems", "onlyIf": { "any": [ { "fact": "item.priority", "is": "is", "value": "high" } ] },
              "ifFails": "continue", "after": "first" }
          ]
        }
        """)!.AsObject();

    /// <summary>The valid document with one place changed: <c>when.deadline</c>, <c>steps[1].id</c>. A null value takes the member out.</summary>
    public static ReadOnlyMemory<byte> With(string path, string? json) => With([(path, json)]);

    /// <summary>The valid document with several places changed, one after the other.</summary>
    public static ReadOnlyMemory<byte> With(params IReadOnlyList<(string Path, string? Json)> changes)
    {
        var root = Valid();

        foreach (var (path, json) in changes)
        {
            Change(root, path, json);
        }

        return Bytes(root.ToJsonString());
    }

    private static void Change(JsonObject root, string path, string? json)
    {
        var names = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", string.Empty, StringComparison.Ordinal).Split('.');
        var at = names[..^1].Aggregate((JsonNode)root, (node, name) => node is JsonArray list ? list[int.Parse(name)]! : node[name]!);

        if (json is null)
        {
            at.AsObject().Remove(names[^1]);
        }
        else if (at is JsonArray array)
        {
            array[int.Parse(names[^1])] = JsonNode.Parse(json);
        }
        else
        {
            at[names[^1]] = JsonNode.Parse(json);
        }
    }

    public static ReadOnlyMemory<byte> Bytes(string json) => Encoding.UTF8.GetBytes(json);

    public static RecipeReading Read(ReadOnlyMemory<byte> json) => RecipeReader.Read(json, Vocabulary);

    public static Recipe Recipe(ReadOnlyMemory<byte> json)
    {
        var reading = Read(json);
        return reading.Recipe ?? throw new InvalidOperationException(string.Join("; ", reading.Problems));
    }
}
