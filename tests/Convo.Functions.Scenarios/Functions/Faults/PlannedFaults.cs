using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Scenarios.Functions.Faults;

/// <summary>Faults at given requests, counted from the moment that the plan is made.</summary>
/// <param name="faults">By the number of the request, from 0.</param>
internal sealed class PlannedFaults(IReadOnlyDictionary<int, StorageFault> faults) : IFaultPlan
{
    private static readonly StorageFault[] OfAll =
    [
        new StorageFault.Hang(), new StorageFault.Error(500), new StorageFault.Error(503), new StorageFault.LostRequest(), new StorageFault.LostResponse(),
    ];

    private int next = -1;
    private int struck;

    /// <summary>How many have come.</summary>
    public int Struck => Volatile.Read(ref struck);

    /// <summary>
    /// What can go wrong with a request. A conflict comes in two kinds: with oneself, where the write was made and its answer lost, and with another, where
    /// it was not made; nobody else being there, an insert meets only the first.
    /// </summary>
    public static IReadOnlyList<StorageFault> Of(StorageOperation operation) => operation switch
    {
        StorageOperation.InsertRow => [.. OfAll, new StorageFault.Hang(AfterForwarding: true), new StorageFault.Error(409, AfterForwarding: true)],
        StorageOperation.PutRow or StorageOperation.DeleteRow or StorageOperation.Batch =>
        [
            .. OfAll, new StorageFault.Hang(AfterForwarding: true), new StorageFault.Error(412, AfterForwarding: true), new StorageFault.Error(412),
        ],
        StorageOperation.SendMessage => [.. OfAll, new StorageFault.Hang(AfterForwarding: true)],
        _ => OfAll,
    };

    public StorageFault? For(StorageRequest request)
    {
        if (!faults.TryGetValue(Interlocked.Increment(ref next), out var fault) || !Of(request.Operation).Contains(fault))
        {
            return null;
        }

        Interlocked.Increment(ref struck);
        return fault;
    }
}
