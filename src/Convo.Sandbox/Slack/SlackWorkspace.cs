namespace Convo.Sandbox.Slack;

/// <summary>The simulated workspace: its channels, its clockwork of message times, the count of calls. One lock guards all of it.</summary>
internal sealed class SlackWorkspace
{
    private const int MostChannels = 1000;
    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly ChannelPace? pace;
    private readonly List<SlackChannel> channels;
    private readonly SortedDictionary<string, long> calls = new(StringComparer.Ordinal);
    private long lastMicroseconds;

    public SlackWorkspace(TimeProvider clock, bool pacing)
    {
        this.clock = clock;
        pace = pacing ? new(clock) : null;
        var created = clock.GetUtcNow();
        channels =
        [
            new("C0GENERAL1", "general", created) { IsGeneral = true, HasBot = true },
            new("C0MEETINGS", "meetings", created) { HasBot = true },
            new("C0APPROVAL", "approvals", created) { HasBot = true },
            new("C0SALES001", "sales", created),
            new("C0OLDTIMES", "old-project", created) { IsArchived = true, HasBot = true },
            new("G0LEADS001", "leads", created) { IsPrivate = true, HasBot = true },
            new("G0SECRET01", "board", created) { IsPrivate = true },
            .. SlackPeople.Everybody.Select(one => new SlackChannel(one.DirectId, $"@{one.Name}", created) { With = one.Id, HasBot = true }),
        ];
    }

    /// <summary>Does something with the channels while nobody else can.</summary>
    public T Do<T>(Func<IReadOnlyList<SlackChannel>, T> work)
    {
        lock (gate)
        {
            return work(channels);
        }
    }

    /// <summary>Adds a channel.</summary>
    /// <returns>Null when the name is taken or the workspace is full.</returns>
    public SlackChannel? TryAdd(string name, bool isPrivate, bool isArchived, bool hasBot)
    {
        lock (gate)
        {
            if (channels.Count >= MostChannels || channels.Exists(c => c.Name == name))
            {
                return null;
            }

            var id = $"{(isPrivate ? 'G' : 'C')}0ADDED{channels.Count:D4}";
            var channel = new SlackChannel(id, name, clock.GetUtcNow()) { IsPrivate = isPrivate, IsArchived = isArchived, HasBot = hasBot };
            channels.Add(channel);
            return channel;
        }
    }

    /// <summary>Whole seconds until the channel takes another message; zero takes it now. Only inside <see cref="Do"/>.</summary>
    public int SecondsToWait(string channelId) => pace?.SecondsToWait(channelId) ?? 0;

    /// <summary>The next message time: unix seconds with six digits, never the same twice and never falling. Only inside <see cref="Do"/>.</summary>
    public string NextTs()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        lastMicroseconds = Math.Max(now, lastMicroseconds + 1);
        return $"{lastMicroseconds / 1_000_000}.{lastMicroseconds % 1_000_000:D6}";
    }

    public void Count(string method)
    {
        lock (gate)
        {
            calls[method] = calls.GetValueOrDefault(method) + 1;
        }
    }

    /// <summary>How often each method was called, refused calls too.</summary>
    public IReadOnlyDictionary<string, long> Calls()
    {
        lock (gate)
        {
            return new SortedDictionary<string, long>(calls, StringComparer.Ordinal);
        }
    }
}
