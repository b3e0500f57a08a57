using Convo.Functions.Core.Access;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Polling;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Webhooks;

/// <summary>
/// One instance's turn at the webhook of one connection: does what <see cref="Guarding"/> decides, until it is to rest. It decides nothing itself. Should it
/// end in between, its lease runs out and the next turn finds what there is.
/// </summary>
internal sealed partial class GuardTurn(
    IConvoAccount account, ConnectionStore connections, WebhookStore store, PollStore polls, RingCache rings, AuditTrail audit, WebhookRules rules,
    TimeProvider clock, ILogger log, Connection connection, WebhookRecord leased)
{
    /// <summary>Who does it, in the audit trail.</summary>
    public const string Actor = "guard";

    private const int MostSteps = 20;

    private readonly WebhookState before = leased.State;
    private WebhookRecord record = leased;
    private bool isOver;
    private bool wasAsked;

    /// <summary>Does what there is to do.</summary>
    /// <param name="address">Our address; null where it is not known.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The record in the end; as another instance has it by now, where the turn was lost to it.</returns>
    public async Task<WebhookRecord> RunAsync(Uri? address, CancellationToken cancellation)
    {
        try
        {
            return await TurnAsync(address, cancellation);
        }
        catch (TurnLostException)
        {
            return await store.FindAsync(connection.Name, cancellation);
        }
    }

    private async Task<WebhookRecord> TurnAsync(Uri? address, CancellationToken cancellation)
    {
        var ring = await connections.RingAsync(connection, cancellation);
        if (address is null)
        {
            var byHand = ring.Entries.Any(entry => entry.WebhookId == ConnectionStore.ByHand && entry.Until is null);
            return byHand
                ? await RestAsync(WebhookState.ByHand, advice: null, WebhookRules.Every, cancellation)
                : await RestAsync(WebhookState.NoAddress, WebhookWords.NoAddress, WebhookRules.Every, cancellation);
        }

        var answer = await AskAsync(limit => account.WebhooksAsync(connection, limit), cancellation);
        if (answer is not AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Here(var listed))
        {
            return await NotAskedAsync((AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Not)answer, cancellation);
        }

        var view = new WebhookView(address, listed, ring, record, rules, clock.GetUtcNow());
        for (var step = 0; step < MostSteps && !isOver; step++)
        {
            view = await TakeAsync(view, Guarding.Next(view), cancellation);
        }

        return isOver ? record : await RestAsync(WebhookState.Trouble, "It did not come to rest. It is looked at again.", WebhookRules.Every, cancellation);
    }

    private async Task<WebhookView> TakeAsync(WebhookView view, WebhookStep step, CancellationToken cancellation)
    {
        switch (step)
        {
            case WebhookStep.Register(var why):
                return await RegisterAsync(view, why, cancellation);
            case WebhookStep.Remove(var id, var why):
                return await RemoveAsync(view, id, why, cancellation);
            case WebhookStep.EndSecrets(var ids):
                return await EndSecretsAsync(view, ids, cancellation);
            case WebhookStep.Adopt(var id):
                await NoteAsync(Counting(record, view, id), cancellation);
                return view with { Record = record };
            case WebhookStep.Test(var id):
                return await TestAsync(view, id, cancellation);
            case WebhookStep.Rest(var state, var advice, var nextIn):
                record = record with { IsRotating = view.Others.Count > 0 };
                await RestAsync(state, advice, nextIn, cancellation);
                return view;
            default:
                throw new InvalidOperationException("Every step is known.");
        }
    }

    private async Task<WebhookView> RegisterAsync(WebhookView view, RegisterCause why, CancellationToken cancellation)
    {
        // Said before Convo is asked: it can send by the new secret before we have it, and whoever takes that delivery in must know to wait.
        await NoteAsync(record with { IsRegistering = true }, cancellation);
        var answer = await AskAsync(limit => account.RegisterWebhookAsync(connection, view.Address, limit), cancellation);
        if (answer is not AccountAnswer<NewWebhook>.Here(var made))
        {
            return await NotRegisteredAsync(view, (AccountAnswer<NewWebhook>.Not)answer, cancellation);
        }

        // Were the secret lost here, the webhook would be an orphan: the next turn removes it and registers anew.
        var now = clock.GetUtcNow();
        if (await ChangeRingAsync(ring => ring.Join(made.Id, made.Secret, now, WebhookRules.Overlap), cancellation) is not { } ring)
        {
            await account.RemoveWebhookAsync(connection, made.Id, cancellation);
            return view;
        }

        var noted = Counting(record, view, made.Id) with
        {
            IsAnew = why is RegisterCause.TestFailed || record.IsAnew,
            AlteredAt = why is RegisterCause.Altered ? now : record.AlteredAt,
        };
        noted = why is RegisterCause.First ? noted : noted.With(now, WebhookWords.Made(why, view.Current is { } old ? view.Alteration(old) : null));
        await NoteAsync(record.GapFrom is { } from ? noted.With(now, WebhookWords.Gap(from, now)) with { GapFrom = null } : noted, cancellation);
        if (view.Record.GapFrom is not null)
        {
            await polls.HurryAsync(connection.Name, now, cancellation);
        }

        await audit.RecordAsync(Actor, "webhook.registered", $"{connection.Name}/{made.Id}", cancellation);
        return view.Registered(made, ring, record);
    }

    // Which refusal a webhook too many gets is not documented, so it is known by the count.
    private async Task<WebhookView> NotRegisteredAsync(WebhookView view, AccountAnswer<NewWebhook>.Not not, CancellationToken cancellation)
    {
        await NoteAsync(record with { IsRegistering = false }, cancellation);
        if (!view.IsFull && view.Listed.Count >= WebhookRules.PlacesOfProfessional && not.Status is 400 or 402 or 403 or 409 or 422)
        {
            return view with { IsFull = true, Record = record };
        }

        await RestAsync(WebhookState.Trouble, WebhookWords.Refusal(not.Reason, not.Advice), WebhookRules.EveryInTrouble, cancellation);
        return view;
    }

    private async Task<WebhookView> RemoveAsync(WebhookView view, string id, RemoveCause why, CancellationToken cancellation)
    {
        // First until when its secret counts: what is under way is taken, and nobody takes the webhook for one that somebody else removed.
        var now = clock.GetUtcNow();
        var ring = await ChangeRingAsync(known => known.EndAt(id, now + WebhookRules.Overlap), cancellation);
        await NoteAsync(why is RemoveCause.Place && view.Others.Count is 0 ? record with { GapFrom = now } : record, cancellation);
        if (ring is null)
        {
            return view;
        }

        var answer = await AskAsync(limit => account.RemoveWebhookAsync(connection, id, limit), cancellation);
        if (answer is AccountAnswer<bool>.Not { Status: not 404 } not)
        {
            await RestAsync(WebhookState.Trouble, WebhookWords.Refusal(not.Reason, not.Advice), WebhookRules.EveryInTrouble, cancellation);
            return view;
        }

        await NoteAsync(record.With(now, why switch
        {
            RemoveCause.Orphan => WebhookWords.OrphanRemoved,
            RemoveCause.Place => WebhookWords.PlaceMade,
            _ => WebhookWords.OtherRemoved,
        }), cancellation);
        await audit.RecordAsync(Actor, "webhook.removed", $"{connection.Name}/{id}", cancellation);
        return view.Removed(id, ring, record);
    }

    private async Task<WebhookView> EndSecretsAsync(WebhookView view, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var ring = await ChangeRingAsync(known => ids.Aggregate(known, (left, id) => left.End(id, now)), cancellation);
        foreach (var id in ids)
        {
            await audit.RecordAsync(Actor, "webhook.secret-ended", $"{connection.Name}/{id}", cancellation);
        }

        return view with { Ring = ring ?? view.Ring };
    }

    private async Task<WebhookView> TestAsync(WebhookView view, string id, CancellationToken cancellation)
    {
        await NoteAsync(record, cancellation);
        var heardBefore = await store.HeardAsync(connection.Name, cancellation);
        var at = clock.GetUtcNow();
        var answer = await AskAsync(limit => account.TestWebhookAsync(connection, id, limit), cancellation);
        if (answer is AccountAnswer<int?>.Not { Status: not 404 } not)
        {
            await RestAsync(WebhookState.Trouble, WebhookWords.Refusal(not.Reason, not.Advice), WebhookRules.EveryInTrouble, cancellation);
            return view;
        }

        var heard = await store.HeardAsync(connection.Name, cancellation);
        var arrived = heard is not null && heard.Nonce != heardBefore?.Nonce && heard.WebhookId == id;
        var status = (answer as AccountAnswer<int?>.Here)?.Value;
        var result = answer is not AccountAnswer<int?>.Here ? WebhookTestResult.Missing : status switch
        {
            >= 200 and < 300 => arrived ? WebhookTestResult.Delivered : WebhookTestResult.Elsewhere,
            401 => WebhookTestResult.Denied,
            { } => WebhookTestResult.Refused,
            null => WebhookTestResult.Unreachable,
        };
        var test = new WebhookTest(id, at, rules.Version, result, status);
        await NoteAsync(record with { Test = test, WantsTest = false, IsAnew = record.IsAnew && !test.Passed }, cancellation);
        await audit.RecordAsync(Actor, test.Passed ? "webhook.tested" : "webhook.test-failed", $"{connection.Name}/{id}", cancellation);
        return view with { Record = record, Now = at };
    }

    private static WebhookRecord Counting(WebhookRecord record, WebhookView view, string id) => record with
    {
        WebhookId = id,
        RegisteredAt = view.Now,
        Address = view.Address.AbsoluteUri,
        Before = record.WebhookId is { } old && old != id ? [.. record.Before.TakeLast(WebhookRules.MostRemembered - 1), old] : record.Before,
        IsRegistering = false,
        WantsRotation = false,
    };
}
