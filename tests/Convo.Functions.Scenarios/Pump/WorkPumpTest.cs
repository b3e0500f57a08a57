using System.Collections.Concurrent;
using Convo.Functions.Core.Ports;
using Convo.Functions.Standalone.Pump;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Scenarios.Pump;

/// <summary>Pumps on a settable clock, and what they followed.</summary>
public abstract class WorkPumpTest : IAsyncDisposable
{
    private readonly List<WorkPump> pumps = [];

    protected TestClock Clock { get; } = new();

    protected ListLog<WorkPump> Log { get; } = new();

    protected static CancellationToken Never => CancellationToken.None;

    protected ConcurrentQueue<string> Followed { get; } = new();

    public async ValueTask DisposeAsync()
    {
        foreach (var pump in pumps)
        {
            await pump.DisposeAsync();
        }
    }

    protected static WorkItem Hint(string id) => new(WorkKind.Advance, id);

    protected WorkPump Pump(int workers = 16, Func<WorkItem, CancellationToken, Task>? handle = null, Func<bool>? givesWay = null)
    {
        var pump = new WorkPump(handle ?? FollowAsync, workers, Clock, Log) { GivesWay = givesWay ?? (() => false) };
        pumps.Add(pump);
        return pump;
    }

    protected async Task<WorkPump> StartAsync(int workers = 16, Func<WorkItem, CancellationToken, Task>? handle = null, Func<bool>? givesWay = null)
    {
        var pump = Pump(workers, handle, givesWay);
        await pump.StartAsync(Never);
        return pump;
    }

    /// <summary>A pump with room for so many hints, not started yet, and how often it said that it had left some out.</summary>
    protected (WorkPump Pump, Func<int> LeftOut) PumpWithRoomFor(int most, int workers = 1, Func<WorkItem, CancellationToken, Task>? handle = null)
    {
        var times = 0;
        var pump = new WorkPump(handle ?? FollowAsync, workers, Clock, Log) { MostWaiting = most, LeftSomeOut = () => times++ };
        pumps.Add(pump);
        return (pump, () => times);
    }

    private Task FollowAsync(WorkItem item, CancellationToken cancellation)
    {
        Followed.Enqueue(item.Id);
        return Task.CompletedTask;
    }

    protected async Task AdvanceAsync(WorkPump pump, TimeSpan by)
    {
        Clock.Advance(by);
        await pump.SettleAsync(Never);
    }
}
