using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation.Schedule;

/// <summary>
/// One thread on which everything runs. Every call of a port waits at a gate; opening one runs its caller up to the next gate, and nothing else moves
/// meanwhile. So the order of the gates is the order of the world.
/// </summary>
internal sealed class Scheduler(VirtualClock clock)
{
    private readonly List<Gate> waiting = [];
    private readonly List<string> trace = [];

    /// <summary>The gates at which somebody waits, the oldest first.</summary>
    public IReadOnlyList<Gate> Waiting => waiting;

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<string> Trace => trace;

    /// <summary>Waits until the scheduler lets this caller go on; never returns to an instance that died.</summary>
    public async Task PassAsync(Instance instance, string what, CancellationToken cancellation)
    {
        var gate = new Gate(instance, Job.Current, what);
        waiting.Add(gate);
        await using var registration = cancellation.Register(() => Cancel(gate, cancellation));
        await gate.Task;
    }

    /// <summary>Lets one caller go on.</summary>
    public void Open(Gate gate)
    {
        waiting.Remove(gate);
        Note($"{gate}");
        gate.Open();
    }

    /// <summary>An instance dies: what it was at is never gone on with.</summary>
    public void Kill(Instance instance)
    {
        instance.Die();
        waiting.RemoveAll(g => g.Instance == instance);
        Note($"{instance} CRASHES");
    }

    /// <summary>Adds a line to the trace.</summary>
    public void Note(string line) => trace.Add($"{clock.GetUtcNow():dd HH:mm:ss.fff} {line}");

    private void Cancel(Gate gate, CancellationToken cancellation)
    {
        if (gate.Instance.IsAlive && waiting.Remove(gate))
        {
            gate.Cancel(cancellation);
        }
    }
}

/// <summary>A point where somebody waits to go on.</summary>
internal sealed class Gate(Instance instance, Job? job, string what)
{
    // Continuations run inside Open: that is what keeps the world on one thread.
    private readonly TaskCompletionSource open = new();

    public Instance Instance { get; } = instance;

    public Job? Job { get; } = job;

    public string What { get; } = what;

    public Task Task => open.Task;

    public void Open() => open.SetResult();

    public void Cancel(CancellationToken cancellation) => open.SetCanceled(cancellation);

    public override string ToString() => $"{Instance} {Job?.Name}: {What}";
}

/// <summary>One piece of work that an instance was given: a request, a queue message, the timer.</summary>
internal sealed class Job(Instance instance, string name)
{
    private static readonly AsyncLocal<Job?> Running = new();

    /// <summary>The job on whose behalf the code at hand runs.</summary>
    public static Job? Current => Running.Value;

    public string Name { get; } = name;

    public Instance Instance { get; } = instance;

    /// <summary>True when it ended as it should.</summary>
    public bool IsDone { get; private set; }

    /// <summary>What ended it otherwise.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>True when it will never end: its instance died.</summary>
    public bool IsLost => !Instance.IsAlive && !IsDone && Failure is null;

    /// <summary>Runs up to its first gate; the rest when gates open.</summary>
    public async Task RunAsync(Func<Task> work)
    {
        Running.Value = this;

        try
        {
            await work();
            IsDone = true;
        }
        catch (Exception e)
        {
            Failure = e;
        }
    }
}
