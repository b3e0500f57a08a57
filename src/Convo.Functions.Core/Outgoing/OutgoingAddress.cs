using System.Net;

namespace Convo.Functions.Core.Outgoing;

/// <summary>What became of reading an address that a user gave.</summary>
public abstract record OutgoingAddress
{
    private OutgoingAddress()
    {
    }

    /// <summary>May be called, as far as its text tells; where its name leads is checked when connecting.</summary>
    /// <param name="Address">The address, with a slash at its end.</param>
    public sealed record Allowed(Uri Address) : OutgoingAddress;

    /// <summary>May not be called.</summary>
    /// <param name="Reason">What is wrong.</param>
    /// <param name="Advice">What to do about it.</param>
    public sealed record Refused(string Reason, string Advice) : OutgoingAddress;

    /// <summary>Checks an address as text, before anything is sent or saved.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="loopback">Which ports of this machine may be called.</param>
    public static OutgoingAddress Read(string? text, LoopbackRule loopback)
    {
        if (text is null || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) || address.Host.Length == 0)
        {
            return new Refused("It is not a web address.", "Write a whole address such as https://slack.com/api/.");
        }

        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            return new Refused("It is not a web address: it must start with https://.", "Write a whole address such as https://slack.com/api/.");
        }

        if (address.UserInfo.Length > 0)
        {
            return new Refused("It has a user name or password in front of its host.", "Remove the part before the @; secrets go into the secret's own field.");
        }

        if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            return new Refused("It has a ? or # part.", "Leave out everything from the ? or # on.");
        }

        // Other scripts have digits and dots that some look-ups read as plain ones: http://①②⑦.⓪.⓪.①/ is 127.0.0.1 to them.
        if (!address.Host.All(char.IsAscii))
        {
            return new Refused("Its host has letters or digits of another script.",
                "Write the host in plain letters; an international name in its form that starts with xn--.");
        }

        return CheckHost(address, loopback);
    }

    private static OutgoingAddress CheckHost(Uri address, LoopbackRule loopback)
    {
        var host = address.IdnHost.Trim('[', ']').TrimEnd('.');
        var literal = IPAddress.TryParse(host, out var ip) ? ip : null;
        var isLoopback = literal is { } number ? AddressRules.IsLoopback(number) : IsLocalhost(host);

        if (isLoopback)
        {
            return loopback.Allows(address.Port) ? new Allowed(WithSlash(address)) : new Refused(
                "It is this machine itself.", "Use an address on the internet; addresses of this machine need --allow-loopback, which is for tests.");
        }

        if (literal is not null && !AddressRules.IsPublic(literal))
        {
            return new Refused("It is an address inside a network, not on the internet.", "Use a public address.");
        }

        if (address.Scheme != Uri.UriSchemeHttps)
        {
            return new Refused("It is not encrypted.", "Write https:// in place of http://.");
        }

        return address.IsDefaultPort
            ? new Allowed(WithSlash(address))
            : new Refused($"It uses port {address.Port}.", "Leave out the port: only https on its own port, 443, is called.");
    }

    private static bool IsLocalhost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private static Uri WithSlash(Uri address) =>
        address.AbsolutePath.EndsWith('/') ? address : new Uri(address.GetLeftPart(UriPartial.Path) + "/");
}
