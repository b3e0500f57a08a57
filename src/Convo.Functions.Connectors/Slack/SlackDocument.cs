using System.Net;
using System.Text.Json;
using Convo.Functions.Core.Actions;

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

    /// <summary>The message and its replies, block by block, as they are sent.</summary>
    public ActionPreview Show() => Parts is [var first, ..]
        ? new ActionPreview.Slack(first.Text, first.Show(), [.. Parts.Skip(1).Select(reply => new PreviewReply(reply.Text, reply.Show()))])
        : new ActionPreview.Slack("", [], []);

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
internal sealed record SlackPart(string Text, IReadOnlyList<SlackBlock> Blocks)
{
    public IReadOnlyList<PreviewBlock> Show() =>
        [.. Blocks.Select(block => new PreviewBlock(block.Type, Shown(block.Text), block.Elements?.Select(element => Shown(element)!).ToList()))];

    private static PreviewText? Shown(SlackBlockText? text) => text is null ? null : new PreviewText(text.Type, text.Text);
}
