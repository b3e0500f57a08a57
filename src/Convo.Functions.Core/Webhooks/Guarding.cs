using Convo.Functions.Core.Connections;

namespace Convo.Functions.Core.Webhooks;

/// <summary>Decides what to do next about the webhook of a connection. Pure, and from the present state alone: no step remembers the one before.</summary>
public static class Guarding
{
    /// <summary>The next step. After as many as there are webhooks, and a few, it is to rest.</summary>
    public static WebhookStep Next(WebhookView view)
    {
        if (view.IsLeftToHand)
        {
            return Beside(view);
        }

        if (view.Orphans is [var orphan, ..])
        {
            return new WebhookStep.Remove(orphan.Id, RemoveCause.Orphan);
        }

        if (view.Lost is { Count: > 0 } lost)
        {
            return new WebhookStep.EndSecrets(lost);
        }

        if (view.Current is not { } current)
        {
            return Make(view, view.Record.WantsRotation ? RegisterCause.Rotation
                : view.Record.WebhookId is null || view.Record.GapFrom is not null ? RegisterCause.First
                : RegisterCause.Lost);
        }

        if (view.Record.WebhookId != current.Id)
        {
            return new WebhookStep.Adopt(current.Id);
        }

        return Replacement(view, current) is { } cause ? Make(view, cause) : Prove(view, current);
    }

    /// <summary>Whether there is something to do at all, before anything is asked.</summary>
    public static bool IsDue(WebhookRecord record, Connection connection, Uri? address, WebhookRules rules, DateTimeOffset now) =>
        record.NextAt is not { } next || next <= now || next > now + WebhookRules.EveryWithoutPlan
        || record.Generation != connection.Generation
        || (address is not null && (record.State is WebhookState.NoAddress || (record.Address is { } before && before != address.AbsoluteUri)))
        || (record.State is WebhookState.Guarded or WebhookState.Failing && record.Test?.Version != rules.Version);

    // What we registered earlier has nothing left to prove once its secret has ended.
    private static WebhookStep Beside(WebhookView view)
    {
        var ended = view.Ring.Past(view.Now).Select(entry => entry.WebhookId);
        return view.Listed.FirstOrDefault(webhook => ended.Contains(webhook.Id)) is { } ours
            ? new WebhookStep.Remove(ours.Id, RemoveCause.Replaced)
            : new WebhookStep.Rest(WebhookState.ByHand, Advice: null, WebhookRules.Every);
    }

    private static RegisterCause? Replacement(WebhookView view, RegisteredWebhook current)
    {
        var record = view.Record;
        if (view.Alteration(current) is not null && !(record.AlteredAt + WebhookRules.AlteredAtMostEvery > view.Now))
        {
            return RegisterCause.Altered;
        }

        if (record.WantsRotation || (record.RegisteredAt + view.Rules.RotateAfter <= view.Now && !record.IsRotating))
        {
            return RegisterCause.Rotation;
        }

        return record.Test is { MayBeMendedAnew: true } test && test.WebhookId == current.Id && !record.IsAnew ? RegisterCause.TestFailed : null;
    }

    private static WebhookStep Prove(WebhookView view, RegisteredWebhook current)
    {
        var record = view.Record;
        var test = record.Test?.WebhookId == current.Id ? record.Test : null;
        var every = test is { Passed: false } ? WebhookRules.TestEveryWhileFailing : WebhookRules.TestEvery;
        if (test is null || record.WantsTest || test.Version != view.Rules.Version || test.At + every <= view.Now || test.At > view.Now)
        {
            return new WebhookStep.Test(current.Id);
        }

        if (!test.Passed)
        {
            return new WebhookStep.Rest(WebhookState.Failing, test.Words, WebhookRules.Every);
        }

        return view.Others is [var other, ..]
            ? new WebhookStep.Remove(other.Id, RemoveCause.Replaced)
            : new WebhookStep.Rest(WebhookState.Guarded, Limited(view, current), WebhookRules.Every);
    }

    private static string? Limited(WebhookView view, RegisteredWebhook current) => view.Alteration(current) is { } alteration
        ? $"{alteration}, although it was registered anew within the last day. What it does not deliver is found by polling where that can be; "
            + "look at the webhooks of the account at Convo."
        : null;

    private static WebhookStep Make(WebhookView view, RegisterCause cause)
    {
        if (!view.IsFull)
        {
            return new WebhookStep.Register(cause);
        }

        // The one that counts goes last, but where it is the one that is of no use.
        return (cause is RegisterCause.TestFailed || view.Others is [] ? view.Current : view.Others[0]) is { } place
            ? new WebhookStep.Remove(place.Id, RemoveCause.Place)
            : new WebhookStep.Rest(WebhookState.NoPlace, WebhookWords.NoPlace(view.Listed), WebhookRules.Every);
    }
}
