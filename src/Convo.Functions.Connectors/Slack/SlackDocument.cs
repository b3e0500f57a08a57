using System.Net;
using System.Text.Json;

namespace Convo.Functions.Connectors.Slack;

/// <summary>The body of an artefact of <see cref="PostSlackMessage"/>: one message, and replies to it where it is long.</summary>
/// <param name="Channel">As the settings name it.</param>
/// <param name="Parts">At least one, unless there is nothing to say.</param>
internal sealed record SlackDocument(string Channel, IReadOnlyList<SlackPart> Parts)
{
    public static SlackDocument? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SlackJson.Default.SlackDocument);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write() => JsonSerializer.Serialize(this, SlackJson.Default.SlackDocument);

    /// <summary>What it says, as plain text.</summary>
    public string Preview() => string.Join('\n', Parts.SelectMany(part => part.Blocks).Select(Words)).Replace($"{SlackText.Joiner}", "",
        StringComparison.Ordinal);

    private static string Words(SlackBlock block) => block switch
    {
        { Type: "divider" } => "────────",
        { Text: { Type: "plain_text" } plain } => plain.Text,
        { Text: { } text } => WebUtility.HtmlDecode(text.Text).TrimEnd('\n'),
        { Elements: { } elements } => string.Join(' ', elements.Select(element => WebUtility.HtmlDecode(element.Text))),
        _ => "",
    };
}

/// <summary>One message of Slack's.</summary>
/// <param name="Text">What notifications and screen readers say.</param>
/// <param name="Blocks">What is shown.</param>
internal sealed record SlackPart(string Text, IReadOnlyList<SlackBlock> Blocks);
