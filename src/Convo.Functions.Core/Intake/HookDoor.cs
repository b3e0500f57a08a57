using Convo.Functions.Core.Access;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Webhooks;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Intake;

/// <summary>What to answer to a delivery. Nothing more is ever said to a stranger.</summary>
public enum HookAnswer
{
    /// <summary>Stored, or safely spooled (200).</summary>
    Taken,

    /// <summary>Not proven to be Convo's (401), whatever the reason.</summary>
    Denied,

    /// <summary>Proven, but it could not be kept; or not to be proven now, because the secrets can't be read (503).</summary>
    Unavailable,
}

/// <summary>
/// The door for Convo's deliveries: fails closed on the signature and safe on everything after it. It answers "taken" only once the event is
/// durable.
/// </summary>
public sealed partial class HookDoor(
    RingCache rings,
    NewSecrets newSecrets,
    WebhookStore webhooks,
    IHookSignature signatures,
    IAccept accept,
    ISpool spool,
    Rejections rejections,
    AuditTrail audit,
    TimeProvider clock,
    ILogger<HookDoor> logger)
{
    // Convo gives up after 10 s; half of it is left for the way and for the spool.
    private static readonly TimeSpan StoreWithin = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RingAge = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryAge = TimeSpan.FromSeconds(5);

    // Above what one meeting's own burst of events brings.
    private const int Crowd = 8;

    private long lastStored;
    private int underWay;

    /// <summary>True while so many deliveries are being taken in at once that other work should give way.</summary>
    public bool IsCrowded => Volatile.Read(ref underWay) >= Crowd;

    /// <summary>When an event of Convo was last stored by this process; null where none was.</summary>
    public DateTimeOffset? LastStoredAt => Interlocked.Read(ref lastStored) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Takes a delivery in.</summary>
    /// <param name="connection">The connection that the address names.</param>
    /// <param name="body">The raw bytes. They are kept: the caller doesn't use the memory again.</param>
    /// <param name="signature">The value of <c>X-Convo-Signature</c>; several headers come joined with commas.</param>
    /// <param name="mediaType">The Content-Type, if one came.</param>
    /// <param name="cancellation">Ends the look-up of the secrets; what is signed is stored in any case.</param>
    public async Task<HookAnswer> ReceiveAsync(
        string connection, ReadOnlyMemory<byte> body, string? signature, string? mediaType, CancellationToken cancellation)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            return await TakeInAsync(connection, body, signature, mediaType, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private async Task<HookAnswer> TakeInAsync(
        string connection, ReadOnlyMemory<byte> body, string? signature, string? mediaType, CancellationToken cancellation)
    {
        var receivedAt = clock.GetUtcNow();
        var found = await rings.FindAsync(connection, RingAge, cancellation);
        if (found.Ring is null)
        {
            found = await rings.FindAsync(connection, RetryAge, cancellation);
        }

        if (found.IsUnread && IsOne(signature))
        {
            return Unproven(connection);
        }

        var ring = found.Ring;
        var refusal = Refusal(ring, signature);

        if (refusal is null && !Signed(ring!, body.Span, signature, receivedAt))
        {
            // The secret may be newer than what is cached.
            ring = (await rings.FindAsync(connection, RetryAge, cancellation)).Ring;
            refusal = Refusal(ring, signature)
                ?? (Signed(ring!, body.Span, signature, receivedAt) ? null : RejectionReason.WrongSignature);
        }

        if (refusal is RejectionReason.WrongSignature or RejectionReason.NoSecret or RejectionReason.UnknownConnection && IsOne(signature))
        {
            switch (await newSecrets.FindAsync(connection, ring, fresh => Signed(fresh, body.Span, signature, receivedAt), cancellation))
            {
                case NewSecret.Here(var fresh):
                    (ring, refusal) = (fresh, null);
                    break;
                case NewSecret.ToCome:
                    return Unproven(connection);
                case NewSecret.None when refusal is RejectionReason.WrongSignature:
                    refusal = await OldSecretAsync(connection, ring!, body, signature, receivedAt);
                    break;
            }
        }

        if (refusal is { } reason)
        {
            rejections.Count(ring is null ? null : connection, reason);
            Log.Refused(logger, ring is null ? Rejections.Unknown : connection, reason);
            return HookAnswer.Denied;
        }

        var type = mediaType is { Length: > 100 } ? mediaType[..100] : mediaType;
        return await StoreAsync(new Arrival(connection, body, receivedAt) { MediaType = type }, ring!, signature);
    }

    private static RejectionReason? Refusal(HookRing? ring, string? signature) => (ring, signature) switch
    {
        (null, _) => RejectionReason.UnknownConnection,
        (_, null or "") => RejectionReason.NoSignature,
        _ when signature.Contains(',') => RejectionReason.SeveralSignatures,
        ({ Entries.Count: 0 }, _) => RejectionReason.NoSecret,
        _ => null,
    };

    private static bool IsOne(string? signature) => signature is { Length: > 0 } && !signature.Contains(',');

    // It may well be Convo's: denied, it would be lost; this way it is sent again, or the poll finds the meeting.
    private HookAnswer Unproven(string connection)
    {
        var known = rings.Knows(connection) ? connection : null;
        rejections.Count(known, RejectionReason.NotStored);
        Log.Unproven(logger, known ?? Rejections.Unknown);
        return HookAnswer.Unavailable;
    }

    private bool Signed(HookRing ring, ReadOnlySpan<byte> body, string? signature, DateTimeOffset now) =>
        signatures.Match(body, signature, ring.Valid(now)) is not null;

    private async Task<RejectionReason> OldSecretAsync(
        string connection, HookRing ring, ReadOnlyMemory<byte> body, string? signature, DateTimeOffset now)
    {
        var past = ring.Past(now);
        if (signatures.Match(body.Span, signature, [.. past.Select(entry => entry.Secret)]) is not { } index)
        {
            return RejectionReason.WrongSignature;
        }

        try
        {
            await audit.OnceAnHourAsync("convo", "hook.old-secret", $"{connection}/{past[index].WebhookId}", CancellationToken.None);
        }
        catch (Ports.StorageException e)
        {
            Log.AuditMissed(logger, e, connection);
        }

        return RejectionReason.OldSecret;
    }

    private async Task<HookAnswer> StoreAsync(Arrival arrival, HookRing ring, string? signature)
    {
        try
        {
            using var limit = new CancellationTokenSource(StoreWithin, clock);
            var accepted = await accept.AcceptAsync(arrival, limit.Token).WaitAsync(limit.Token);
            if (accepted is Accepted.Test)
            {
                // Before the answer: who asked Convo for the call looks whether it came in as soon as Convo has it.
                var counting = ring.Counting(arrival.ReceivedAt);
                var signer = signatures.Match(arrival.Body.Span, signature, [.. counting.Select(entry => entry.Secret)]);
                await webhooks.HearAsync(arrival.Connection, signer is { } index ? counting[index].WebhookId : "", limit.Token).WaitAsync(limit.Token);
                return HookAnswer.Taken;
            }

            Interlocked.Exchange(ref lastStored, clock.GetUtcNow().UtcTicks);
            return HookAnswer.Taken;
        }
#pragma warning disable CA1031 // A signed event is never lost, not even to a bug of ours: whatever went wrong, the spool takes it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.NotStored(logger, arrival.Connection, e.GetType(), e.StackTrace);
        }

        if (await spool.AddAsync(arrival, CancellationToken.None))
        {
            return HookAnswer.Taken;
        }

        rejections.Count(arrival.Connection, RejectionReason.NotStored);
        return HookAnswer.Unavailable;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A delivery for connection {Connection} was turned away: {Reason}")]
        public static partial void Refused(ILogger logger, string connection, RejectionReason reason);

        // Never the message: whatever broke may quote what it broke on.
        [LoggerMessage(2, LogLevel.Warning, "An event for connection {Connection} could not be stored and goes to the spool: {Error}\n{Place}")]
        public static partial void NotStored(ILogger logger, string connection, Type error, string? place);

        [LoggerMessage(3, LogLevel.Warning, "The use of an old secret of connection {Connection} could not be written to the audit trail")]
        public static partial void AuditMissed(ILogger logger, Exception exception, string connection);

        [LoggerMessage(4, LogLevel.Warning, "A delivery for connection {Connection} was not taken: its secrets can't be read")]
        public static partial void Unproven(ILogger logger, string connection);
    }
}
