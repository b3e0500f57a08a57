using System.Net;
using System.Net.Sockets;

namespace Convo.Functions.Core.Outgoing;

/// <summary>
/// Which IP addresses may be connected to. Users give addresses; none of them may lead into the network that the product runs in.
/// From IANA's "IPv4 Special-Purpose Address Registry" and "IPv6 Special-Purpose Address Registry", and the two addresses that clouds
/// answer instances at (169.254.169.254; Azure's wire server 168.63.129.16, which is a public one).
/// </summary>
public static class AddressRules
{
    private static readonly IPNetwork[] Forbidden =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Only global unicast is left to connect to; these parts of it are not somebody's server, or hide an IPv4 address (Teredo, 6to4).
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] ForbiddenUnicast =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(IPNetwork.Parse)];

    /// <summary>Whether it is this machine itself, in whatever form: <c>127.0.0.0/8</c>, <c>::1</c>, <c>::ffff:127.0.0.1</c>.</summary>
    public static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(Plain(address));

    /// <summary>Whether it is somebody else's server on the internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = Plain(address);

        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(Forbidden, network => network.Contains(plain)),
            AddressFamily.InterNetworkV6 => plain.ScopeId == 0 && GlobalUnicast.Contains(plain) && !Array.Exists(ForbiddenUnicast, n => n.Contains(plain)),
            _ => false,
        };
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
