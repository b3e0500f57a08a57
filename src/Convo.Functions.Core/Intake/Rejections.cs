using System.Collections.Concurrent;

namespace Convo.Functions.Core.Intake;

/// <summary>
/// Counts of deliveries that were turned away, by hour, connection and reason: in memory, of this process, for two days. Strangers can't make
/// it grow: the caller gives known connections' names only.
/// </summary>
public sealed class Rejections(TimeProvider clock)
{
    /// <summary>The name under which deliveries for connections that don't exist are counted.</summary>
    public const string Unknown = "unknown";

    private const int MostKeys = 20_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(48);
    private readonly ConcurrentDictionary<RejectionKey, int> counts = new();
    private long lastHour;

    /// <summary>Since when this process counts.</summary>
    public DateTimeOffset Since { get; } = clock.GetUtcNow();

    /// <summary>Counts one.</summary>
    /// <param name="connection">The name of a connection that exists, or null.</param>
    /// <param name="reason">Why it was turned away.</param>
    public void Count(string? connection, RejectionReason reason)
    {
        var now = clock.GetUtcNow();
        var hour = now.UtcTicks / TimeSpan.TicksPerHour;
        if (Interlocked.Exchange(ref lastHour, hour) != hour)
        {
            Forget(now);
        }

        var key = new RejectionKey(hour, connection ?? Unknown, reason);
        if (counts.ContainsKey(key) || counts.Count < MostKeys)
        {
            counts.AddOrUpdate(key, 1, static (_, count) => count is int.MaxValue ? count : count + 1);
        }
    }

    /// <summary>All counts that are kept, newest hour first.</summary>
    public IReadOnlyList<RejectionCount> List() =>
        [.. counts
            .Select(pair => new RejectionCount(HourOf(pair.Key), pair.Key.Connection, pair.Key.Reason, pair.Value))
            .OrderByDescending(count => count.Hour)
            .ThenBy(count => count.Connection, StringComparer.Ordinal)
            .ThenBy(count => count.Reason)];

    private static DateTimeOffset HourOf(RejectionKey key) => new(key.Hour * TimeSpan.TicksPerHour, TimeSpan.Zero);

    private void Forget(DateTimeOffset now)
    {
        var first = (now - Kept).UtcTicks / TimeSpan.TicksPerHour;
        foreach (var key in counts.Keys.Where(key => key.Hour < first))
        {
            counts.TryRemove(key, out _);
        }
    }

    private readonly record struct RejectionKey(long Hour, string Connection, RejectionReason Reason);
}

/// <summary>How often something was turned away in one hour.</summary>
/// <param name="Hour">The start of the hour (UTC).</param>
/// <param name="Connection">The connection, or <see cref="Rejections.Unknown"/>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Count">How often.</param>
public sealed record RejectionCount(DateTimeOffset Hour, string Connection, RejectionReason Reason, int Count);
