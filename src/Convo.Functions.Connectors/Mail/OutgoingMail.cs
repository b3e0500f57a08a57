using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Convo.Functions.Connectors.Http;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Connectors.Mail;

/// <summary>The one way out of the product to mail servers: public ones at the ports for handing in mail, and this machine where that is allowed.</summary>
/// <param name="loopback">Which ports of this machine may be called.</param>
/// <param name="resolve">Looks up a name; null for the system's own way.</param>
/// <param name="roots">Whose certificates are trusted; null for those that the system trusts.</param>
public sealed class OutgoingMail(
    LoopbackRule loopback, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, X509Certificate2Collection? roots = null)
{
    private readonly OutgoingSockets sockets = new(resolve);

    /// <summary>Which ports of this machine may be called.</summary>
    public LoopbackRule Loopback => loopback;

    /// <summary>How long one conversation with a server may take; measured by the machine's own clock, as a server that hangs knows no other.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Whose certificates are trusted; null for those that the system trusts.</summary>
    internal X509Certificate2Collection? Roots => roots;

    internal Task<NetworkStream> ConnectAsync(MailServer server, CancellationToken cancellation) =>
        sockets.ConnectAsync(server.Host, server.Port, address => MayConnect(address, server), cancellation);

    // A server without encryption is one on this machine, wherever its name leads by now.
    private bool MayConnect(IPAddress address, MailServer server) => AddressRules.IsLoopback(address)
        ? loopback.Allows(server.Port)
        : !server.IsOpen && OutgoingHost.IsSubmissionPort(server.Port) && AddressRules.IsPublic(address);
}
