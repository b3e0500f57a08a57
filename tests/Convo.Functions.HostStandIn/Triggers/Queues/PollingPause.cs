namespace Convo.Functions.HostStandIn.Triggers.Queues;

/// <summary>How long to wait between two looks into a queue: 100 ms after a message, then twice as long each time up to the longest.</summary>
/// <remarks>The real host adds up to a fifth by chance; without it, runs can be repeated.</remarks>
internal sealed class PollingPause(TimeSpan longest)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private TimeSpan next = Shortest;

    public void FoundSomething() => next = Shortest;

    public TimeSpan Next()
    {
        var pause = next < longest ? next : longest;
        next = 2 * pause;
        return pause;
    }
}
