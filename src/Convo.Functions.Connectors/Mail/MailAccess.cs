using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Connectors.Mail;

/// <summary>Reads the server out of a connection, or says what its settings lack. They were checked when saved; this holds whatever is stored.</summary>
/// <param name="outgoing">The guarded way out.</param>
internal sealed class MailAccess(OutgoingMail outgoing)
{
    /// <returns>The server, or why it can't be used.</returns>
    public (MailServer? Server, MailTrouble? Trouble) Open(Connection connection, IReadOnlyDictionary<string, string> secrets)
    {
        var settings = connection.Settings;
        var host = settings.GetValueOrDefault(MailSettings.Host, "");

        if (!secrets.TryGetValue(MailSettings.User, out var user) || !secrets.TryGetValue(MailSettings.Password, out var password))
        {
            return Not($"The connection '{connection.Name}' has no user and password.", "Save both in it.");
        }

        if (MailSettings.PortOf(settings) is not { } port || OutgoingHost.CheckPort(host, port) is not null)
        {
            return Not($"The port of the connection '{connection.Name}' can't be used.", "Use port 587.");
        }

        if (OutgoingHost.CheckHost(host, port, outgoing.Loopback) is { } refused)
        {
            return Not($"The server of the connection '{connection.Name}' can't be used. {refused.Reason}", refused.Advice);
        }

        if (settings.GetValueOrDefault(MailSettings.From) is not { } from || !MailAddressRules.IsOne(from))
        {
            return Not($"The connection '{connection.Name}' has no usable address that mail comes from.", "Save one as from.");
        }

        var isOpen = settings.GetValueOrDefault(MailSettings.Security) == MailSettings.NoneOnLoopback && OutgoingHost.IsLoopback(host);
        return (new MailServer(host, port, from, settings.GetValueOrDefault(MailSettings.FromName), user, password, isOpen), null);
    }

    private static (MailServer?, MailTrouble?) Not(string reason, string advice) => (null, new(MailEffect.Refused, reason, advice));
}
