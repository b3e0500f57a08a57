using System.Net;

namespace Convo.Functions.Core.Outgoing;

/// <summary>Which mail servers a user may name: checked as text when saved, and where the name leads when connecting.</summary>
public static class OutgoingHost
{
    /// <summary>The port for submitting mail (RFC 6409, section 3.1).</summary>
    public const int SubmissionPort = 587;

    // Several providers offer it beside 587, for networks that block that one.
    private const int OtherSubmissionPort = 2525;
    private const int ImplicitTlsPort = 465;
    private const int LongestName = 253;

    /// <summary>Whether a port of a server on the internet may be connected to: those that take mail from its senders, and no other.</summary>
    public static bool IsSubmissionPort(int port) => port is SubmissionPort or OtherSubmissionPort;

    /// <summary>Whether a host is this machine itself, by its name or its number.</summary>
    public static bool IsLoopback(string host) => IPAddress.TryParse(Plain(host), out var address)
        ? AddressRules.IsLoopback(address)
        : $".{Plain(host)}".EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with a host; null where it may be connected to, as far as its text tells.</summary>
    /// <param name="host">A name or a number, without a scheme.</param>
    /// <param name="port">The port.</param>
    /// <param name="loopback">Which ports of this machine may be called.</param>
    public static OutgoingAddress.Refused? CheckHost(string host, int port, LoopbackRule loopback)
    {
        if (IsLoopback(host))
        {
            return loopback.Allows(port) ? null : new OutgoingAddress.Refused(
                "It is this machine itself.", "Use a server on the internet; those on this machine need --allow-loopback, which is for tests.");
        }

        if (IPAddress.TryParse(Plain(host), out var literal))
        {
            return AddressRules.IsPublic(literal) ? null : new OutgoingAddress.Refused(
                "It is an address inside a network, not on the internet.", "Use a public server.");
        }

        // Digits of other scripts, and short and octal numbers, are read as addresses by some look-ups: only what is plainly a name passes.
        return IsName(host) ? null : new OutgoingAddress.Refused(
            "It is not the name of a server.", "Write the name alone, in plain letters, such as smtp.example.com; an international one in its form with xn--.");
    }

    /// <summary>What is wrong with a port; null where mail can be handed in there.</summary>
    /// <param name="host">The server.</param>
    /// <param name="port">The port.</param>
    public static OutgoingAddress.Refused? CheckPort(string host, int port) => port switch
    {
        ImplicitTlsPort => new OutgoingAddress.Refused(
            "Port 465 speaks TLS from the first byte, which is not built in.", "Use port 587: servers that have 465 have it too, with STARTTLS."),
        < 1 or > 65_535 => new OutgoingAddress.Refused("It is no port.", "Write 587."),
        _ when IsLoopback(host) || IsSubmissionPort(port) => null,
        _ => new OutgoingAddress.Refused($"Port {port} is not for handing in mail.", "Use 587, or 2525 where the provider says so."),
    };

    private static string Plain(string host) => host.Trim('[', ']').TrimEnd('.');

    private static bool IsName(string host) =>
        host.Length is > 0 and <= LongestName
        && host.TrimEnd('.').Split('.') is { Length: >= 2 } labels
        && labels.All(IsLabel)
        && labels[^1].Any(char.IsAsciiLetter);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] is not '-' && label[^1] is not '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-');
}
