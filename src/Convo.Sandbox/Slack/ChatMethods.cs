using System.Text.Json;
using System.Text.Json.Nodes;

namespace Convo.Sandbox.Slack;

/// <summary><c>chat.postMessage</c>, <c>chat.update</c> and <c>chat.delete</c>, as their pages on docs.slack.dev describe them.</summary>
internal static class ChatMethods
{
    private const int LongestText = 40_000;
    private const int LongestMessage = 13_000;

    public static readonly SlackMethod Post = new("chat:write", call => call.Workspace.Do(channels => PostIn(channels, call)));

    public static readonly SlackMethod Update = new("chat:write", call => call.Workspace.Do(channels => UpdateIn(channels, call)));

    public static readonly SlackMethod Delete = new("chat:write", call => call.Workspace.Do(channels => DeleteIn(channels, call)));

    private static JsonObject PostIn(IReadOnlyList<SlackChannel> channels, SlackCall call)
    {
        // Only this method takes a name instead of an id; a direct message has none.
        var wanted = call.Arguments.Text("channel") ?? "";
        var name = wanted.TrimStart('#');
        var channel = channels.FirstOrDefault(c => c.Id == wanted || (!c.IsDirect && string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)));
        if (channel is null || channel is { IsPrivate: true, HasBot: false })
        {
            return Refuse("channel_not_found");
        }

        if (channel.IsArchived)
        {
            return Refuse("is_archived");
        }

        if (!channel.HasBot)
        {
            return Refuse("not_in_channel");
        }

        var (content, refusal) = ReadContent(call.Arguments, before: null);
        if (content is null)
        {
            return refusal!.ToJson();
        }

        var threadTs = call.Arguments.Text("thread_ts");
        if (threadTs is { Length: > 0 } && channel.Find(threadTs) is not { ThreadTs: null })
        {
            return Refuse(channel.Find(threadTs) is null ? "thread_not_found" : "cannot_reply_to_message");
        }

        if (call.Workspace.SecondsToWait(channel.Id) is > 0 and var seconds)
        {
            return SlackMethods.RateLimited(seconds);
        }

        var message = new SlackMessage(call.Workspace.NextTs(), string.IsNullOrEmpty(threadTs) ? null : threadTs, content);
        channel.Add(message);
        return new() { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = message.Ts, ["message"] = message.ToJson(withMetadata: false) };
    }

    private static JsonObject UpdateIn(IReadOnlyList<SlackChannel> channels, SlackCall call)
    {
        var (channel, message, refusal) = Find(channels, call);
        if (channel is null || message is null)
        {
            return Refuse(refusal);
        }

        var (content, wrong) = ReadContent(call.Arguments, message.Content);
        if (content is null)
        {
            return wrong!.ToJson();
        }

        message.Edit(content, call.Workspace.NextTs());
        return new()
        {
            ["ok"] = true,
            ["channel"] = channel.Id,
            ["ts"] = message.Ts,
            ["text"] = message.Content.Text,
            ["message"] = message.ToJson(withMetadata: false),
        };
    }

    private static JsonObject DeleteIn(IReadOnlyList<SlackChannel> channels, SlackCall call)
    {
        var (channel, message, refusal) = Find(channels, call);
        if (channel is null || message is null)
        {
            return Refuse(refusal);
        }

        channel.Remove(message.Ts);
        return new() { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = message.Ts };
    }

    private static (SlackChannel? Channel, SlackMessage? Message, string Refusal) Find(IReadOnlyList<SlackChannel> channels, SlackCall call)
    {
        var wanted = call.Arguments.Text("channel");
        if (channels.FirstOrDefault(c => c.Id == wanted) is not { } channel || channel is { IsPrivate: true, HasBot: false })
        {
            return (null, null, "channel_not_found");
        }

        if (channel.IsArchived)
        {
            return (null, null, "is_archived");
        }

        return channel.Find(call.Arguments.Text("ts") ?? "") is { } message ? (channel, message, "") : (null, null, "message_not_found");
    }

    private static (SlackContent? Content, SlackRefusal? Refusal) ReadContent(SlackArguments arguments, SlackContent? before)
    {
        var text = arguments.Text("text");
        var (blocks, broken) = arguments.Structure("blocks");
        if (broken)
        {
            return (null, new("invalid_blocks_format"));
        }

        // Without blocks of its own an edit that brings text drops the old ones, as Slack does.
        blocks ??= text is null ? before?.Blocks : null;
        var given = text ?? before?.Text;
        if (string.IsNullOrEmpty(given) && blocks is not { ValueKind: JsonValueKind.Array })
        {
            return (null, new("no_text"));
        }

        if (blocks is { } list)
        {
            var rules = BlockRules.Check(list);
            if (rules.Errors.Count > 0)
            {
                return (null, new("invalid_blocks", Messages: rules.Errors));
            }

            if (rules.Characters + (given?.Length ?? 0) > LongestMessage)
            {
                return (null, new(rules.Characters > LongestMessage ? "msg_blocks_too_long" : "msg_too_long"));
            }
        }

        var (metadata, brokenMetadata) = arguments.Structure("metadata");
        return brokenMetadata || (metadata is { } value && !IsMetadata(value))
            ? (null, new("invalid_metadata_format"))
            : (new(Truncate(given ?? ""), blocks, metadata), null);
    }

    private static bool IsMetadata(JsonElement metadata) =>
        metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("event_type", out var type) && type.ValueKind == JsonValueKind.String
        && metadata.TryGetProperty("event_payload", out var payload) && payload.ValueKind == JsonValueKind.Object;

    private static string Truncate(string text) => text.Length <= LongestText ? text : text[..LongestText];

    private static JsonObject Refuse(string error) => new SlackRefusal(error).ToJson();
}
