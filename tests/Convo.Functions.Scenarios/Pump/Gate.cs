using Convo.Functions.Core.Ports;

namespace Convo.Functions.Scenarios.Pump;

/// <summary>A follower of hints that holds all of them until it is opened.</summary>
internal sealed class Gate
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim arrivals = new(0);
    private readonly List<string> inside = [];
    private readonly List<string> passed = [];
    private int arrived;

    public int MostInside { get; private set; }

    public IReadOnlyList<string> Inside => Copy(inside);

    public IReadOnlyList<string> Passed => Copy(passed);

    public void Open() => open.SetResult();

    /// <summary>Waits until so many have come in all.</summary>
    public async Task ArrivedAsync(int count)
    {
        for (; arrived < count; arrived++)
        {
            await arrivals.WaitAsync();
        }
    }

    public async Task PassAsync(WorkItem item, CancellationToken cancellation)
    {
        lock (gate)
        {
            inside.Add(item.Id);
            MostInside = Math.Max(MostInside, inside.Count);
        }

        arrivals.Release();
        await open.Task.WaitAsync(cancellation);
        lock (gate)
        {
            inside.Remove(item.Id);
            passed.Add(item.Id);
        }
    }

    private IReadOnlyList<string> Copy(List<string> list)
    {
        lock (gate)
        {
            return [.. list];
        }
    }
}
