using System.Globalization;
using System.Text.Json;

namespace Convo.Sandbox.Slack;

/// <summary>The arguments of one call: query, form or JSON body. A structured argument may come as JSON or, as in a form, as text that holds JSON.</summary>
internal sealed class SlackArguments
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };
    private readonly Dictionary<string, JsonElement> structures = [];
    private readonly Dictionary<string, string> texts = [];

    private SlackArguments()
    {
    }

    /// <summary>Reads the arguments.</summary>
    /// <returns>The arguments, or Slack's refusal of the body.</returns>
    public static async Task<(SlackArguments? Arguments, SlackRefusal? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var arguments = new SlackArguments();
        foreach (var (name, value) in request.Query)
        {
            arguments.texts[name] = value.ToString();
        }

        if (request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync(cancellationToken))
            {
                arguments.texts[name] = value.ToString();
            }
        }
        else if (request.HasJsonContentType())
        {
            try
            {
                using var body = await JsonDocument.ParseAsync(request.Body, Strict, cancellationToken);
                if (body.RootElement.ValueKind != JsonValueKind.Object)
                {
                    return (null, new("json_not_object"));
                }

                foreach (var member in body.RootElement.EnumerateObject())
                {
                    arguments.structures[member.Name] = member.Value.Clone();
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                return (null, new("invalid_json"));
            }
        }

        return (arguments, null);
    }

    /// <summary>An argument as text; null when it is missing or no text.</summary>
    public string? Text(string name)
    {
        if (texts.TryGetValue(name, out var text))
        {
            return text;
        }

        return structures.TryGetValue(name, out var json) && json.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array)
            ? SafeText(json)
            : null;
    }

    public bool Flag(string name) => Text(name) is "true" or "True" or "1";

    /// <summary>A number; the fallback when it is missing, and null when it is none.</summary>
    public int? Number(string name, int fallback) => Text(name) is not { Length: > 0 } text
        ? fallback
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A structured argument.</summary>
    /// <returns>Found and its value; or the reason why it is not valid JSON.</returns>
    public (JsonElement? Value, bool Broken) Structure(string name)
    {
        if (structures.TryGetValue(name, out var json) && json.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            return json.IsWritable() ? (json, false) : (null, true);
        }

        if (Text(name) is not { Length: > 0 } text)
        {
            return (null, false);
        }

        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return document.RootElement.IsWritable() ? (document.RootElement.Clone(), false) : (null, true);
        }
        catch (JsonException)
        {
            return (null, true);
        }
    }

    private static string? SafeText(JsonElement json)
    {
        try
        {
            return json.ToString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
