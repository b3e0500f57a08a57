using System.Collections.Frozen;
using Convo.Functions.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Connections;

/// <summary>
/// The webhook secrets of all Convo connections in memory: the door must not wait for the secret store, and strangers must not be able to make
/// it work. Read again as a whole when it is older than the caller can bear, by one caller at a time; while the store is down, what is known
/// stays in use.
/// </summary>
public sealed partial class RingCache(ConnectionStore connections, TimeProvider clock, ILogger<RingCache> logger) : IDisposable
{
    // Convo gives up after ten seconds, and the event is still to be stored.
    private static readonly TimeSpan WaitAtMost = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim loading = new(1);
    private FrozenDictionary<string, HookRing?> rings = FrozenDictionary<string, HookRing?>.Empty;
    private volatile bool missed = true;
    private long loadedAt;
    private long changes;
    private long begun;
    private long ended;

    /// <summary>
    /// The ring of a connection, or why there is none. A store that hangs is waited for two seconds, and what is known serves until it answers: the read goes
    /// on for whoever comes next.
    /// </summary>
    /// <param name="connection">The name.</param>
    /// <param name="age">How old the answer may be.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<RingLookup> FindAsync(string connection, TimeSpan age, CancellationToken cancellation)
    {
        var isRead = !Older(age) || await IsDoneAsync(LoadAsync(age), cancellation);
        return LookUp(connection, isRead);
    }

    /// <summary>The ring of a connection as it is stored from now on: read by a load that begins after this call, and that all who wait share.</summary>
    public async Task<RingLookup> FindNewAsync(string connection, CancellationToken cancellation)
    {
        var isRead = await IsDoneAsync(LoadAfterAsync(Interlocked.Read(ref begun)), cancellation);
        return LookUp(connection, isRead);
    }

    /// <summary>Whether a connection is known by now; reads nothing.</summary>
    public bool Knows(string connection) => Volatile.Read(ref rings).ContainsKey(connection);

    /// <summary>Makes the next look-up read again: something was changed by this process.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref changes);
        Interlocked.Exchange(ref loadedAt, 0);
    }

    /// <inheritdoc/>
    public void Dispose() => loading.Dispose();

    private RingLookup LookUp(string connection, bool isRead) => Volatile.Read(ref rings).TryGetValue(connection, out var ring)
        ? new RingLookup(ring, IsUnread: ring is null)
        : new RingLookup(Ring: null, IsUnread: missed || !isRead);

    private async Task<bool> IsDoneAsync(Task load, CancellationToken cancellation)
    {
        try
        {
            await load.WaitAsync(WaitAtMost, clock, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            Log.Hangs(logger);
            return false;
        }
    }

    private bool Older(TimeSpan age) =>
        Interlocked.Read(ref loadedAt) is var ticks && (ticks is 0 || (clock.GetUtcNow().UtcTicks - ticks).CompareTo(age.Ticks) > 0);

    private Task LoadAsync(TimeSpan age) => LoadAsync(() => Older(age));

    private Task LoadAfterAsync(long seen) => LoadAsync(() => Interlocked.Read(ref ended) <= seen);

    // By nobody's leave: who gives up leaves the read to the others.
    private async Task LoadAsync(Func<bool> isNeeded)
    {
        await loading.WaitAsync(CancellationToken.None);
        try
        {
            if (isNeeded())
            {
                await LoadNowAsync(CancellationToken.None);
            }
        }
        finally
        {
            loading.Release();
        }
    }

    private async Task LoadNowAsync(CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref begun);
        var (began, before) = (clock.GetUtcNow().UtcTicks, Interlocked.Read(ref changes));
        await ReadOrKeepAsync(cancellation);

        // Only now, because whoever comes meanwhile must wait for the secrets rather than find none; on a failure too, so that not every caller
        // asks a store that is down. What was changed meanwhile is read again.
        Interlocked.Exchange(ref loadedAt, began);
        if (Interlocked.Read(ref changes) != before)
        {
            Interlocked.Exchange(ref loadedAt, 0);
        }

        Interlocked.Exchange(ref ended, number);
    }

    private async Task ReadOrKeepAsync(CancellationToken cancellation)
    {
        try
        {
            Volatile.Write(ref rings, await ReadAsync(cancellation));
            missed = false;
        }
        catch (StorageException e)
        {
            missed = true;
            Log.NotRead(logger, e);
        }
    }

    private async Task<FrozenDictionary<string, HookRing?>> ReadAsync(CancellationToken cancellation)
    {
        var read = new Dictionary<string, HookRing?>();
        foreach (var connection in await connections.ListAsync(cancellation))
        {
            if (connection.Kind != ConnectionKind.Convo.Name)
            {
                continue;
            }

            try
            {
                read[connection.Name] = await connections.RingAsync(connection, cancellation);
            }
            catch (StorageException e)
            {
                // One secret that can't be read must not shut the others' doors.
                read[connection.Name] = rings.GetValueOrDefault(connection.Name);
                Log.RingNotRead(logger, e, connection.Name);
            }
        }

        return read.ToFrozenDictionary();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The connections could not be read; the webhook secrets that are known stay in use")]
        public static partial void NotRead(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "The webhook secrets of connection {Connection} could not be read")]
        public static partial void RingNotRead(ILogger logger, Exception exception, string connection);

        [LoggerMessage(3, LogLevel.Warning, "The connections take long to be read; the webhook secrets that are known stay in use")]
        public static partial void Hangs(ILogger logger);
    }
}
