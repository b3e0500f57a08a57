namespace Convo.Functions.Tests.Shared;

/// <summary>Faults that a test writes down: for the next requests of a kind, or for all of them while a rule stands.</summary>
public sealed class FaultScript : IFaultPlan
{
    private readonly Lock gate = new();
    private readonly List<Rule> rules = [];

    /// <summary>How many faults of <see cref="Next"/> have not come yet; a test that expects 0 knows that its script was played.</summary>
    public int Left
    {
        get
        {
            lock (gate)
            {
                return rules.Sum(rule => rule.Ends ? rule.Faults.Count : 0);
            }
        }
    }

    /// <summary>Plays faults to the next requests of a kind, one each; null lets one go well.</summary>
    public void Next(Func<StorageRequest, bool> which, params StorageFault?[] faults) => Add(new Rule(which, new(faults), Ends: true));

    /// <summary>Plays a fault to every request of a kind, until what is given back is disposed of.</summary>
    public IDisposable While(Func<StorageRequest, bool> which, StorageFault fault)
    {
        var rule = new Rule(which, new([fault]), Ends: false);
        Add(rule);
        return new Removal(() => Remove(rule));
    }

    public StorageFault? For(StorageRequest request)
    {
        lock (gate)
        {
            foreach (var rule in rules.Where(rule => rule.Faults.Count > 0 && rule.Which(request)))
            {
                return rule.Ends ? rule.Faults.Dequeue() : rule.Faults.Peek();
            }
        }

        return null;
    }

    private void Add(Rule rule)
    {
        lock (gate)
        {
            rules.Add(rule);
        }
    }

    private void Remove(Rule rule)
    {
        lock (gate)
        {
            rules.Remove(rule);
        }
    }

    private sealed record Rule(Func<StorageRequest, bool> Which, Queue<StorageFault?> Faults, bool Ends);

    private sealed class Removal(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
