using Convo.Functions.Core.Access;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>Sign-in and sign-out of browsers: <c>/api/session</c>.</summary>
internal static class SessionRoutes
{
    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/session", SignInAsync).OpenToAll().Accepts<SessionRequest>("application/json").Produces<SessionAnswer>();
        routes.MapGet("/api/session", Find).Needs(Role.Viewer).Produces<SessionAnswer>();
        routes.MapDelete("/api/session", SignOut).Needs(Role.Viewer).Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>Who is calling; there is always somebody behind the gate.</summary>
    public static Caller Caller(this HttpContext http) => http.Features.GetRequiredFeature<SignedIn>().Caller;

    private static IResult Find(HttpContext http) => Results.Json(Answer(http.Caller()), ApiJson.Default.SessionAnswer);

    private static SessionAnswer Answer(Caller caller) => new(caller.Name, caller.Role.Word());

    // The token comes in the body, never in the address: addresses end up in logs and histories.
    private static async Task<IResult> SignInAsync(HttpContext http, Callers callers, Sessions sessions, AuditTrail audit, WebOptions options)
    {
        if (!SameOrigin.Holds(http.Request, options.PublicAddress))
        {
            return SameOrigin.Refusal();
        }

        var request = await ApiBody.ReadAsync<SessionRequest>(http);
        if (request.Token is not { } token || await callers.FindAsync(token, http.RequestAborted) is not { } caller)
        {
            return ProblemResult.Unauthorized();
        }

        sessions.Open(http, caller, token);
        await audit.RecordAsync(caller.Name, "session.opened", caller.TokenId ?? "environment", http.RequestAborted);
        return Results.Json(Answer(caller), ApiJson.Default.SessionAnswer);
    }

    private static IResult SignOut(HttpContext http, Sessions sessions)
    {
        sessions.Close(http);
        return Results.NoContent();
    }
}
