using System.Collections.Concurrent;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Connectors.Slack;

/// <summary>Remembers what a workspace tells about itself: its address, and the ids behind the names of channels.</summary>
/// <param name="time">The clock.</param>
internal sealed class SlackDirectory(TimeProvider time)
{
    private const int MostPages = 50;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FailureMemory = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Connection, int Generation, string Name), (string? Id, DateTimeOffset Until)> ids = new();
    private readonly ConcurrentDictionary<(string Connection, int Generation), (string? Address, DateTimeOffset Until)> addresses = new();

    /// <summary>The name without its sign, as Slack has it in lists.</summary>
    public static string Plain(string channel) => channel.TrimStart('#');

    /// <summary>Whether it is an id (C…, G… or D… and capitals) rather than a name, which has no capitals.</summary>
    public static bool IsId(string channel) => channel.Length is >= 6 and <= 24 && channel[0] is 'C' or 'G' or 'D'
        && channel.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    /// <summary>Whether it is the id of a direct message (D…): one person and the app. Private channels and groups of people are shared by several.</summary>
    public static bool IsPerson(string channel) => IsId(channel) && channel[0] is 'D';

    /// <summary>The id, where it is known without asking.</summary>
    public string? Known(Connection connection, string channel) =>
        IsId(channel) ? channel : ids.TryGetValue(Key(connection, channel), out var entry) && entry.Until > time.GetUtcNow() ? entry.Id : null;

    /// <summary>Slack said which id is behind a name.</summary>
    public void Learn(Connection connection, string channel, string id) => ids[Key(connection, channel)] = (id, time.GetUtcNow() + Memory);

    /// <summary>The id behind a name; reads the list of channels where it isn't known.</summary>
    /// <returns>The id, or why there is none.</returns>
    public async Task<(string? Id, SlackTrouble? Trouble)> FindAsync(SlackApi api, Connection connection, string channel, CancellationToken cancellation)
    {
        if (Known(connection, channel) is { } known)
        {
            return (known, null);
        }

        var (complete, trouble) = await ReadAsync(api, connection, "public_channel,private_channel", cancellation);

        // Private channels have a scope of their own, which an app for public ones needs not have.
        if (trouble?.Error == "missing_scope")
        {
            (complete, trouble) = await ReadAsync(api, connection, "public_channel", cancellation);
        }

        return Known(connection, channel) is { } found ? (found, null)
            : trouble is not null ? (null, trouble)
            : complete ? (null, SlackErrors.Of("channel_not_found"))
            : (null, new(SlackEffect.Refused, "The workspace has too many channels to look through.", "Write the channel's id (C…) in place of its name."));
    }

    /// <summary>The workspace's own address, such as <c>https://acme.slack.com/</c>; null where Slack doesn't tell. Only links need it.</summary>
    public async Task<string?> AddressAsync(SlackApi api, Connection connection, CancellationToken cancellation)
    {
        var key = (connection.Name, connection.Generation);

        if (addresses.TryGetValue(key, out var entry) && entry.Until > time.GetUtcNow())
        {
            return entry.Address;
        }

        var address = await api.AuthTestAsync(cancellation) is SlackAnswer<SlackIdentity>.Here here ? here.Value.Url : null;
        addresses[key] = (address, time.GetUtcNow() + (address is null ? FailureMemory : Memory));
        return address;
    }

    private async Task<(bool Complete, SlackTrouble? Trouble)> ReadAsync(SlackApi api, Connection connection, string types, CancellationToken cancellation)
    {
        string? cursor = null;

        for (var page = 0; page < MostPages; page++)
        {
            switch (await api.ChannelsAsync(types, cursor, cancellation))
            {
                case SlackAnswer<SlackChannelPage>.Not not:
                    return (false, not.Trouble);
                case SlackAnswer<SlackChannelPage>.Here { Value: var list }:
                    foreach (var channel in list.Channels ?? [])
                    {
                        if (channel is { Id: { Length: > 0 } id, Name: { Length: > 0 } name })
                        {
                            Learn(connection, name, id);
                        }
                    }

                    if (list.NextCursor is null)
                    {
                        return (true, null);
                    }

                    cursor = list.NextCursor;
                    break;
            }
        }

        return (false, null);
    }

    private static (string Connection, int Generation, string Name) Key(Connection connection, string channel) =>
        (connection.Name, connection.Generation, Plain(channel));
}
