namespace Convo.Sandbox.Slack;

/// <summary>Slack's "one message a second and channel, short bursts allowed": a bucket of three that gains one a second.</summary>
internal sealed class ChannelPace(TimeProvider clock)
{
    private const double Burst = 3;
    private readonly Dictionary<string, (double Tokens, long At)> buckets = [];

    /// <summary>Takes one message's worth. Not safe for threads: <see cref="SlackWorkspace"/> guards it.</summary>
    /// <returns>Zero, or the whole seconds after which to try again.</returns>
    public int SecondsToWait(string channelId)
    {
        var now = clock.GetTimestamp();
        var (tokens, at) = buckets.GetValueOrDefault(channelId, (Burst, now));
        tokens = Math.Min(Burst, tokens + clock.GetElapsedTime(at, now).TotalSeconds);
        var granted = tokens >= 1;
        buckets[channelId] = (granted ? tokens - 1 : tokens, now);
        return granted ? 0 : (int)Math.Ceiling(1 - tokens);
    }
}
