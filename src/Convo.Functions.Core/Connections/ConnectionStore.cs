using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Webhooks;

namespace Convo.Functions.Core.Connections;

/// <summary>
/// The named accounts. Settings lie in table <c>connections</c>, secrets in the secret store under names with a generation, so that a name is
/// never used again for another secret: not after a change, and not after the connection was removed and made anew.
/// </summary>
public sealed partial class ConnectionStore(ITables tables, ISecrets secrets, IChance chance, TimeProvider clock) : IConnections, IConnectionSecrets
{
    /// <summary>Stands for the id of a webhook that somebody registered by hand, of which we know the secret alone.</summary>
    public const string ByHand = "by-hand";

    private const string Partition = "connections";
    private const string Removed = "removed";
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>All connections, by name.</summary>
    public Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellation) => ListAsync(tables, cancellation);

    /// <summary>All connections, by name, for who has no secret store yet.</summary>
    public static async Task<IReadOnlyList<Connection>> ListAsync(ITables tables, CancellationToken cancellation)
    {
        var rows = await tables.ReadAllAsync(TableNames.Connections, new RowRange(Partition), cancellation);
        return [.. rows.Where(row => !row.Flag(Removed)).Select(Read)];
    }

    /// <summary>The names of all connections that there are or ever were: meetings outlive the connection they came by.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation) =>
        [.. (await tables.ReadAllAsync(TableNames.Connections, new RowRange(Partition), cancellation)).Select(row => row.Key)];

    /// <inheritdoc/>
    public async Task<Connection?> FindAsync(string name, CancellationToken cancellation) =>
        ConnectionRules.IsName(name)
        && await tables.GetAsync(TableNames.Connections, Partition, name, cancellation) is { } row && !row.Flag(Removed)
            ? Read(row)
            : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>?> ReadAsync(Connection connection, CancellationToken cancellation) =>
        await secrets.GetAsync(SecretName(connection.Name, connection.Generation), cancellation) is { } text
            ? JsonSerializer.Deserialize(text, ConnectionJson.Default.DictionaryStringString)
            : null;

    /// <summary>Saves a draft that <see cref="ConnectionRules"/> found nothing wrong with, as a new generation. Secrets that it leaves out stay.</summary>
    /// <returns>The connection; null where somebody else changed it meanwhile.</returns>
    public async Task<Connection?> SaveAsync(ConnectionDraft draft, CancellationToken cancellation)
    {
        var kind = ConnectionKind.Find(draft.Kind) ?? throw new ArgumentException("no such kind of connection", nameof(draft));
        var row = await tables.GetAsync(TableNames.Connections, Partition, draft.Name, cancellation);
        var before = row is not null && !row.Flag(Removed) ? Read(row) : null;
        var settings = new Dictionary<string, string>(draft.Settings);

        if (kind.BaseUrl.Length > 0)
        {
            settings[ConnectionKind.BaseUrlSetting] = Address(draft, kind);
        }

        var connection = new Connection(draft.Name, kind.Name, settings, 1 + (int)(row?.Number("generation") ?? 0));

        // The secrets first: a row must never point at a generation that has none.
        await SetSecretsAsync(connection, before, draft.Secrets, cancellation);
        var written = Write(connection);
        RowChange change = row is { Tag: { } tag } ? new RowChange.Replace(written, tag) : new RowChange.Insert(written);
        if (await tables.WriteAsync(TableNames.Connections, [change], cancellation) is WriteResult.Done)
        {
            await DropSecretsAsync(connection.Name, connection.Generation - 2, cancellation);
            return connection;
        }

        return await WroteAsync(written, cancellation) ? connection : null;
    }

    /// <summary>Removes a connection and its secrets; false where there is none. Its row stays as a tombstone: the generation goes on from there.</summary>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellation)
    {
        if (!ConnectionRules.IsName(name)
            || await tables.GetAsync(TableNames.Connections, Partition, name, cancellation) is not { Tag: { } tag } row
            || row.Flag(Removed))
        {
            return false;
        }

        var connection = Read(row);
        var written = Write(connection);
        var tombstone = written with { Values = new Dictionary<string, RowValue>(written.Values) { [Removed] = true } };
        if (await tables.WriteAsync(TableNames.Connections, [new RowChange.Replace(tombstone, tag)], cancellation) is not WriteResult.Done)
        {
            return await WroteAsync(tombstone, cancellation);
        }

        await DropSecretsAsync(name, connection.Generation - 1, cancellation);
        await DropSecretsAsync(name, connection.Generation, cancellation);
        return true;
    }

    /// <summary>The ring of webhook secrets; the empty one where none was stored.</summary>
    public async Task<HookRing> RingAsync(Connection connection, CancellationToken cancellation) =>
        HookRing.Read(await secrets.GetAsync(RingName(connection.Name, connection.Generation), cancellation));

    /// <summary>Stores the ring of webhook secrets.</summary>
    public Task SaveRingAsync(Connection connection, HookRing ring, CancellationToken cancellation) =>
        secrets.SetAsync(RingName(connection.Name, connection.Generation), ring.Write(), cancellation);

    private static string SecretName(string name, int generation) => string.Create(CultureInfo.InvariantCulture, $"connection-{name}-g{generation}");

    private static string RingName(string name, int generation) => string.Create(CultureInfo.InvariantCulture, $"hooks-{name}-g{generation}");

    private static string Address(ConnectionDraft draft, ConnectionKind kind) =>
        draft.Settings.TryGetValue(ConnectionKind.BaseUrlSetting, out var text) && ConnectionRules.Address(text, LoopbackRule.Allowed) is { } address
            ? address.AbsoluteUri
            : kind.BaseUrl;

    private static Connection Read(Row row) => new(
        row.Key,
        row.Text("kind") ?? "",
        JsonSerializer.Deserialize(row.Text("settings") ?? "{}", ConnectionJson.Default.DictionaryStringString) ?? Nothing,
        (int)(row.Number("generation") ?? 0));

    private Row Write(Connection connection) => new(Partition, connection.Name, new Dictionary<string, RowValue>
    {
        ["kind"] = connection.Kind,
        ["settings"] = JsonSerializer.Serialize(new Dictionary<string, string>(connection.Settings), ConnectionJson.Default.DictionaryStringString),
        ["generation"] = (long)connection.Generation,
        ["savedAt"] = clock.GetUtcNow(),
        ["nonce"] = chance.NewId(),
    });

    // A conflict after a repeated write may be our own first write.
    private async Task<bool> WroteAsync(Row written, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Connections, Partition, written.Key, cancellation) is { } now && now.Text("nonce") == written.Text("nonce");

    private async Task SetSecretsAsync(
        Connection connection, Connection? before, IReadOnlyDictionary<string, string> given, CancellationToken cancellation)
    {
        var all = before is null ? [] : new Dictionary<string, string>(await ReadAsync(before, cancellation) ?? Nothing);
        foreach (var (name, value) in given.Where(pair => pair.Key is not ConnectionKind.WebhookSecret))
        {
            all[name] = value;
        }

        var ring = before is null ? HookRing.Empty : await RingAsync(before, cancellation);
        if (given.TryGetValue(ConnectionKind.WebhookSecret, out var secret))
        {
            ring = ring.Add(ByHand, secret, clock.GetUtcNow(), WebhookRules.Overlap);
        }

        await secrets.SetAsync(
            SecretName(connection.Name, connection.Generation), JsonSerializer.Serialize(all, ConnectionJson.Default.DictionaryStringString), cancellation);
        await SaveRingAsync(connection, ring, cancellation);
    }

    // The generation before the last is kept: deliveries under way may hold it.
    private async Task DropSecretsAsync(string name, int generation, CancellationToken cancellation)
    {
        if (generation > 0)
        {
            await secrets.DeleteAsync(SecretName(name, generation), cancellation);
            await secrets.DeleteAsync(RingName(name, generation), cancellation);
        }
    }

    [JsonSerializable(typeof(Dictionary<string, string>))]
    private sealed partial class ConnectionJson : JsonSerializerContext;
}
