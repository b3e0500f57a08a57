using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Webhooks;

/// <summary>Whether a delivery that no known secret signed may have been signed by one that is new.</summary>
public abstract record NewSecret
{
    private NewSecret()
    {
    }

    /// <summary>It was: the ring that has it.</summary>
    public sealed record Here(HookRing Ring) : NewSecret;

    /// <summary>A webhook is being made whose secret is still not stored.</summary>
    public sealed record ToCome : NewSecret;

    /// <summary>It was not.</summary>
    public sealed record None : NewSecret;
}

/// <summary>
/// Finds the secret that another instance has just got from Convo. Convo can send by it before it is stored, so that a delivery that nothing known has
/// signed is denied only once the connection's record, read after the delivery came, tells of no webhook that is being made and of none that is unknown here.
/// </summary>
/// <remarks>
/// Strangers can cause no more than this: one read of a few rows at a time, however many of them come, and the secrets are read only where the record says
/// that there is something new.
/// </remarks>
public sealed class NewSecrets(WebhookStore store, RingCache rings, TimeProvider clock) : IDisposable
{
    // Half of the ten seconds that Convo waits.
    private static readonly TimeSpan WaitAtMost = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim reading = new(1);
    private long begun;
    private (long Number, IReadOnlyList<WebhookRecord> Records) last = (0, []);

    /// <summary>Looks for it, and waits for one that is being stored.</summary>
    /// <param name="connection">The connection that the delivery is for.</param>
    /// <param name="known">The ring that did not do; null where none is known.</param>
    /// <param name="signs">Whether a ring has the secret.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<NewSecret> FindAsync(string connection, HookRing? known, Func<HookRing, bool> signs, CancellationToken cancellation)
    {
        var since = clock.GetTimestamp();
        while (await RecordAsync(connection, cancellation) is { } record)
        {
            var isMaking = record.MayHaveNewSecret(clock.GetUtcNow());
            if (!isMaking && (record.WebhookId is null || Holds(known, record.WebhookId)))
            {
                return new NewSecret.None();
            }

            known = (await rings.FindNewAsync(connection, cancellation)).Ring ?? known;
            if (known is not null && signs(known))
            {
                return new NewSecret.Here(known);
            }

            if (!isMaking)
            {
                return new NewSecret.None();
            }

            if (clock.GetElapsedTime(since) >= WaitAtMost)
            {
                return new NewSecret.ToCome();
            }

            await Task.Delay(Pause, clock, cancellation);
        }

        return new NewSecret.None();
    }

    /// <inheritdoc/>
    public void Dispose() => reading.Dispose();

    private static bool Holds(HookRing? ring, string webhookId) => ring?.Entries.Any(entry => entry.WebhookId == webhookId) is true;

    // Read after the caller came, by one for all who wait.
    private async Task<WebhookRecord?> RecordAsync(string connection, CancellationToken cancellation)
    {
        var seen = Interlocked.Read(ref begun);
        await reading.WaitAsync(cancellation);
        try
        {
            if (last.Number <= seen)
            {
                var number = Interlocked.Increment(ref begun);
                last = (number, await store.ListAsync(cancellation));
            }

            return last.Records.FirstOrDefault(record => record.Connection == connection);
        }
        catch (StorageException)
        {
            // Nothing new can be told of, and nothing new can be stored either.
            return null;
        }
        finally
        {
            reading.Release();
        }
    }
}
