using Convo.Functions.Core.Ports;

namespace Convo.Functions.Standalone.Pump;

/// <summary>
/// The queue of the one-machine head and its consumer. Hints live in memory only: a crash loses them, and the sweep at the next start finds their work,
/// because state is the truth.
/// </summary>
/// <remarks>
/// A hint that waits already is not queued twice; the earlier time counts. One that comes while its like is being handled runs once more after it, for the
/// handler may have read too early. Delays run on the clock's monotonic time: a corrected wall clock neither hurries nor holds them.
/// A burst must not fill the memory: the earliest hints wait, and what there was no room for is left out until all work is looked at again.
/// </remarks>
/// <param name="handle">Follows a hint.</param>
/// <param name="workers">How many hints are followed at once.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where failures are told, without content.</param>
public sealed partial class WorkPump(Func<WorkItem, CancellationToken, Task> handle, int workers, TimeProvider clock, ILogger<WorkPump> log)
    : IQueues, IHostedService, IAsyncDisposable
{
    /// <summary>How long a hint waits after each failure; after the last it is dropped, and left to the sweep.</summary>
    public static readonly IReadOnlyList<TimeSpan> RetryAfter =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(25), TimeSpan.FromMinutes(2)];

    // What goes on while deliveries come in thick: enough that nothing stands still.
    private const int WorkersBesideIntake = 2;

    private readonly Lock gate = new();
    private readonly WaitingHints waiting = new() { Most = 10_000 };
    private readonly HashSet<WorkItem> inFlight = [];
    private readonly List<TaskCompletionSource> settling = [];
    private readonly List<TaskCompletionSource> lookingForRoom = [];
    private readonly CancellationTokenSource abort = new();
    private readonly long origin = clock.GetTimestamp();
    private ITimer? timer;
    private bool taking;
    private bool leftSomeOut;

    /// <summary>
    /// Whether deliveries are coming in so thick that the workers should give way. Convo waits ten seconds for an answer and never asks again; a
    /// hint can wait for any time.
    /// </summary>
    public Func<bool> GivesWay { get; init; } = () => false;

    /// <summary>How many hints wait at most. The usual number is some megabytes.</summary>
    public int MostWaiting
    {
        get => waiting.Most;
        init => waiting.Most = value;
    }

    /// <summary>
    /// Called once all hints that were due have been followed after some were left out: now everything that is open should be looked at. Called under a lock:
    /// it must return at once.
    /// </summary>
    public Action LeftSomeOut { get; init; } = () => { };

    private TimeSpan Now => clock.GetElapsedTime(origin);

    /// <inheritdoc/>
    public Task SendAsync(WorkItem item, TimeSpan delay, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            Add(new WaitingHint(item, Now + Bounded(delay), Failures: 0));
            Turn();
        }

        return Task.CompletedTask;
    }

    /// <summary>Completes when there is room for a hint that is due now, and at once while no hints are followed.</summary>
    public Task RoomAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (!taking || waiting.HasRoomFor(Now))
            {
                return Task.CompletedTask;
            }

            var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lookingForRoom.Add(room);
            return room.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Begins to follow hints; those sent before have waited.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            taking = true;
            timer ??= clock.CreateTimer(_ => OnDue(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Turn();
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Follows no more hints, and waits for those being followed; when <paramref name="cancellationToken"/> is cancelled they are cancelled too, and
    /// left behind.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task settled;
        lock (gate)
        {
            taking = false;
            timer?.Dispose();
            timer = null;
            Complete(lookingForRoom);
            settled = Settled();
        }

        try
        {
            await settled.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Log.LeftBehind(log, CountInFlight());
            await abort.CancelAsync();
        }
    }

    /// <summary>Completes when nothing is due at the clock's present time and nothing is being followed, what that has sent included. For tests.</summary>
    public Task SettleAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            Turn();
            return Settled().WaitAsync(cancellation);
        }
    }

    /// <summary>Stops at once: cancels what is being followed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (abort.IsCancellationRequested)
        {
            return;
        }

        // First, so that stopping has nothing to wait for.
        await abort.CancelAsync();
        await StopAsync(abort.Token);
    }

    private static TimeSpan Bounded(TimeSpan delay) =>
        delay < TimeSpan.Zero ? TimeSpan.Zero : delay > WorkItem.LongestDelay ? WorkItem.LongestDelay : delay;

    // Timers count whole milliseconds; one that fires a little early would only be set again.
    private static TimeSpan RoundedUp(TimeSpan delay) => TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));

    private void OnDue()
    {
        lock (gate)
        {
            Turn();
        }
    }

    /// <summary>Starts what is due as far as workers are free, sets the timer for what comes next, tells those who wait for quiet. Under the lock.</summary>
    private void Turn()
    {
        if (!taking)
        {
            TellIfSettled();
            return;
        }

        var most = GivesWay() ? Math.Min(workers, WorkersBesideIntake) : workers;
        while (inFlight.Count < most && waiting.TakeDue(Now, inFlight) is { } hint)
        {
            inFlight.Add(hint.Item);
            _ = Task.Run(() => FollowAsync(hint));
        }

        // With all workers busy the end of one of them is the next turn.
        if (inFlight.Count < most)
        {
            var due = waiting.NextDue(inFlight);
            if (leftSomeOut && !(due <= Now))
            {
                leftSomeOut = false;
                LeftSomeOut();
            }

            if (due is { } time)
            {
                timer?.Change(RoundedUp(Bounded(time - Now)), Timeout.InfiniteTimeSpan);
            }
        }

        if (waiting.HasRoomFor(Now))
        {
            Complete(lookingForRoom);
        }

        TellIfSettled();
    }

    /// <summary>Adds a hint. One that is left out is found by the sweep once it is overdue; those that are due already are not left to wait for that.</summary>
    private void Add(WaitingHint hint) => leftSomeOut |= waiting.Add(hint) is { } leftOut && leftOut.Due <= Now;

    private async Task FollowAsync(WaitingHint hint)
    {
        var failed = false;
        try
        {
            await handle(hint.Item, abort.Token);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // Stopped, not failed; the sweep of the next start finds it.
        }
#pragma warning disable CA1031 // Whatever a handler throws, the pump goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failed = true;
            Tell(hint, error);
        }

        lock (gate)
        {
            inFlight.Remove(hint.Item);
            if (failed && hint.Failures < RetryAfter.Count)
            {
                Add(hint with { Due = Now + RetryAfter[hint.Failures], Failures = hint.Failures + 1 });
            }

            Turn();
        }
    }

    /// <summary>Tells the first failure with its place, and the last with what follows from it; never the message, which could hold content.</summary>
    private void Tell(WaitingHint hint, Exception error)
    {
        if (hint.Failures == 0)
        {
            Log.Failed(log, hint.Item.Kind, error.GetType(), error.StackTrace);
        }
        else if (hint.Failures == RetryAfter.Count)
        {
            Log.Dropped(log, hint.Item.Kind, error.GetType(), hint.Failures + 1);
        }
    }

    private Task Settled()
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        settling.Add(settled);
        TellIfSettled();
        return settled.Task;
    }

    private void TellIfSettled()
    {
        if (inFlight.Count > 0 || (taking && waiting.NextDue(inFlight) is { } due && due <= Now))
        {
            return;
        }

        Complete(settling);
    }

    private static void Complete(List<TaskCompletionSource> sources)
    {
        sources.ForEach(source => source.TrySetResult());
        sources.Clear();
    }

    private int CountInFlight()
    {
        lock (gate)
        {
            return inFlight.Count;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A hint to {Kind} failed with {Error}; it is tried again.\n{Place}")]
        public static partial void Failed(ILogger log, WorkKind kind, Type error, string? place);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A hint to {Kind} failed with {Error}, {Times} times in all, and is left to the sweep.")]
        public static partial void Dropped(ILogger log, WorkKind kind, Type error, int times);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Stopped with {Count} hints still being followed; the next start finds their work.")]
        public static partial void LeftBehind(ILogger log, int count);
    }
}
