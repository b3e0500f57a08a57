using Convo.Sandbox.Chance;

namespace Convo.Sandbox.Faults;

/// <summary>The faults that are set, with how often each has struck. All that match apply together.</summary>
internal sealed class FaultBook
{
    /// <summary>Most faults at once.</summary>
    public const int Capacity = 100;

    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];
    private int last;

    /// <summary>Adds faults; all or none.</summary>
    /// <returns>False when that would be more than <see cref="Capacity"/>.</returns>
    public bool TryAdd(IReadOnlyList<Fault> faults)
    {
        lock (gate)
        {
            if (entries.Count + faults.Count > Capacity)
            {
                return false;
            }

            entries.AddRange(faults.Select(f => new Entry(++last, f)));
            return true;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
        }
    }

    public bool TryRemove(int id)
    {
        lock (gate)
        {
            return entries.RemoveAll(entry => entry.Id == id) > 0;
        }
    }

    /// <summary>Each fault that is set, and how often it has struck.</summary>
    public IReadOnlyList<(int Id, Fault Fault, int Struck)> Read()
    {
        lock (gate)
        {
            return [.. entries.Select(e => (e.Id, e.Fault, e.Struck))];
        }
    }

    /// <summary>Rolls the dice of the faults of this kind on deliveries.</summary>
    /// <returns>The fault that strikes, or null.</returns>
    public Fault? TryTake(FaultKind kind, FaultTarget target) => TryTake(f => f.Kind == kind && f.Target == target);

    /// <summary>Rolls the dice of the faults of this kind on a call.</summary>
    /// <returns>The fault that strikes, or null.</returns>
    public Fault? TryTake(FaultKind kind, PathString path) => TryTake(f => f.Kind == kind && f.Target.Covers(path));

    /// <summary>Rolls the dice of the faults of this kind on a mail, or on one of its recipients.</summary>
    /// <returns>The fault that strikes, or null.</returns>
    public Fault? TryTakeMail(FaultKind kind, IReadOnlyList<string> recipients) => TryTake(f => f.Kind == kind && f.Target.CoversMail(recipients));

    private Fault? TryTake(Func<Fault, bool> matches)
    {
        lock (gate)
        {
            return entries.Find(e => matches(e.Fault) && e.Strikes())?.Fault;
        }
    }

    private sealed class Entry(int id, Fault fault)
    {
        private readonly SeededChance dice = new(fault.Seed);

        public int Id => id;

        public Fault Fault => fault;

        public int Struck { get; private set; }

        public bool Strikes()
        {
            if (Struck >= (fault.Count ?? int.MaxValue) || (fault.Probability is { } probability && dice.NextUnit() >= probability))
            {
                return false;
            }

            Struck++;
            return true;
        }
    }
}
