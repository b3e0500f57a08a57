using System.Collections.Concurrent;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Scenarios.Driving;

/// <summary>A store that answers nobody while it is held, and those who asked meanwhile once it is let go.</summary>
public sealed class HeldStore
{
    private volatile Hold? hold;

    /// <summary>A store that can be held.</summary>
    public ITables Around(ITables inner) => new Held(inner, this);

    /// <summary>From now on it answers nobody.</summary>
    public void Take() => hold = new Hold();

    /// <summary>Completes when somebody waits to write into a table, or to read from it.</summary>
    public Task AskedAsync(string table, bool writing) => hold!.Of(table, writing).Task;

    /// <summary>It answers again.</summary>
    public void LetGo()
    {
        var past = hold;
        hold = null;
        past?.End();
    }

    private Task PassAsync(string table, bool writing, CancellationToken cancellation)
    {
        if (hold is not { } now)
        {
            return Task.CompletedTask;
        }

        now.Of(table, writing).TrySetResult();
        return now.Ended.WaitAsync(cancellation);
    }

    private sealed class Hold
    {
        private readonly ConcurrentDictionary<(string Table, bool Writing), TaskCompletionSource> asked = new();
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => ended.Task;

        public TaskCompletionSource Of(string table, bool writing) =>
            asked.GetOrAdd((table, writing), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        public void End() => ended.TrySetResult();
    }

    private sealed class Held(ITables inner, HeldStore store) : ITables
    {
        public async Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation)
        {
            await store.PassAsync(table, writing: false, cancellation);
            return await inner.GetAsync(table, partition, key, cancellation);
        }

        public async Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation)
        {
            await store.PassAsync(table, writing: false, cancellation);
            return await inner.QueryAsync(table, range, continuation, cancellation);
        }

        public async Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
        {
            await store.PassAsync(table, writing: true, cancellation);
            return await inner.WriteAsync(table, changes, cancellation);
        }
    }
}
