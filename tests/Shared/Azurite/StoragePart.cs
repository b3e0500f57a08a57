namespace Convo.Functions.Tests.Shared;

/// <summary>The parts of a storage account; each has an address of its own.</summary>
public enum StoragePart
{
    Blobs,
    Queues,
    Tables,
}
