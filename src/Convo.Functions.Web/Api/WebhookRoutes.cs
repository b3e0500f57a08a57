using Convo.Functions.Core.Access;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Webhooks;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>The webhook of a connection to Convo: <c>/api/connections/{name}/webhook</c>, its test, and another secret for it.</summary>
internal static class WebhookRoutes
{
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/connections/{name}/webhook", FindAsync).Needs(Role.Viewer).Produces<WebhookAnswer>();
        routes.MapPost("/api/connections/{name}/webhook/test", TestAsync).Needs(Role.Editor).Produces<WebhookAnswer>();
        routes.MapPost("/api/connections/{name}/rotate", RotateAsync).Needs(Role.Admin).Produces<WebhookAnswer>();
    }

    private static async Task<IResult> FindAsync(
        string name, ConnectionStore connections, WebhookStore webhooks, WebhookRules rules, TimeProvider clock, CancellationToken cancellation) =>
        await connections.FindAsync(name, cancellation) is not { } connection ? ProblemResult.NotFound("connection")
        : connection.Kind != ConnectionKind.Convo.Name ? NotConvo()
        : await AnswerAsync(await webhooks.FindAsync(name, cancellation), webhooks, rules, clock, cancellation);

    private static async Task<IResult> TestAsync(
        string name, ConnectionStore connections, ConnectionChanges changes, WebhookStore webhooks, WebhookRules rules, TimeProvider clock,
        CancellationToken cancellation)
    {
        if (await connections.FindAsync(name, cancellation) is not { } connection)
        {
            return ProblemResult.NotFound("connection");
        }

        return connection.Kind != ConnectionKind.Convo.Name
            ? NotConvo()
            : await AnswerAsync(await changes.LookAsync(connection, WebhookWish.Test, cancellation), webhooks, rules, clock, cancellation);
    }

    private static async Task<IResult> RotateAsync(
        string name, HttpContext http, ConnectionStore connections, ConnectionChanges changes, WebhookStore webhooks, WebhookRules rules, AuditTrail audit,
        TimeProvider clock)
    {
        if (await connections.FindAsync(name, http.RequestAborted) is not { } connection)
        {
            return ProblemResult.NotFound("connection");
        }

        if (connection.Kind != ConnectionKind.Convo.Name)
        {
            return NotConvo();
        }

        await audit.RecordAsync(http.Caller().Name, "webhook.rotate-asked", name, http.RequestAborted);
        var record = await changes.LookAsync(connection, WebhookWish.Rotate, http.RequestAborted);
        return await AnswerAsync(record, webhooks, rules, clock, http.RequestAborted);
    }

    private static ProblemResult NotConvo() => ProblemResult.Conflict(
        "Only connections to Convo have a webhook.", "Name one of kind convo; GET /api/connections lists them.");

    private static async Task<IResult> AnswerAsync(
        WebhookRecord record, WebhookStore webhooks, WebhookRules rules, TimeProvider clock, CancellationToken cancellation)
    {
        var heard = await webhooks.HeardAsync(record.Connection, cancellation);
        var every = record.Test is { Passed: false } ? WebhookRules.TestEveryWhileFailing : WebhookRules.TestEvery;
        var isRegistered = record.State is WebhookState.Guarded or WebhookState.Failing or WebhookState.Trouble && record.WebhookId is not null;
        var answer = new WebhookAnswer(
            record.Connection,
            record.State.Kebab(),
            WebhookWords.Summary(record),
            record.State is WebhookState.ByHand ? WebhookWords.ByHand : record.Advice,
            record.State is WebhookState.Guarded or WebhookState.ByHand,
            isRegistered ? record.WebhookId : null,
            isRegistered ? record.Address : null,
            isRegistered ? record.RegisteredAt : null,
            isRegistered ? record.RegisteredAt + rules.RotateAfter : null,
            record.IsRotating,
            record.IsLeased(clock.GetUtcNow()),
            record.Test is { } test ? new WebhookTestAnswer(test.At, test.Passed, test.Result.Kebab(), test.Words) : null,
            isRegistered ? record.Test?.At + every : null,
            heard?.At,
            record.NextAt,
            [.. record.Found.Reverse().Select(found => new WebhookFindingAnswer(found.At, found.What))]);
        return Results.Json(answer, ApiJson.Default.WebhookAnswer);
    }
}
