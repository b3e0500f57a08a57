namespace Convo.Functions.Connectors.Slack;

/// <summary>
/// Hands out turns to post: one message a second and channel, with a burst of three ("Rate limits", section "Rate limits when posting
/// messages": one a second a channel, short bursts allowed). Who has to wait gets a turn of its own and comes back for it, so that a crowd
/// is spread out at once instead of asking again and again.
/// </summary>
/// <param name="time">The clock. Only its monotonic side counts: a corrected system clock moves no turn.</param>
internal sealed class ChannelPacing(TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    public const int Burst = 3;

    // A turn that nobody came back for. Its place is lost, which only makes others wait a second longer.
    private static readonly TimeSpan TurnLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Debt = (Burst - 1) * Interval;

    private readonly Lock gate = new();
    private readonly Dictionary<string, TimeSpan> paidUntil = [];
    private readonly Dictionary<(string Channel, string Who), TimeSpan> turns = [];

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>Asks for a turn, or comes back for it.</summary>
    /// <param name="channel">The channel, with its workspace.</param>
    /// <param name="who">The delivery that asks.</param>
    /// <returns>How long to wait; zero means: go.</returns>
    public TimeSpan Turn(string channel, string who)
    {
        lock (gate)
        {
            var now = Now;

            if (turns.TryGetValue((channel, who), out var turn))
            {
                return turn > now ? turn - now : Taken(channel, who);
            }

            var due = Next(channel, now);

            if (due > now)
            {
                Forget(now);
                turns[(channel, who)] = due;
            }

            return due - now;
        }
    }

    /// <summary>A place for one more message of who has begun, and how long to wait for it.</summary>
    public TimeSpan Another(string channel)
    {
        lock (gate)
        {
            var now = Now;
            return Next(channel, now) - now;
        }
    }

    /// <summary>Slack asked to wait: no new turn in this channel comes before.</summary>
    public void Hold(string channel, TimeSpan wait)
    {
        lock (gate)
        {
            var until = Now + wait + Debt;
            paidUntil[channel] = paidUntil.TryGetValue(channel, out var paid) && paid > until ? paid : until;
        }
    }

    /// <summary>What was known under a channel's name goes on under its id: one channel has one pace, whatever it is called.</summary>
    public void Rename(string name, string id)
    {
        lock (gate)
        {
            if (name == id || !paidUntil.Remove(name, out var paid))
            {
                return;
            }

            paidUntil[id] = paidUntil.TryGetValue(id, out var known) && known > paid ? known : paid;

            foreach (var (key, turn) in turns.Where(entry => entry.Key.Channel == name).ToList())
            {
                turns.Remove(key);
                turns[(id, key.Who)] = turn;
            }
        }
    }

    private TimeSpan Taken(string channel, string who)
    {
        turns.Remove((channel, who));
        return TimeSpan.Zero;
    }

    // Each message is paid for with one interval; up to a burst may be owed.
    private TimeSpan Next(string channel, TimeSpan now)
    {
        var paid = paidUntil.TryGetValue(channel, out var until) && until > now ? until : now;
        paidUntil[channel] = paid + Interval;
        return paid - Debt > now ? paid - Debt : now;
    }

    private void Forget(TimeSpan now)
    {
        foreach (var (key, turn) in turns)
        {
            if (turn + TurnLife < now)
            {
                turns.Remove(key);
            }
        }

        foreach (var (channel, paid) in paidUntil)
        {
            if (paid < now)
            {
                paidUntil.Remove(channel);
            }
        }
    }
}
