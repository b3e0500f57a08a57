namespace Convo.Sandbox.Slack;

/// <summary>The simulated workspace: its channels, its clockwork of message times, the count of calls. One lock guards all of it.</summary>
internal sealed class SlackWorkspace
{
    private const int MostChannels = 1000;
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly ChannelPace? _pace;
    private readonly List<SlackChannel> _channels;
    private readonly SortedDictionary<string, long> _calls = new(StringComparer.Ordinal);
    private long _lastMicroseconds;

    public SlackWorkspace(TimeProvider clock, bool pacing)
    {
        _clock = clock;
        _pace = pacing ? new(clock) : null;
        var created = clock.GetUtcNow();
        _channels =
        [
            new("C0GENERAL1", "general", created) { IsGeneral = true, HasBot = true },
            new("C0MEETINGS", "meetings", created) { HasBot = true },
            new("C0SALES001", "sales", created),
            new("C0OLDTIMES", "old-project", created) { IsArchived = true, HasBot = true },
            new("G0LEADS001", "leads", created) { IsPrivate = true, HasBot = true },
            new("G0SECRET01", "board", created) { IsPrivate = true },
        ];
    }

    /// <summary>Does something with the channels while nobody else can.</summary>
    public T Do<T>(Func<IReadOnlyList<SlackChannel>, T> work)
    {
        lock (_gate)
        {
            return work(_channels);
        }
    }

    /// <summary>Adds a channel.</summary>
    /// <returns>Null when the name is taken or the workspace is full.</returns>
    public SlackChannel? TryAdd(string name, bool isPrivate, bool isArchived, bool hasBot)
    {
        lock (_gate)
        {
            if (_channels.Count >= MostChannels || _channels.Exists(c => c.Name == name))
            {
                return null;
            }

            var id = $"{(isPrivate ? 'G' : 'C')}0ADDED{_channels.Count:D4}";
            var channel = new SlackChannel(id, name, _clock.GetUtcNow()) { IsPrivate = isPrivate, IsArchived = isArchived, HasBot = hasBot };
            _channels.Add(channel);
            return channel;
        }
    }

    /// <summary>Whole seconds until the channel takes another message; zero takes it now. Only inside <see cref="Do"/>.</summary>
    public int SecondsToWait(string channelId) => _pace?.SecondsToWait(channelId) ?? 0;

    /// <summary>The next message time: unix seconds with six digits, never the same twice and never falling. Only inside <see cref="Do"/>.</summary>
    public string NextTs()
    {
        var now = _clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        _lastMicroseconds = Math.Max(now, _lastMicroseconds + 1);
        return $"{_lastMicroseconds / 1_000_000}.{_lastMicroseconds % 1_000_000:D6}";
    }

    public void Count(string method)
    {
        lock (_gate)
        {
            _calls[method] = _calls.GetValueOrDefault(method) + 1;
        }
    }

    /// <summary>How often each method was called, refused calls too.</summary>
    public IReadOnlyDictionary<string, long> Calls()
    {
        lock (_gate)
        {
            return new SortedDictionary<string, long>(_calls, StringComparer.Ordinal);
        }
    }
}
