using Convo.Functions.Core.Access;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Connections;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>How the account behind a connection to Convo stands, and trying it again: <c>/api/connections/{name}/account</c>.</summary>
internal static class AccountRoutes
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/connections/{name}/account", FindAsync).Needs(Role.Viewer).Produces<AccountStateAnswer>();
        routes.MapPost("/api/connections/{name}/account/try", TryAsync).Needs(Role.Editor).Produces<AccountStateAnswer>();
    }

    private static async Task<IResult> FindAsync(string name, ConnectionStore store, AccountWatch watch, TimeProvider clock, CancellationToken cancellation) =>
        await ConvoAsync(store, name, cancellation) is { } connection
            ? Results.Json(Of(connection, await watch.ReadAsync(name, cancellation), clock.GetUtcNow()), ApiJson.Default.AccountStateAnswer)
            : ProblemResult.NotFound("connection to Convo");

    private static async Task<IResult> TryAsync(
        string name, HttpContext http, ConnectionStore store, AccountWatch watch, WebhookRound webhooks, AuditTrail audit, TimeProvider clock)
    {
        if (await ConvoAsync(store, name, http.RequestAborted) is not { } connection)
        {
            return ProblemResult.NotFound("connection to Convo");
        }

        await audit.RecordAsync(http.Caller().Name, "account.tried", name, http.RequestAborted);
        var look = await watch.TryAgainAsync(connection, http.RequestAborted);
        if (look is { IsTierChange: true } or { IsMended: true })
        {
            await webhooks.LookAtOnceAsync(http.RequestAborted);
        }

        return Results.Json(Of(connection, look, clock.GetUtcNow()), ApiJson.Default.AccountStateAnswer);
    }

    private static async Task<Connection?> ConvoAsync(ConnectionStore store, string name, CancellationToken cancellation) =>
        await store.FindAsync(name, cancellation) is { } connection && connection.Kind == ConnectionKind.Convo.Name ? connection : null;

    // What another key was told belongs to another account, until this one is read.
    private static AccountStateAnswer Of(Connection connection, AccountLook look, DateTimeOffset now)
    {
        var state = look.State?.Generation == connection.Generation ? look.State : null;
        return new AccountStateAnswer(
            state?.OwnerName ?? state?.OwnerAddress,
            state?.Tier,
            state?.Status,
            state?.TierBefore,
            state?.TierChangedAt,
            state?.ReadAt,
            state?.Ai is { } ai && (ai.IsKnown || ai.IsExhausted(now)) ? Of(ai, now) : null,
            look.Stop is { } stop
                ? new AccountStopAnswer(stop.Word, stop.ReasonFor(connection.Name), stop.Advice, stop.Since, stop.TryAt)
                : null)
        { Trouble = look.Stop is null && look.Trouble is { } trouble ? $"{trouble.Reason} {trouble.Advice}" : null };
    }

    private static AiQuotaAnswer Of(AiQuota ai, DateTimeOffset now) =>
        new(ai.IsUnlimited, ai.Used, ai.Limit, ai.LeftAt(now), ai.ResetsAt, ai.IsExhausted(now) ? ai.ExhaustedUntil : null);
}
