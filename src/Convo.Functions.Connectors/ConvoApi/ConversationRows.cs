using System.Collections.Concurrent;
using Convo.Client;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>
/// Finds the row of one conversation. Convo has no call for it (API documentation, "Conversations": only a list, whose search looks at titles), so
/// the list is read: first the last days, where nearly all meetings are that anybody asks for, then further back.
/// </summary>
/// <remarks>
/// One reading serves all meetings that are asked for within ten seconds, so a burst of meetings costs one call and not one each. Longer than
/// that no row is kept: titles change, and an old one would be posted.
/// </remarks>
/// <param name="time">The clock.</param>
internal sealed class ConversationRows(TimeProvider time)
{
    /// <summary>How long a row serves all who ask for it.</summary>
    public static readonly TimeSpan RowLife = TimeSpan.FromSeconds(10);

    private const int RecentPages = 3;
    private const int OlderPages = 10;
    private static readonly TimeSpan Recent = TimeSpan.FromDays(3);

    // Looking far back costs up to ten of an hour's requests; a row that wasn't there is not looked for like that again soon.
    private static readonly TimeSpan MissingLife = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, Shelf> shelves = new();

    /// <summary>The row, or null where Convo's list doesn't have it.</summary>
    /// <exception cref="ConvoApiException">Convo could not be asked.</exception>
    public async Task<Conversation?> FindAsync(ConvoClient client, Connection connection, string id, CancellationToken cancellation)
    {
        var shelf = shelves.GetOrAdd(Shelf.Of(connection), _ => new Shelf());
        await shelf.Gate.WaitAsync(cancellation);

        try
        {
            Forget(shelf);

            if (shelf.Rows.TryGetValue(id, out var kept))
            {
                return kept.Row;
            }

            return await ReadAsync(shelf, client, new ConversationQuery { Since = time.GetUtcNow() - Recent }, RecentPages, id, cancellation)
                ?? await ReadOlderAsync(shelf, client, id, cancellation);
        }
        finally
        {
            shelf.Gate.Release();
        }
    }

    /// <summary>Forgets a row that was changed: it is read anew.</summary>
    public void Forget(Connection connection, string id)
    {
        if (shelves.TryGetValue(Shelf.Of(connection), out var shelf))
        {
            shelf.Changed[id] = true;
        }
    }

    private async Task<Conversation?> ReadOlderAsync(Shelf shelf, ConvoClient client, string id, CancellationToken cancellation)
    {
        if (shelf.Missing.ContainsKey(id))
        {
            return null;
        }

        if (await ReadAsync(shelf, client, new ConversationQuery(), OlderPages, id, cancellation) is { } row)
        {
            return row;
        }

        shelf.Missing[id] = time.GetUtcNow() + MissingLife;
        return null;
    }

    private async Task<Conversation?> ReadAsync(Shelf shelf, ConvoClient client, ConversationQuery query, int pages, string id, CancellationToken cancellation)
    {
        Conversation? found = null;

        await foreach (var page in client.ListConversationPagesAsync(query, cancellation))
        {
            foreach (var row in page.Value.Conversations)
            {
                shelf.Rows[row.Id] = (row, time.GetUtcNow() + RowLife);
                found = row.Id == id ? row : found;
            }

            if (found is not null || --pages == 0)
            {
                break;
            }
        }

        return found;
    }

    private void Forget(Shelf shelf)
    {
        var now = time.GetUtcNow();

        foreach (var (id, _) in shelf.Changed)
        {
            shelf.Changed.TryRemove(id, out _);
            shelf.Rows.Remove(id);
        }

        foreach (var (id, kept) in shelf.Rows)
        {
            // A life that ends too far away comes from a clock that was set back since.
            if (kept.Until <= now || kept.Until > now + RowLife)
            {
                shelf.Rows.Remove(id);
            }
        }

        foreach (var (id, until) in shelf.Missing)
        {
            if (until <= now)
            {
                shelf.Missing.Remove(id);
            }
        }
    }

    private sealed class Shelf
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        // Noted by those who don't hold the gate.
        public ConcurrentDictionary<string, bool> Changed { get; } = [];

        public static string Of(Connection connection) => $"{connection.Name}/{connection.Generation}";

        public Dictionary<string, (Conversation Row, DateTimeOffset Until)> Rows { get; } = [];

        public Dictionary<string, DateTimeOffset> Missing { get; } = [];
    }
}
