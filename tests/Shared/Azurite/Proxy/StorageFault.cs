namespace Convo.Functions.Tests.Shared;

/// <summary>What goes wrong with one request on its way to storage or back.</summary>
public abstract record StorageFault
{
    private StorageFault(bool forwarded) => Forwarded = forwarded;

    /// <summary>True where storage carries the request out all the same.</summary>
    public bool Forwarded { get; }

    /// <summary>The connection breaks before storage sees the request.</summary>
    public sealed record LostRequest() : StorageFault(forwarded: false);

    /// <summary>Storage carries the request out; the connection breaks before the answer.</summary>
    public sealed record LostResponse() : StorageFault(forwarded: true);

    /// <summary>Nothing comes back until the caller gives up or the proxy ends.</summary>
    /// <param name="AfterForwarding">True where storage carries the request out.</param>
    public sealed record Hang(bool AfterForwarding = false) : StorageFault(AfterForwarding);

    /// <summary>An error in Azure's shape: in a batch, 404, 409 and 412 are the error of its first change inside an answer 202.</summary>
    /// <param name="Status">404, 409, 412, 500 or 503.</param>
    /// <param name="AfterForwarding">True where storage carries the request out all the same, as may be with 500 and 503.</param>
    public sealed record Error(int Status, bool AfterForwarding = false) : StorageFault(AfterForwarding);
}
