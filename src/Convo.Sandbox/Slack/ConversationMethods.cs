using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Convo.Sandbox.Slack;

/// <summary><c>conversations.list</c>, <c>.history</c> and <c>.replies</c>, with Slack's paging by cursor.</summary>
internal static class ConversationMethods
{
    private const int MostALimit = 999;
    private const string CursorPrefix = "next:";

    public static readonly SlackMethod List = new("channels:read", call => call.Workspace.Do(channels => ListOf(channels, call)));

    public static readonly SlackMethod History = new(null, call => call.Workspace.Do(channels => HistoryOf(channels, call)));

    public static readonly SlackMethod Replies = new(null, call => call.Workspace.Do(channels => RepliesOf(channels, call)));

    private static JsonObject ListOf(IReadOnlyList<SlackChannel> channels, SlackCall call)
    {
        var types = (call.Arguments.Text("types") is { Length: > 0 } given ? given : "public_channel").Split(',', StringSplitOptions.TrimEntries);
        if (types.Except(["public_channel", "private_channel", "mpim", "im"]).Any())
        {
            return Refuse("invalid_types");
        }

        if (types.Contains("private_channel") && call.Token.Lacks("groups:read") is { } lacking)
        {
            return lacking.ToJson();
        }

        // No token has the scope for it, as most apps: who posts to a direct message knows its id.
        if (types.Contains("im") && call.Token.Lacks("im:read") is { } missing)
        {
            return missing.ToJson();
        }

        var excludeArchived = call.Arguments.Flag("exclude_archived");
        var listed = channels
            .Where(c => !c.IsDirect)
            .Where(c => types.Contains(c.IsPrivate ? "private_channel" : "public_channel"))
            .Where(c => !c.IsPrivate || c.HasBot)
            .Where(c => !(excludeArchived && c.IsArchived))
            .ToList();
        return Page(listed, call, 100, c => c.ToJson(), "channels");
    }

    private static JsonObject HistoryOf(IReadOnlyList<SlackChannel> channels, SlackCall call)
    {
        var (channel, refusal) = Readable(channels, call);
        if (channel is null)
        {
            return refusal!;
        }

        var (range, wrong) = Range.Read(call.Arguments);
        if (range is null)
        {
            return Refuse(wrong!);
        }

        var withMetadata = call.Arguments.Flag("include_all_metadata");
        var found = channel.Messages.Where(m => m.ThreadTs is null && range.Holds(m.Ts)).Reverse().ToList();
        var answer = Page(found, call, 100, m => WithThread(channel, m, withMetadata), "messages");
        answer["pin_count"] = 0;
        return answer;
    }

    private static JsonObject RepliesOf(IReadOnlyList<SlackChannel> channels, SlackCall call)
    {
        var (channel, refusal) = Readable(channels, call);
        if (channel is null)
        {
            return refusal!;
        }

        var ts = call.Arguments.Text("ts");
        if (channel.Find(ts ?? "") is not { } asked)
        {
            return Refuse("thread_not_found");
        }

        var (range, wrong) = Range.Read(call.Arguments);
        if (range is null)
        {
            return Refuse(wrong!);
        }

        var withMetadata = call.Arguments.Flag("include_all_metadata");
        var first = asked.ThreadTs is { } parent ? channel.Find(parent) ?? asked : asked;
        var found = channel.Messages.Where(m => m == first || (m.ThreadTs == first.Ts && range.Holds(m.Ts))).ToList();
        return Page(found, call, MostALimit, m => WithThread(channel, m, withMetadata), "messages");
    }

    private static (SlackChannel? Channel, JsonObject? Refusal) Readable(IReadOnlyList<SlackChannel> channels, SlackCall call)
    {
        var wanted = call.Arguments.Text("channel");
        if (channels.FirstOrDefault(c => c.Id == wanted) is not { } channel || channel is { IsPrivate: true, HasBot: false })
        {
            return (null, Refuse("channel_not_found"));
        }

        if (call.Token.Lacks(channel.HistoryScope) is { } lacking)
        {
            return (null, lacking.ToJson());
        }

        return channel.HasBot ? (channel, null) : (null, Refuse("not_in_channel"));
    }

    private static JsonObject WithThread(SlackChannel channel, SlackMessage message, bool withMetadata)
    {
        var json = message.ToJson(withMetadata);
        var replies = channel.Messages.Where(m => m.ThreadTs == message.Ts).ToList();
        if (replies.Count > 0)
        {
            json["thread_ts"] = message.Ts;
            json["reply_count"] = replies.Count;
            json["reply_users_count"] = 1;
            json["reply_users"] = new JsonArray(SlackPeople.BotUserId);
            json["latest_reply"] = replies[^1].Ts;
        }

        return json;
    }

    private static JsonObject Page<T>(List<T> found, SlackCall call, int usual, Func<T, JsonObject> show, string name)
    {
        if (call.Arguments.Number("limit", usual) is not (>= 1 and <= MostALimit and var limit))
        {
            return Refuse("invalid_limit");
        }

        var start = 0;
        if (call.Arguments.Text("cursor") is { Length: > 0 } cursor && !TryReadCursor(cursor, out start))
        {
            return Refuse("invalid_cursor");
        }

        var shown = found.Skip(start).Take(limit).Select(item => (JsonNode)show(item)).ToArray();
        var hasMore = start + shown.Length < found.Count;
        return new()
        {
            ["ok"] = true,
            [name] = new JsonArray(shown),
            ["has_more"] = hasMore,
            ["response_metadata"] = new JsonObject { ["next_cursor"] = hasMore ? WriteCursor(start + shown.Length) : "" },
        };
    }

    private static string WriteCursor(int next) => Convert.ToBase64String(Encoding.ASCII.GetBytes(CursorPrefix + next));

    private static bool TryReadCursor(string cursor, out int start)
    {
        start = 0;
        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length) is var text
            && text.StartsWith(CursorPrefix, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(CursorPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out start);
    }

    private static JsonObject Refuse(string error) => new SlackRefusal(error).ToJson();

    /// <summary>The <c>oldest</c>, <c>latest</c> and <c>inclusive</c> of a call; the bounds are left out unless inclusive.</summary>
    private sealed record Range(decimal Oldest, decimal Latest, bool Inclusive)
    {
        public static (Range? Range, string? Refusal) Read(SlackArguments arguments)
        {
            if (!TryRead(arguments.Text("oldest"), 0, out var oldest))
            {
                return (null, "invalid_ts_oldest");
            }

            return TryRead(arguments.Text("latest"), decimal.MaxValue, out var latest)
                ? (new(oldest, latest, arguments.Flag("inclusive")), null)
                : (null, "invalid_ts_latest");
        }

        public bool Holds(string ts)
        {
            var at = decimal.Parse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            return Inclusive ? at >= Oldest && at <= Latest : at > Oldest && at < Latest;
        }

        private static bool TryRead(string? text, decimal fallback, out decimal value)
        {
            value = fallback;
            return string.IsNullOrEmpty(text) || decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
        }
    }
}
