using Convo.Functions.Simulation.Schedule;

namespace Convo.Functions.Simulation.World;

/// <summary>What a call of the store may come to.</summary>
internal enum StoreFault
{
    None,

    /// <summary>No answer, and no effect.</summary>
    Timeout,

    /// <summary>An error of the store, and no effect.</summary>
    Error,

    /// <summary>Refused for a while.</summary>
    Busy,

    /// <summary>The effect, and no answer.</summary>
    LostResponse,

    /// <summary>The effect; its answer got lost, the adapter tried again and met its own write (409 or 412).</summary>
    OwnConflict,

    /// <summary>The effect twice, as when the network doubles a request.</summary>
    Doubled,

    /// <summary>The answer comes after everything else that can go on has gone on.</summary>
    Stale,
}

/// <summary>Says what goes wrong at which call of the store: by chance, or by a plan.</summary>
internal sealed class StoreFaults(Choices choices, StoreFaultRates rates, IReadOnlyDictionary<int, StoreFault> plan)
{
    /// <summary>Marks a gate that opens only when nothing else can.</summary>
    public const string HeldBack = "held back ";

    private static readonly StoreFault[] OfWrites =
        [StoreFault.Timeout, StoreFault.Error, StoreFault.Busy, StoreFault.LostResponse, StoreFault.OwnConflict, StoreFault.Doubled, StoreFault.Stale];

    private static readonly StoreFault[] OfReads = [StoreFault.Timeout, StoreFault.Error, StoreFault.Busy, StoreFault.Stale];

    /// <summary>Which calls there were: true for a write.</summary>
    public List<bool> Calls { get; } = [];

    /// <summary>True once the world heals.</summary>
    public bool AreOver { get; set; }

    /// <summary>The faults that a call can have.</summary>
    public static IReadOnlyList<StoreFault> Of(bool isWrite) => isWrite ? OfWrites : OfReads;

    public StoreFault Next(bool isWrite)
    {
        var index = Calls.Count;
        Calls.Add(isWrite);

        if (plan.TryGetValue(index, out var planned))
        {
            return planned;
        }

        var kinds = Of(isWrite);
        return !AreOver && rates.FaultOneIn > 0 && choices.Now(Topic.Store, rates.FaultOneIn) ? kinds[choices.Pick(Topic.Store, kinds.Count)] : StoreFault.None;
    }

    /// <summary>How many rows the next page holds; 0 for an empty page with more behind it.</summary>
    public int PageSize(int wanted) =>
        !AreOver && rates.ShortPageOneIn > 0 && choices.Now(Topic.Store, rates.ShortPageOneIn) ? Math.Min(wanted, choices.Pick(Topic.Store, 5)) : wanted;
}

/// <summary>How often the store misbehaves: one call in so many; 0 for never.</summary>
internal sealed record StoreFaultRates(int FaultOneIn, int ShortPageOneIn)
{
    public static StoreFaultRates Never { get; } = new(0, 0);
}
