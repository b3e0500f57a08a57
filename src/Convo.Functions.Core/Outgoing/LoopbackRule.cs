namespace Convo.Functions.Core.Outgoing;

/// <summary>Which ports of this machine may be called: none, except for the sandbox and for tests.</summary>
/// <param name="Any">All ports (<c>--allow-loopback</c>).</param>
/// <param name="Ports">These ports, such as the sandbox's own.</param>
public sealed record LoopbackRule(bool Any, IReadOnlySet<int> Ports)
{
    /// <summary>None.</summary>
    public static LoopbackRule Forbidden { get; } = new(false, new HashSet<int>());

    /// <summary>All of them.</summary>
    public static LoopbackRule Allowed { get; } = new(true, new HashSet<int>());

    /// <summary>Only these ports, the sandbox's.</summary>
    public static LoopbackRule Only(params IEnumerable<int> ports) => new(false, new HashSet<int>(ports));

    /// <summary>Whether this port may be called.</summary>
    public bool Allows(int port) => Any || Ports.Contains(port);
}
