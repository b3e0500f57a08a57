using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Convo.Sandbox.Slack;

/// <summary>
/// Presses of buttons: sent to the app's interactivity address as Slack does ("Handling user interaction"), signed with the app's signing secret
/// ("Verifying requests from Slack"), with an address at which the app can answer the person who pressed.
/// </summary>
internal sealed class SlackInteractivity(SlackWorkspace workspace, TimeProvider clock) : IDisposable
{
    /// <summary>The app's signing secret.</summary>
    public const string SigningSecret = "sandbox-signing-secret";

    /// <summary>How long Slack waits for an answer, on the sandbox's clock.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private const int MostReplies = 1_000;
    private const int MostRepliesToOne = 5;
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    private readonly Lock gate = new();
    private readonly List<SlackReplyShown> replies = [];
    private readonly Dictionary<string, SlackPressMade> presses = [];
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private Uri? address;
    private int pressed;

    /// <summary>The app's "Interactivity Request URL".</summary>
    public Uri? Address
    {
        get => Volatile.Read(ref address);
        set => Volatile.Write(ref address, value);
    }

    /// <summary>What the app said to people who pressed, oldest first.</summary>
    public IReadOnlyList<SlackReplyShown> Replies
    {
        get
        {
            lock (gate)
            {
                return [.. replies];
            }
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>Presses a button.</summary>
    /// <returns>What became of it; null where there is no such button.</returns>
    public async Task<SlackPressResult?> PressAsync(SlackPressWish wish, Uri self, CancellationToken cancellationToken)
    {
        if (Address is not { } target || Find(wish) is not var (channel, message, button) || SlackPeople.Find(wish.User) is not { } person)
        {
            return null;
        }

        var press = Remember(person.Id, channel.Name, message.Ts);
        if (wish.Value is { } value)
        {
            button["value"] = value;
        }

        var payload = Payload(person, channel, message, button, new Uri(self, $"slack/actions/{press}"));
        var body = Encoding.UTF8.GetBytes("payload=" + WebUtility.UrlEncode(payload.ToJsonString()));
        var seconds = (clock.GetUtcNow() - wish.Age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = wish.Unsigned ? null : wish.Signature ?? Sign(body, seconds);
        SlackPressResult? result = null;
        for (var time = 0; time < wish.Times; time++)
        {
            result = await PostAsync(press, target, body, seconds, signature, cancellationToken);
        }

        return result;
    }

    /// <summary>Takes what the app says to a person who pressed.</summary>
    /// <returns>False where the address is unknown or was used too often.</returns>
    public bool TakeReply(string press, JsonElement reply)
    {
        lock (gate)
        {
            if (!presses.TryGetValue(press, out var made) || replies.Count(one => one.Press == press) >= MostRepliesToOne)
            {
                return false;
            }

            var text = reply.TryGetProperty("text", out var words) && words.ValueKind is JsonValueKind.String ? words.GetString()! : "";
            replies.Add(new SlackReplyShown(press, made.User, made.Channel, made.Ts, text));
            if (replies.Count > MostReplies)
            {
                replies.RemoveAt(0);
            }

            return true;
        }
    }

    private static string Sign(byte[] body, string seconds)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"v0:{seconds}:"), .. body];
        return "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SigningSecret), signed));
    }

    private (SlackChannel Channel, SlackMessage Message, JsonObject Button)? Find(SlackPressWish wish) => workspace.Do(channels =>
    {
        var name = wish.Channel.TrimStart('#');
        return channels.FirstOrDefault(c => c.Name == name || c.Id == wish.Channel) is { } channel && channel.Find(wish.Ts) is { } message
            && ButtonOf(message, wish.Action) is { } button
                ? (channel, message, button)
                : ((SlackChannel, SlackMessage, JsonObject)?)null;
    });

    private static JsonObject? ButtonOf(SlackMessage message, string action)
    {
        if (message.Content.Blocks is not { ValueKind: JsonValueKind.Array } blocks)
        {
            return null;
        }

        return blocks.EnumerateArray()
            .Where(block => block.TryGetProperty("type", out var type) && type.GetString() is "actions")
            .SelectMany(block => block.GetProperty("elements").EnumerateArray())
            .Where(element => element.TryGetProperty("action_id", out var id) && id.GetString() == action)
            .Select(element => SlackMessage.Node(element) as JsonObject)
            .FirstOrDefault();
    }

    private static JsonObject Payload(SlackPeople.Person person, SlackChannel channel, SlackMessage message, JsonObject button, Uri reply) => new()
    {
        ["type"] = "block_actions",
        ["user"] = new JsonObject { ["id"] = person.Id, ["username"] = person.Name, ["name"] = person.Name, ["team_id"] = SlackPeople.TeamId },
        ["api_app_id"] = SlackPeople.AppId,
        ["team"] = new JsonObject { ["id"] = SlackPeople.TeamId, ["domain"] = "convo-sandbox" },
        ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = channel.Id, ["is_ephemeral"] = false },
        ["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = channel.Name },
        ["message"] = message.ToJson(withMetadata: false),
        ["response_url"] = reply.AbsoluteUri,
        ["actions"] = new JsonArray(button),
    };

    private string Remember(string user, string channel, string ts)
    {
        lock (gate)
        {
            var press = $"P{++pressed:D6}";
            presses[press] = new SlackPressMade(user, channel, ts);
            presses.Remove($"P{pressed - MostReplies:D6}");
            return press;
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The request owns its content.")]
    private async Task<SlackPressResult> PostAsync(
        string press, Uri target, byte[] body, string seconds, string? signature, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Form;
        request.Headers.Add("X-Slack-Request-Timestamp", seconds);
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature);
        }

        try
        {
            using var answer = await http.SendAsync(request, either.Token);
            return new SlackPressResult(press, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(either.Token));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new SlackPressResult(press, null, "timeout");
        }
        catch (HttpRequestException)
        {
            return new SlackPressResult(press, null, "unreachable");
        }
    }
}

/// <summary>A wish to press a button.</summary>
/// <param name="Channel">The channel's name or id.</param>
/// <param name="Ts">The message.</param>
/// <param name="Action">The button's <c>action_id</c>.</param>
/// <param name="User">The person's e-mail address or id.</param>
internal sealed record SlackPressWish(string Channel, string Ts, string Action, string User)
{
    /// <summary>What comes in place of the button's value: somebody tampered with it.</summary>
    public string? Value { get; init; }

    /// <summary>How old the signature is.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>A signature in place of the right one.</summary>
    public string? Signature { get; init; }

    /// <summary>Without any signature.</summary>
    public bool Unsigned { get; init; }

    /// <summary>How often the very same request is sent.</summary>
    public int Times { get; init; } = 1;
}

/// <summary>What the app answered to a press: the status and body, or no status and why.</summary>
internal sealed record SlackPressResult(string Press, int? Status, string Body);

/// <summary>A press that was made.</summary>
internal sealed record SlackPressMade(string User, string Channel, string Ts);

/// <summary>What the app said to a person who pressed, and to nobody else.</summary>
internal sealed record SlackReplyShown(string Press, string User, string Channel, string Ts, string Text);
