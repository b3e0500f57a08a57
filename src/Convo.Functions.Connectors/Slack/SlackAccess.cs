using Convo.Functions.Connectors.Http;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Connectors.Slack;

/// <summary>Opens the API of a connection, or says what its settings lack.</summary>
/// <param name="outgoing">The guarded way out.</param>
/// <param name="limits">Bounds of one call.</param>
internal sealed class SlackAccess(OutgoingHttp outgoing, HttpLimits limits)
{
    private readonly HttpClient http = outgoing.Client();

    /// <returns>The API, or why it can't be called.</returns>
    public (SlackApi? Api, SlackTrouble? Trouble) Open(Connection connection, IReadOnlyDictionary<string, string> secrets)
    {
        if (!secrets.TryGetValue(ConnectionKind.Slack.Secret, out var token) || token.Length == 0 || !token.All(c => c is > ' ' and < '\u007f'))
        {
            return (null, new(SlackEffect.Refused, $"The connection '{connection.Name}' has no usable token.", "Save the app's bot token (xoxb-…) in it."));
        }

        var address = connection.Settings.GetValueOrDefault(ConnectionKind.BaseUrlSetting, ConnectionKind.Slack.BaseUrl);

        return OutgoingAddress.Read(address, outgoing.Loopback) switch
        {
            OutgoingAddress.Allowed allowed => (new SlackApi(http, new(allowed.Address, token), limits), null),
            OutgoingAddress.Refused refused => (null, new(SlackEffect.Refused,
                $"The address of the connection '{connection.Name}' can't be used. {refused.Reason}", refused.Advice)),
            _ => throw new InvalidOperationException("an address is allowed or refused"),
        };
    }
}
