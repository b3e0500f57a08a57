using System.Text.Json.Serialization;

namespace Convo.Functions.Core.Actions;

/// <summary>What a person sees of an artefact before it goes out, as its destination will show it. Actions make it from the artefact alone.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Slack), "slack")]
[JsonDerivedType(typeof(Mail), "mail")]
[JsonDerivedType(typeof(Plain), "text")]
public abstract record ActionPreview
{
    private ActionPreview()
    {
    }

    /// <summary>A message of blocks, as Slack shows it (Slack's "Block Kit").</summary>
    /// <param name="Text">What notifications and screen readers say, in Slack's own markup.</param>
    /// <param name="Blocks">What is shown.</param>
    /// <param name="Replies">How it goes on in its thread, where it is long.</param>
    public sealed record Slack(string Text, IReadOnlyList<PreviewBlock> Blocks, IReadOnlyList<PreviewReply> Replies) : ActionPreview;

    /// <summary>A mail.</summary>
    /// <param name="Subject">Its subject.</param>
    /// <param name="To">Whom it goes to, one address each.</param>
    /// <param name="Text">Its plain text.</param>
    /// <param name="Html">Its HTML, made from the same source.</param>
    public sealed record Mail(string Subject, IReadOnlyList<string> To, string Text, string Html) : ActionPreview;

    /// <summary>Plain text, for actions that have no form of their own.</summary>
    /// <param name="Text">What it says.</param>
    public sealed record Plain(string Text) : ActionPreview;
}

/// <summary>One message that follows in the thread.</summary>
/// <param name="Text">What notifications and screen readers say.</param>
/// <param name="Blocks">What is shown.</param>
public sealed record PreviewReply(string Text, IReadOnlyList<PreviewBlock> Blocks);

/// <summary>One block of a message.</summary>
/// <param name="Type">Slack's name of it, such as <c>section</c>, <c>header</c>, <c>context</c> or <c>divider</c>.</param>
/// <param name="Text">Its text, where it has one.</param>
/// <param name="Elements">Its parts, where it has several.</param>
public sealed record PreviewBlock(string Type, PreviewText? Text = null, IReadOnlyList<PreviewText>? Elements = null);

/// <summary>A text of a block.</summary>
/// <param name="Type"><c>mrkdwn</c> (Slack's markup) or <c>plain_text</c>.</param>
/// <param name="Text">The text, escaped as Slack asks for it.</param>
public sealed record PreviewText(string Type, string Text);
