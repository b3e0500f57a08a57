using Convo.Functions.Core.Connections;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Webhooks;

// How a turn writes, asks and ends.
internal sealed partial class GuardTurn
{
    private const int MostRingTries = 3;

    // Each call ends well before the lease does, which is renewed by every note.
    private async Task<AccountAnswer<T>> AskAsync<T>(Func<CancellationToken, Task<AccountAnswer<T>>> ask, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(WebhookRules.CallWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new AccountAnswer<T>.Not("Convo did not answer in time.", "It is tried again.");
        }
    }

    private Task NoteAsync(WebhookRecord changed, CancellationToken cancellation) =>
        WriteAsync(changed with { LeaseUntil = clock.GetUtcNow() + WebhookRules.Lease }, cancellation);

    // A person's wish is written whoever is at it, and does not end the turn. Who finds another lease has lost his own, to a clock or a removal, and stops.
    private async Task WriteAsync(WebhookRecord changed, CancellationToken cancellation)
    {
        while (true)
        {
            if (await store.WriteAsync(changed, cancellation) is { } written)
            {
                record = written;
                return;
            }

            var stored = await store.FindAsync(connection.Name, cancellation);
            if (stored.Tag is null || stored.LeaseUntil != record.LeaseUntil)
            {
                throw new TurnLostException();
            }

            changed = changed with
            {
                WantsTest = changed.WantsTest || (stored.WantsTest && !record.WantsTest),
                WantsRotation = changed.WantsRotation || (stored.WantsRotation && !record.WantsRotation),
                NextAt = changed.LeaseUntil is null ? clock.GetUtcNow() : changed.NextAt,
                Tag = stored.Tag,
            };
            (record, wasAsked) = (stored, true);
        }
    }

    /// <summary>Changes the ring; null where the connection was removed meanwhile.</summary>
    private async Task<HookRing?> ChangeRingAsync(Func<HookRing, HookRing> change, CancellationToken cancellation)
    {
        for (var attempt = 1; await connections.FindAsync(connection.Name, cancellation) is { } present; attempt++)
        {
            var ring = change(await connections.RingAsync(present, cancellation));
            await connections.SaveRingAsync(present, ring, cancellation);

            // Somebody who saves the connection copies the ring to a new generation, perhaps as it was before.
            if (attempt == MostRingTries || (await connections.FindAsync(connection.Name, cancellation))?.Generation == present.Generation)
            {
                rings.Forget();
                return ring;
            }
        }

        isOver = true;
        return null;
    }

    private async Task<WebhookRecord> NotAskedAsync<T>(AccountAnswer<T>.Not not, CancellationToken cancellation) => not.Status is 403
        ? await RestAsync(WebhookState.NotInPlan, WebhookWords.NotInPlan, WebhookRules.EveryWithoutPlan, cancellation)
        : await RestAsync(WebhookState.Trouble, WebhookWords.Refusal(not.Reason, not.Advice), WebhookRules.EveryInTrouble, cancellation);

    private async Task<WebhookRecord> RestAsync(WebhookState state, string? advice, TimeSpan nextIn, CancellationToken cancellation)
    {
        isOver = true;
        var now = clock.GetUtcNow();
        await WriteAsync(
            record with
            {
                State = state,
                Advice = advice,
                Generation = connection.Generation,
                NextAt = wasAsked ? now : now + nextIn,
                LeaseUntil = null,
                IsRegistering = false,

                // What could not be tested now is not tried at each round; what was asked for meanwhile is.
                WantsTest = wasAsked && record.WantsTest,
                WantsRotation = record.WantsRotation && state is not (WebhookState.NoAddress or WebhookState.NotInPlan),
            },
            cancellation);
        await TellAsync(state, advice, cancellation);
        return record;
    }

    // Once, when it begins and when it ends; in between the record tells.
    private async Task TellAsync(WebhookState state, string? advice, CancellationToken cancellation)
    {
        var isBad = state is WebhookState.Failing or WebhookState.NoPlace;
        var wasBad = before is WebhookState.Failing or WebhookState.NoPlace;
        if (isBad && before != state)
        {
            Log.Fails(log, connection.Name, advice);
            await audit.RecordAsync(Actor, "webhook.failing", connection.Name, cancellation);
        }
        else if (wasBad && state is WebhookState.Guarded)
        {
            Log.WorksAgain(log, connection.Name);
            await audit.RecordAsync(Actor, "webhook.works-again", connection.Name, cancellation);
        }
        else if (state is WebhookState.Trouble && before != state)
        {
            Log.NotAsked(log, connection.Name, advice);
        }
    }

    private sealed class TurnLostException : Exception;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The webhook of connection {Connection} does not do its work; meetings are found by polling. {Advice}")]
        public static partial void Fails(ILogger log, string connection, string? advice);

        [LoggerMessage(2, LogLevel.Information, "The webhook of connection {Connection} does its work again")]
        public static partial void WorksAgain(ILogger log, string connection);

        [LoggerMessage(3, LogLevel.Information, "The webhook of connection {Connection} could not be looked after and is tried again: {Advice}")]
        public static partial void NotAsked(ILogger log, string connection, string? advice);
    }
}
