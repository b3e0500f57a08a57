using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Core.Privacy;

/// <summary>Everything that an artefact says, however its body wraps it up.</summary>
internal static partial class ArtefactText
{
    // The format's own words, such as "section", of which somebody's rule may be one.
    private const string FormatWord = "type";

    private const int DeepestBody = 64;

    /// <summary>
    /// One text: destination, preview, all texts of the body, values that were glued; where it holds signs of HTML or of links, once more without them.
    /// </summary>
    public static string Of(Artefact artefact)
    {
        var all = new StringBuilder().AppendLine(artefact.Destination).AppendLine(artefact.Preview);
        AddBody(artefact.Body, all);
        all.AppendJoin('\n', artefact.Glued).AppendLine();
        var text = all.ToString();

        if (text.Contains('&', StringComparison.Ordinal))
        {
            all.AppendLine(WebUtility.HtmlDecode(text));
        }

        if (text.Contains('<', StringComparison.Ordinal))
        {
            all.AppendLine(WebUtility.HtmlDecode(Tag().Replace(text, "")));
        }

        if (text.Contains('%', StringComparison.Ordinal))
        {
            all.AppendLine(Uri.UnescapeDataString(text));
        }

        return all.ToString();
    }

    private static void AddBody(string body, StringBuilder all)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = DeepestBody });
            Add(document.RootElement, all);
        }
        catch (JsonException)
        {
            all.AppendLine(body);
        }
    }

    private static void Add(JsonElement element, StringBuilder all)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject().Where(member => member.Name != FormatWord))
                {
                    Add(member.Value, all);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Add(item, all);
                }

                break;
            case JsonValueKind.String:
                all.AppendLine(element.GetString());
                break;
        }
    }

    [GeneratedRegex("<[^<>]*>", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
