namespace Convo.Functions.Tests.Shared;

/// <summary>One request that reached a <see cref="StorageProxy"/>, read as storage would.</summary>
/// <param name="Part">Which part of the account it is for.</param>
/// <param name="Operation">What it asks.</param>
/// <param name="Account">The account's name.</param>
/// <param name="Container">The table, queue or blob container; null where it names none.</param>
/// <param name="Partition">The partition, where it names one: in its address, its filter, its row or the first change of its batch.</param>
/// <param name="Key">The row key or the message's id, where its address or its row names one.</param>
/// <param name="Rows">How many rows it writes; more than one in a batch.</param>
/// <param name="Number">Which request of its proxy, from 0.</param>
public sealed record StorageRequest(
    StoragePart Part, StorageOperation Operation, string Account, string? Container, string? Partition, string? Key, int Rows, int Number)
{
    /// <summary>True where it may change something.</summary>
    public bool Writes => Operation is not (StorageOperation.ListTables or StorageOperation.GetRow or StorageOperation.QueryRows
        or StorageOperation.QueueProperties or StorageOperation.PeekMessages);
}
