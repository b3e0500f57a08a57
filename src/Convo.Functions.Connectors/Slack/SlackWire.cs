using System.Text.Json;
using System.Text.Json.Serialization;

namespace Convo.Functions.Connectors.Slack;

/// <summary>What every answer of Slack's Web API has ("Slack Web API", section "Responses").</summary>
internal abstract record SlackReply
{
    public bool? Ok { get; init; }

    public string? Error { get; init; }

    /// <summary>With <c>missing_scope</c>: what it needs.</summary>
    public string? Needed { get; init; }

    public SlackPage? ResponseMetadata { get; init; }

    public string? NextCursor => ResponseMetadata?.NextCursor is { Length: > 0 } cursor ? cursor : null;
}

internal sealed record SlackPage(string? NextCursor);

internal sealed record SlackDone : SlackReply;

/// <summary>Of <c>chat.postMessage</c> and <c>chat.update</c>.</summary>
internal sealed record SlackPosted : SlackReply
{
    public string? Channel { get; init; }

    public string? Ts { get; init; }
}

/// <summary>Of <c>auth.test</c>.</summary>
internal sealed record SlackIdentity : SlackReply
{
    public string? Url { get; init; }

    public string? Team { get; init; }

    public string? User { get; init; }

    public string? BotId { get; init; }
}

/// <summary>Of <c>conversations.history</c> and <c>conversations.replies</c>.</summary>
internal sealed record SlackMessages : SlackReply
{
    public IReadOnlyList<SlackMessage?>? Messages { get; init; }

    public bool? HasMore { get; init; }
}

internal sealed record SlackMessage(string? Ts, string? ThreadTs, SlackMetadata? Metadata);

/// <summary>Message metadata ("Using message metadata"). A payload of another app may have any shape, so it is read late.</summary>
internal sealed record SlackMetadata(string? EventType, JsonElement EventPayload);

/// <summary>Of <c>conversations.list</c>.</summary>
internal sealed record SlackChannelPage : SlackReply
{
    public IReadOnlyList<SlackChannel?>? Channels { get; init; }
}

internal sealed record SlackChannel(string? Id, string? Name, bool? IsMember, bool? IsArchived);

/// <summary>Of <c>users.info</c>. The address is there only with the scope <c>users:read.email</c>.</summary>
internal sealed record SlackUserFound : SlackReply
{
    public SlackUser? User { get; init; }
}

internal sealed record SlackUser(string? Id, bool? Deleted, bool? IsBot, bool? IsEmailConfirmed, SlackProfile? Profile);

internal sealed record SlackProfile(string? Email);

/// <summary>What is sent to the address in a press's <c>response_url</c> ("Handling user interaction", section "Message responses").</summary>
internal sealed record SlackEphemeral(string Text)
{
    public string ResponseType { get; } = "ephemeral";

    public bool ReplaceOriginal { get; }
}

/// <summary>What is sent to <c>chat.postMessage</c> and <c>chat.update</c>.</summary>
internal sealed record SlackOutgoing(string Channel, string Text, IReadOnlyList<SlackBlock> Blocks, SlackMark Metadata)
{
    /// <summary>On edits: which message.</summary>
    public string? Ts { get; init; }

    /// <summary>On replies: the message they belong to.</summary>
    public string? ThreadTs { get; init; }

    // Slack reads the author's mrkdwn, but turns no plain words into links or mentions ("chat.postMessage", arguments parse and link_names;
    // chat.update falls back to other defaults where they are left out), and fetches nothing that a meeting's text links to.
    public string Parse { get; } = "none";

    public bool LinkNames { get; }

    public bool Mrkdwn { get; } = true;

    public bool UnfurlLinks { get; }

    public bool UnfurlMedia { get; }
}

internal sealed record SlackDeletion(string Channel, string Ts);

/// <summary>How a message is marked as ours.</summary>
internal sealed record SlackMark(string EventType, SlackMarkPayload EventPayload);

/// <param name="Delivery">The delivery's id: the same for every attempt.</param>
/// <param name="Content">The hash of what it shows.</param>
/// <param name="Part">Which part, from 0.</param>
internal sealed record SlackMarkPayload(string? Delivery, string? Content, int? Part);

/// <summary>A layout block ("Block Kit", reference of blocks).</summary>
/// <param name="Type"><c>section</c>, <c>header</c>, <c>context</c> or <c>divider</c>.</param>
/// <param name="Text">Of sections and headers.</param>
/// <param name="Elements">Of contexts.</param>
internal sealed record SlackBlock(string Type, SlackBlockText? Text = null, IReadOnlyList<SlackBlockText>? Elements = null)
{
    /// <summary>What a kind of block has besides: one of buttons ("Actions block") has other elements than one of context, under the same name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A button ("Button element").</summary>
/// <param name="ActionId">What it is for.</param>
/// <param name="Text">What it says: plain text of at most 75 characters.</param>
/// <param name="Value">What comes back with a press: at most 2,000 characters.</param>
/// <param name="Style"><c>primary</c>, <c>danger</c> or null.</param>
internal sealed record SlackButton(string ActionId, SlackBlockText Text, string Value, string? Style = null)
{
    public string Type { get; } = "button";
}

/// <param name="Type"><c>mrkdwn</c> or <c>plain_text</c>.</param>
/// <param name="Text">The text.</param>
/// <param name="Verbatim">With mrkdwn: true, so that Slack makes no links and mentions of plain words ("Text object", field verbatim).</param>
/// <param name="Emoji">With plain text: false, so that <c>:tada:</c> stays what it is.</param>
internal sealed record SlackBlockText(string Type, string Text, bool? Verbatim = null, bool? Emoji = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(SlackUserFound))]
[JsonSerializable(typeof(SlackInteraction))]
[JsonSerializable(typeof(IReadOnlyList<SlackButton>))]
[JsonSerializable(typeof(SlackEphemeral))]
[JsonSerializable(typeof(SlackDone))]
[JsonSerializable(typeof(SlackPosted))]
[JsonSerializable(typeof(SlackIdentity))]
[JsonSerializable(typeof(SlackMessages))]
[JsonSerializable(typeof(SlackChannelPage))]
[JsonSerializable(typeof(SlackOutgoing))]
[JsonSerializable(typeof(SlackDeletion))]
[JsonSerializable(typeof(SlackMarkPayload))]
[JsonSerializable(typeof(SlackDocument))]
internal sealed partial class SlackJson : JsonSerializerContext;
