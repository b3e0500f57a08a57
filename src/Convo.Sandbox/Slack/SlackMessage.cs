using System.Text.Json;
using System.Text.Json.Nodes;

namespace Convo.Sandbox.Slack;

/// <summary>One message of a channel. Its content changes only by <c>chat.update</c>, which keeps what stood before.</summary>
internal sealed class SlackMessage(string ts, string? threadTs, SlackContent content)
{
    private readonly List<SlackEdit> edits = [];

    public string Ts => ts;

    /// <summary>The first message of the thread, for a reply; null for a message of the channel itself.</summary>
    public string? ThreadTs => threadTs;

    public SlackContent Content { get; private set; } = content;

    /// <summary>What stood there before each edit, oldest first.</summary>
    public IReadOnlyList<SlackEdit> Edits => edits;

    public void Edit(SlackContent content, string at)
    {
        edits.Add(new(at, Content.Text, Content.Blocks));
        Content = content with { Metadata = content.Metadata ?? Content.Metadata };
    }

    /// <summary>The message in Slack's shape.</summary>
    public JsonObject ToJson(bool withMetadata)
    {
        var json = new JsonObject
        {
            ["type"] = "message",
            ["user"] = SlackPeople.BotUserId,
            ["bot_id"] = SlackPeople.BotId,
            ["app_id"] = SlackPeople.AppId,
            ["team"] = SlackPeople.TeamId,
            ["ts"] = ts,
            ["text"] = Content.Text,
        };
        if (threadTs is not null)
        {
            json["thread_ts"] = threadTs;
            json["parent_user_id"] = SlackPeople.BotUserId;
        }

        if (Content.Blocks is { } blocks)
        {
            json["blocks"] = Node(blocks);
        }

        if (edits is [.., var last])
        {
            json["edited"] = new JsonObject { ["user"] = SlackPeople.BotUserId, ["ts"] = last.At };
        }

        if (withMetadata && Content.Metadata is { } metadata)
        {
            json["metadata"] = Node(metadata);
        }

        return json;
    }

    public static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());
}

/// <summary>What a message says.</summary>
internal sealed record SlackContent(string Text, JsonElement? Blocks, JsonElement? Metadata);

/// <summary>An edit: when, and what stood there before.</summary>
internal sealed record SlackEdit(string At, string Text, JsonElement? Blocks);
