using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Webhooks;

/// <summary>Reads and writes what the guardian knows: one row a connection, and one for the last test call that came in.</summary>
public sealed class WebhookStore(ITables tables, IChance chance, TimeProvider clock)
{
    private const string Heard = "webhook-tests";
    private const int MostTries = 5;

    /// <summary>The record of a connection; one that knows nothing where there is none.</summary>
    public async Task<WebhookRecord> FindAsync(string connection, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Connections, WebhookRecord.Partition, connection, cancellation) is { } row
            ? WebhookRecord.From(row)
            : new WebhookRecord(connection);

    /// <summary>The records of all connections.</summary>
    public async Task<IReadOnlyList<WebhookRecord>> ListAsync(CancellationToken cancellation) =>
        [.. (await tables.ReadAllAsync(TableNames.Connections, new RowRange(WebhookRecord.Partition), cancellation)).Select(WebhookRecord.From)];

    /// <summary>Writes a record over the version that it was read as.</summary>
    /// <returns>The record at its new version; null when somebody else changed it first.</returns>
    public async Task<WebhookRecord?> WriteAsync(WebhookRecord record, CancellationToken cancellation)
    {
        var nonce = chance.NewId();
        return await tables.WriteOwnAsync(TableNames.Connections, [record.Write(nonce)], nonce, cancellation) is { } tag
            ? record with { Tag = tag }
            : null;
    }

    /// <summary>Changes a record, whoever else is at it.</summary>
    /// <exception cref="StorageException">Others changed it all the while.</exception>
    public async Task<WebhookRecord> ChangeAsync(string connection, Func<WebhookRecord, WebhookRecord> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            if (await WriteAsync(change(await FindAsync(connection, cancellation)), cancellation) is { } written)
            {
                return written;
            }
        }

        throw new StorageException("The record of a webhook could not be changed: others were changing it all the while.", mayHaveHappened: false);
    }

    /// <summary>Forgets a connection that was removed.</summary>
    public async Task ForgetAsync(string connection, CancellationToken cancellation)
    {
        await tables.WriteAsync(TableNames.Connections, [new RowChange.Delete(WebhookRecord.Partition, connection)], cancellation);
        await tables.WriteAsync(TableNames.Connections, [new RowChange.Delete(Heard, connection)], cancellation);
    }

    /// <summary>Notes that Convo's test call came in with a valid signature, whichever instance took it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="webhookId">Whose secret signed it.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task HearAsync(string connection, string webhookId, CancellationToken cancellation)
    {
        var row = new Row(Heard, connection, new Dictionary<string, RowValue>
        {
            ["webhookId"] = webhookId,
            ["at"] = clock.GetUtcNow(),
            [Nonces.Name] = chance.NewId(),
        });
        await tables.WriteAsync(TableNames.Connections, [new RowChange.Upsert(row)], cancellation);
    }

    /// <summary>The last test call that came in; null where none did.</summary>
    public async Task<HeardTest?> HeardAsync(string connection, CancellationToken cancellation) =>
        await tables.GetAsync(TableNames.Connections, Heard, connection, cancellation) is { } row
            ? new HeardTest(row.Text("webhookId") ?? "", row.Time("at") ?? default, row.Text(Nonces.Name) ?? "")
            : null;
}

/// <summary>A test call that came in.</summary>
/// <param name="WebhookId">Whose secret signed it.</param>
/// <param name="At">When.</param>
/// <param name="Nonce">Tells it from the one before, whatever the clocks say.</param>
public sealed record HeardTest(string WebhookId, DateTimeOffset At, string Nonce);
