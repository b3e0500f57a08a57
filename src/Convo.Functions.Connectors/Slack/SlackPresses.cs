using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Convo.Functions.Connectors.Http;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Connectors.Slack;

/// <summary>Presses of buttons in Slack ("Handling user interaction"; "Reference: block_actions payloads").</summary>
internal sealed class SlackPresses(SlackUsers users, OutgoingHttp outgoing) : IButtonPresses
{
    private const string ReplyHost = "hooks.slack.com";
    private const string Payload = "payload=";
    private static readonly HttpLimits ReplyLimits = new(TimeSpan.FromSeconds(5), 16 * 1024);
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    private readonly HttpClient http = outgoing.Client();

    /// <inheritdoc/>
    public string Kind => ConnectionKind.Slack.Name;

    /// <inheritdoc/>
    public string Secret => ConnectionKind.SigningSecret;

    /// <inheritdoc/>
    public bool IsSigned(ReadOnlySpan<byte> body, string? timestamp, string? signature, string secret, DateTimeOffset now) =>
        SlackSignature.Holds(body, timestamp, signature, secret, now);

    /// <inheritdoc/>
    public ButtonPress? Read(ReadOnlySpan<byte> body)
    {
        // A form of one field that holds JSON.
        var form = Encoding.UTF8.GetString(body);

        if (!form.StartsWith(Payload, StringComparison.Ordinal) || form.Contains('&'))
        {
            return null;
        }

        try
        {
            var interaction = JsonSerializer.Deserialize(WebUtility.UrlDecode(form[Payload.Length..]), SlackJson.Default.SlackInteraction);

            return interaction is { Type: "block_actions", User.Id: { Length: > 0 and <= 40 } user, Actions: [{ Value: { Length: > 0 } value } action] }
                && SlackQuestion.WishOf(action.ActionId) is { } wish && user.All(char.IsAsciiLetterOrDigit)
                    ? new ButtonPress(wish, value, user, interaction.ResponseUrl)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<PressedBy> WhoAsync(
        ButtonPress press, Connection connection, IReadOnlyDictionary<string, string> secrets, CancellationToken cancellation) =>
        users.FindAsync(press.User, connection, secrets, cancellation);

    /// <inheritdoc/>
    public async Task TellAsync(ButtonPress press, ButtonReply reply, CancellationToken cancellation)
    {
        if (ReplyAddress(press.Reply) is not { } address)
        {
            return;
        }

        var words = SlackText.Destination.Escape(reply.Text);
        var text = reply.Link is { } link ? $"{words}\n<{link.AbsoluteUri}|Open the page>" : words;
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new SlackEphemeral(text), SlackJson.Default.SlackEphemeral));
        request.Content.Headers.ContentType = Json;

        // The message in the channel says what became of it in any case.
        await HttpOutcome.SendAsync(http, request, ReplyLimits, cancellation);
    }

    // It comes signed, but what is sent there may be a link that only this person may have: to Slack, or to nobody.
    private Uri? ReplyAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0
        && ((address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.Host == ReplyHost)
            || (address.IsLoopback && outgoing.Loopback.Allows(address.Port)))
                ? address
                : null;
}

/// <summary>A press as Slack tells of it. What else Slack says in it is believed in nothing.</summary>
internal sealed record SlackInteraction(string? Type, SlackPresser? User, IReadOnlyList<SlackPressed?>? Actions, string? ResponseUrl);

internal sealed record SlackPresser(string? Id);

internal sealed record SlackPressed(string? ActionId, string? Value);
