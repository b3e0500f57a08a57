namespace Convo.Functions.HostStandIn.Handler;

/// <summary>Counts the crashes of a handler that came within half an hour of each other.</summary>
internal sealed class CrashCount
{
    private const int TooMany = 3;
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(30);

    private DateTimeOffset? last;
    private int count;

    /// <summary>Counts one more; true when the host is to stop.</summary>
    public bool AddAndSayWhetherTooMany(DateTimeOffset at)
    {
        count = at - last > Forgotten ? 1 : count + 1;
        last = at;
        return count >= TooMany;
    }
}
