using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Convo.Functions.Connectors.Http;

namespace Convo.Functions.Connectors.Slack;

/// <summary>Slack's Web API as far as the product uses it ("Slack Web API": one method a path, JSON or query in, <c>{"ok":…}</c> out).</summary>
/// <param name="http">The guarded client.</param>
/// <param name="account">Where, and with which token.</param>
/// <param name="limits">Bounds of one call.</param>
internal sealed class SlackApi(HttpClient http, SlackAccount account, HttpLimits limits)
{
    /// <summary>The most messages asked for at once. Slack recommends no more than 200 ("conversations.history", argument limit).</summary>
    private const string PageSize = "200";

    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    public Task<SlackAnswer<SlackIdentity>> AuthTestAsync(CancellationToken cancellation) =>
        WriteAsync("auth.test", new SlackDone(), SlackJson.Default.SlackDone, SlackJson.Default.SlackIdentity, cancellation);

    public Task<SlackAnswer<SlackPosted>> PostAsync(SlackOutgoing message, CancellationToken cancellation) =>
        WriteAsync("chat.postMessage", message, SlackJson.Default.SlackOutgoing, SlackJson.Default.SlackPosted, cancellation);

    public Task<SlackAnswer<SlackPosted>> UpdateAsync(SlackOutgoing message, CancellationToken cancellation) =>
        WriteAsync("chat.update", message, SlackJson.Default.SlackOutgoing, SlackJson.Default.SlackPosted, cancellation);

    public Task<SlackAnswer<SlackDone>> DeleteAsync(string channel, string ts, CancellationToken cancellation) =>
        WriteAsync("chat.delete", new SlackDeletion(channel, ts), SlackJson.Default.SlackDeletion, SlackJson.Default.SlackDone, cancellation);

    public Task<SlackAnswer<SlackChannelPage>> ChannelsAsync(string types, string? cursor, CancellationToken cancellation) => ReadAsync(
        "conversations.list", [("types", types), ("exclude_archived", "false"), ("limit", "999"), ("cursor", cursor)], SlackJson.Default.SlackChannelPage,
            cancellation);

    public Task<SlackAnswer<SlackMessages>> HistoryAsync(
        string channel, string? oldest, string? latest, string? cursor, CancellationToken cancellation) => ReadAsync(
        "conversations.history",
        [
            ("channel", channel), ("oldest", oldest), ("latest", latest), ("inclusive", "true"), ("include_all_metadata", "true"),
            ("limit", PageSize), ("cursor", cursor),
        ],
        SlackJson.Default.SlackMessages,
        cancellation);

    public Task<SlackAnswer<SlackMessages>> RepliesAsync(string channel, string ts, string? cursor, CancellationToken cancellation) => ReadAsync(
        "conversations.replies",
        [("channel", channel), ("ts", ts), ("include_all_metadata", "true"), ("limit", PageSize), ("cursor", cursor)],
        SlackJson.Default.SlackMessages,
        cancellation);

    public Task<SlackAnswer<SlackUserFound>> UserAsync(string id, CancellationToken cancellation) =>
        ReadAsync("users.info", [("user", id)], SlackJson.Default.SlackUserFound, cancellation);

    private Task<SlackAnswer<TReply>> WriteAsync<TBody, TReply>(
        string method, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TReply> replyType, CancellationToken cancellation)
        where TReply : SlackReply
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType)) { Headers = { ContentType = Json } };
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(account.Address, method)) { Content = content }, replyType, cancellation);
    }

    // The reading methods take no JSON ("conversations.history": querystring or POST body; does not currently accept application/json).
    private Task<SlackAnswer<TReply>> ReadAsync<TReply>(
        string method, IEnumerable<(string Name, string? Value)> query, JsonTypeInfo<TReply> replyType, CancellationToken cancellation)
        where TReply : SlackReply
    {
        var given = query.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}");
        return SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(account.Address, $"{method}?{string.Join('&', given)}")), replyType, cancellation);
    }

    private async Task<SlackAnswer<TReply>> SendAsync<TReply>(HttpRequestMessage request, JsonTypeInfo<TReply> type, CancellationToken cancellation)
        where TReply : SlackReply
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", account.Token);
            var outcome = await HttpOutcome.SendAsync(http, request, limits, cancellation);
            return outcome is HttpOutcome.Answer answer ? Read(answer, type) : new SlackAnswer<TReply>.Not(TroubleOf(outcome));
        }
    }

    private static SlackAnswer<TReply> Read<TReply>(HttpOutcome.Answer answer, JsonTypeInfo<TReply> type)
        where TReply : SlackReply
    {
        try
        {
            var reply = JsonSerializer.Deserialize(answer.Body.Span, type);

            if (reply is { Ok: true } && (int)answer.Status is >= 200 and < 300)
            {
                return new SlackAnswer<TReply>.Here(reply, answer.Scopes);
            }

            if (reply is { Ok: false, Error.Length: > 0 })
            {
                return new SlackAnswer<TReply>.Not(SlackErrors.Of(reply.Error, reply.Needed));
            }
        }
        catch (JsonException)
        {
            // A web page of something in between, or an answer that was cut off: its status says what there is to know.
        }

        return new SlackAnswer<TReply>.Not(TroubleOf(answer.Otherwise));
    }

    private static SlackTrouble TroubleOf(HttpOutcome outcome) => outcome switch
    {
        HttpOutcome.Wait wait => new(SlackEffect.Later, "Slack asked to slow down.") { Wait = wait.For, Error = "ratelimited" },
        HttpOutcome.NotSent failure => new(SlackEffect.Later, $"Slack could not be reached: {failure.Reason}."),
        HttpOutcome.Rejected refusal => new(SlackEffect.Refused, $"Slack could not be called: {refusal.Reason}.", refusal.Advice),
        HttpOutcome.Unclear unclear => new(SlackEffect.Unclear, $"Slack gave no clear answer: {unclear.Reason}."),
        _ => throw new InvalidOperationException("an answer has no trouble of its own"),
    };
}

/// <summary>Where a workspace's API is, and the bot token for it.</summary>
/// <param name="Address">Ends with a slash.</param>
/// <param name="Token">Starts with <c>xoxb-</c>.</param>
internal sealed record SlackAccount(Uri Address, string Token)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => $"SlackAccount {{ Address = {Address} }}";
}
