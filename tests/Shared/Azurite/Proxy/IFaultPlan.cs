namespace Convo.Functions.Tests.Shared;

/// <summary>Decides what goes wrong.</summary>
public interface IFaultPlan
{
    /// <summary>What goes wrong with a request; null where all goes well. Asked once for each request, on any thread.</summary>
    StorageFault? For(StorageRequest request);
}
