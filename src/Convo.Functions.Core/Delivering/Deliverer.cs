using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Privacy;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Delivering;

/// <summary>Makes what is delivered equal what is desired: claim, act, record. There is a row before every effect.</summary>
public sealed partial class Deliverer(
    MeetingStore meetings,
    ContentStore content,
    IConnections connections,
    IConnectionSecrets secrets,
    ActionShelf actions,
    IPrivacyRules privacy,
    Generating generating,
    FlowOptions options,
    TimeProvider clock,
    IChance chance,
    ILogger<Deliverer> log)
{
    private static readonly TimeSpan RecordPause = TimeSpan.FromSeconds(3);

    /// <summary>Claims a delivery for one attempt.</summary>
    /// <returns>The claimed delivery; null when there is nothing to do, it isn't time, or another has it.</returns>
    public async Task<Delivery?> ClaimAsync(DeliveryId id, CancellationToken cancellation)
    {
        if (await meetings.ReadAsync(id, cancellation) is not { } delivery
            || Attempt.Claim(delivery, clock.GetUtcNow(), options.Lease, chance.NewId()) is not { } claimed)
        {
            return null;
        }

        return await meetings.WriteAsync(claimed, cancellation);
    }

    /// <summary>Acts. Whatever goes wrong becomes an outcome; only a crash leaves none.</summary>
    public async Task<Attempt> ActAsync(Delivery claimed, CancellationToken cancellation)
    {
        if (claimed is { IsWithdrawal: true, Receipt: null, MayHaveHappened: false })
        {
            return new Attempt(new Outcome.Withdrawn());
        }

        using var limit = new CancellationTokenSource(options.ActionTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);

        try
        {
            return await PrepareAsync(claimed, either.Token) switch
            {
                { Refused: { } refused } => new Attempt(refused, StillUncertain: claimed.MayHaveHappened),
                var ready when claimed.IsWithdrawal => new Attempt(
                    await ready.Action!.WithdrawAsync(claimed.Destination, ready.Context!, either.Token), StillUncertain: claimed.MayHaveHappened),
                var ready => await LookAndActAsync(claimed, ready, either.Token),
            };
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new Attempt(new Outcome.Uncertain($"no answer within {options.ActionTimeout.TotalSeconds:0} seconds"), StillUncertain: true);
        }
        catch (StorageException)
        {
            throw;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Unexpected(log, claimed.Action, e.GetType().Name);
            return new Attempt(new Outcome.Uncertain($"{claimed.Action} failed unexpectedly ({e.GetType().Name})"), StillUncertain: true);
        }
    }

    /// <summary>
    /// Records what an attempt came to, over whatever planning has raised meanwhile. A store that fails is asked again as long as the lease lasts:
    /// what is not recorded counts as a crash.
    /// </summary>
    public async Task RecordAsync(Delivery claimed, Attempt attempt, CancellationToken cancellation)
    {
        var nonce = chance.NewId();

        while (true)
        {
            try
            {
                await RecordAsync(claimed, attempt, nonce, cancellation);
                return;
            }
            catch (StorageException) when (clock.GetUtcNow() + RecordPause < claimed.LeaseUntil)
            {
                await Task.Delay(RecordPause, clock, cancellation);
            }
        }
    }

    private static async Task<Attempt> LookAndActAsync(Delivery claimed, Ready ready, CancellationToken cancellation)
    {
        if (!claimed.MayHaveHappened || claimed.Receipt is not null)
        {
            return new Attempt(await ready.Action!.DeliverAsync(ready.Artefact!, ready.Context!, cancellation));
        }

        var look = await ready.Action!.LookUpAsync(ready.Artefact!, ready.Context!, cancellation);
        switch (look)
        {
            case LookUp.Found found when found.ContentHash == claimed.Desired:
                return new Attempt(new Outcome.Delivered(found.Receipt, found.Link), found.Receipt);
            case LookUp.Found found:
                var edit = ready.Context! with { Receipt = found.Receipt };
                return new Attempt(await ready.Action.DeliverAsync(ready.Artefact!, edit, cancellation), found.Receipt);
            case LookUp.Later later:
                return new Attempt(new Outcome.TryAgain(later.Reason, later.NotBefore), StillUncertain: true);
            case LookUp.CannotTell unknown:
                return new Attempt(new Outcome.Refused(unknown.Reason, unknown.Advice), StillUncertain: true);
            default:
                // Where nothing can be looked up, whatever comes of this attempt but success says nothing of the one before.
                return new Attempt(
                    await ready.Action.DeliverAsync(ready.Artefact!, ready.Context!, cancellation), StillUncertain: look is LookUp.NotPossible);
        }
    }

    private async Task RecordAsync(Delivery claimed, Attempt attempt, string nonce, CancellationToken cancellation)
    {
        for (Delivery? now = claimed; now is not null && now.Claim == claimed.Claim; now = await meetings.ReadAsync(claimed.Id, cancellation))
        {
            if (await meetings.WriteAsync(attempt.Record(now, claimed.Desired, clock.GetUtcNow(), chance.Next()), nonce, cancellation) is not null)
            {
                return;
            }
        }

        Log.LeaseLost(log, claimed.Action);
    }

    private async Task<Ready> PrepareAsync(Delivery claimed, CancellationToken cancellation)
    {
        if (actions.FindEffect(claimed.Action) is not { } action)
        {
            return Ready.Not($"The action {claimed.Action} is not installed.", "Install it, or change the recipe; then run it again.");
        }

        if (action.Info.ActsOnMeeting && claimed.Connection != claimed.Id.Meeting.Connection)
        {
            return Ready.Not(
                $"The meeting was recorded by the account {claimed.Id.Meeting.Connection}, and the step names {claimed.Connection}.",
                "Take the connection out of the step, so that it acts with the account of each meeting; or leave this one as it is.");
        }

        if (await connections.FindAsync(claimed.Connection, cancellation) is not { } connection)
        {
            return Ready.Not($"There is no connection named {claimed.Connection}.", "Add it under connections, then run it again.");
        }

        if (connection.Kind != action.Info.ConnectionKind)
        {
            return Ready.Not($"The connection {claimed.Connection} is of kind {connection.Kind}; {claimed.Action} needs {action.Info.ConnectionKind}.",
                "Choose another connection in the recipe, then run it again.");
        }

        if (await secrets.ReadAsync(connection, cancellation) is not { } known)
        {
            return Ready.Not($"The connection {claimed.Connection} has no secrets stored.", "Enter them under connections, then run it again.");
        }

        var context = new ActionContext(connection, known, claimed.Id.ToString(), claimed.Desired, claimed.Receipt, claimed.FirstAttempt!.Value);
        return claimed.IsWithdrawal ? new Ready(action, Artefact: null, context, Refused: null) : await ReadyAsync(claimed, action, context, cancellation);
    }

    private async Task<Ready> ReadyAsync(Delivery claimed, IEffect action, ActionContext context, CancellationToken cancellation)
    {
        if (await content.GetAsync(claimed.Id.Meeting.Text, ContentStore.ArtefactName(claimed.Desired), cancellation) is not { } stored)
        {
            return Ready.Not("What was to be sent is no longer kept.", "Run it again: it is rendered anew.");
        }

        var artefact = PlannedDelivery.Read(stored);

        // The rules may have changed since it was planned.
        return Firewall.Judge(artefact, await privacy.NowAsync(claimed.Id.Meeting.Connection, cancellation)) is { } stop
            ? Ready.Not(stop.Reason, stop.Advice)
            : new Ready(action, artefact, context with { Purse = Purse(claimed, action, artefact) }, Refused: null);
    }

    private CreditPurse? Purse(Delivery claimed, IEffect action, Artefact artefact) =>
        action.Info.CostsCredit ? new CreditPurse(generating, claimed.Id, artefact.CreditsPerMonth) : null;

    private sealed record Ready(IEffect? Action, Artefact? Artefact, ActionContext? Context, Outcome.Refused? Refused)
    {
        public static Ready Not(string reason, string advice) => new(null, null, null, new Outcome.Refused(reason, advice));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Action} failed unexpectedly with {Exception}; the delivery is uncertain.")]
        public static partial void Unexpected(ILogger log, string action, string exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Action} took longer than its lease; another attempt looks what became of it.")]
        public static partial void LeaseLost(ILogger log, string action);
    }
}
