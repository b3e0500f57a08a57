using Convo.Functions.Core.Access;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Core.Webhooks;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>Named accounts elsewhere: <c>/api/connections</c>. Secrets go in and never come out.</summary>
internal static class ConnectionRoutes
{
    private static readonly Dictionary<string, string> Nothing = [];

    public static void MapConnections(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/connections", ListAsync).Needs(Role.Viewer).Produces<ConnectionList>();
        routes.MapGet("/api/connections/{name}", FindAsync).Needs(Role.Viewer).Produces<ConnectionAnswer>();
        routes.MapPost("/api/connections", SaveAsync).Needs(Role.Admin).Accepts<ConnectionRequest>("application/json")
            .Produces<ConnectionAnswer>(StatusCodes.Status201Created).Produces<ConnectionAnswer>();
        routes.MapDelete("/api/connections/{name}", RemoveAsync).Needs(Role.Admin).Produces(StatusCodes.Status204NoContent);
        routes.MapPost("/api/connections/{name}/test", TestAsync).Needs(Role.Editor).Produces<ConnectionTestAnswer>();
    }

    private static ConnectionAnswer Answer(Connection connection, ConnectionAbility? webhook = null) =>
        new(connection.Name, connection.Kind, connection.Settings, connection.Generation, webhook);

    private static async Task<IResult> ListAsync(ConnectionStore store, CancellationToken cancellation)
    {
        var list = await store.ListAsync(cancellation);
        return Results.Json(new ConnectionList([.. list.Select(connection => Answer(connection))]), ApiJson.Default.ConnectionList);
    }

    private static async Task<IResult> FindAsync(string name, ConnectionStore store, CancellationToken cancellation) =>
        await store.FindAsync(name, cancellation) is { } connection
            ? Results.Json(Answer(connection), ApiJson.Default.ConnectionAnswer)
            : ProblemResult.NotFound("connection");

    private static async Task<IResult> SaveAsync(HttpContext http, ConnectionStore store, ConnectionChanges changes, WebOptions options)
    {
        var draft = Draft(await ApiBody.ReadAsync<ConnectionRequest>(http));
        var before = await store.FindAsync(draft.Name, http.RequestAborted);
        if (before is not null && before.Kind != draft.Kind && ConnectionKind.Find(draft.Kind) is not null)
        {
            return ProblemResult.Conflict(
                $"There is a connection of this name, and its kind is {before.Kind}.", "Choose another name, or remove that one first.");
        }

        if (ConnectionRules.Check(draft, isNew: before is null, Loopback(options)) is { Count: > 0 } problems)
        {
            return ProblemResult.BadRequest("The connection can't be saved like this.", "Correct what is listed under problems.", problems);
        }

        if (await store.SaveAsync(draft, http.RequestAborted) is not { } saved)
        {
            return ProblemResult.Conflict("Somebody else saved this connection at the same moment.", "Look at it again, then save.");
        }

        var webhook = await changes.SavedAsync(saved, http.Caller().Name, http.RequestAborted);
        var status = before is null ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        return Results.Json(Answer(saved, webhook), ApiJson.Default.ConnectionAnswer, statusCode: status);
    }

    private static async Task<IResult> RemoveAsync(string name, HttpContext http, ConnectionStore store, ConnectionChanges changes)
    {
        if (await store.FindAsync(name, http.RequestAborted) is not { } connection)
        {
            return ProblemResult.NotFound("connection");
        }

        await changes.RemoveAsync(connection, http.Caller().Name, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> TestAsync(
        string name, HttpContext http, ConnectionStore store, AccountWatch watch, IEnumerable<IConnectionTest> tests, ConnectionChanges changes)
    {
        if (await store.FindAsync(name, http.RequestAborted) is not { } connection)
        {
            return ProblemResult.NotFound("connection");
        }

        // A stopped account lets no other call through, and who tests it wants to know whether it still is.
        if (connection.Kind == ConnectionKind.Convo.Name && (await watch.ReadAsync(name, http.RequestAborted)).Stop is not null)
        {
            await watch.TryAgainAsync(connection, http.RequestAborted);
        }

        var secrets = await store.ReadAsync(connection, http.RequestAborted) ?? Nothing;
        var report = await tests.Single(test => test.Kind == connection.Kind).TestAsync(connection, secrets, http.RequestAborted);
        IReadOnlyList<ConnectionAbility> abilities = report.Works && connection.Kind == ConnectionKind.Convo.Name
            ? [.. report.Abilities, WebhookWords.Of(await changes.LookAsync(connection, WebhookWish.Test, http.RequestAborted))]
            : report.Abilities;
        return Results.Json(new ConnectionTestAnswer(report.Works, report.Account, abilities), ApiJson.Default.ConnectionTestAnswer);
    }

    private static LoopbackRule Loopback(WebOptions options) => options.AllowLoopback ? LoopbackRule.Allowed : LoopbackRule.Forbidden;

    private static ConnectionDraft Draft(ConnectionRequest request) =>
        new(request.Name ?? "", request.Kind ?? "", Known(request.Settings), Known(request.Secrets));

    private static Dictionary<string, string> Known(IReadOnlyDictionary<string, string?>? given) =>
        given?.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!) ?? Nothing;
}
