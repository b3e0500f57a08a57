using Convo.Functions.Core.Access;
using Convo.Functions.Core.Intake;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>Signed bodies that could not be read: <c>/api/quarantine</c>.</summary>
internal static class QuarantineRoutes
{
    public static void MapQuarantine(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/quarantine", ListAsync).Needs(Role.Viewer).Produces<QuarantineList>();
        routes.MapPost("/api/quarantine/{id}/release", ReleaseAsync).Needs(Role.Editor).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(Quarantine quarantine, CancellationToken cancellation)
    {
        var items = (await quarantine.ListAsync(cancellation)).Select(entry => new QuarantineAnswer(
            entry.Id, entry.Connection, entry.Reason, entry.ReceivedAt, entry.Bytes, entry.ReleasedAt, entry.ReleasedBy));
        return Results.Json(new QuarantineList([.. items]), ApiJson.Default.QuarantineList);
    }

    private static async Task<IResult> ReleaseAsync(string id, HttpContext http, Wishes wishes, AuditTrail audit)
    {
        switch (await wishes.ReleaseAsync(id, http.Caller().Name, http.RequestAborted))
        {
            case Release.Released:
                await audit.RecordAsync(http.Caller().Name, "quarantine.released", id, http.RequestAborted);
                return Results.NoContent();
            case Release.NoLongerKept:
                return ProblemResult.Conflict("Its body is no longer kept.", "Look the meeting up in Convo; it is not found from here again.");
            case Release.Unreadable:
                return ProblemResult.Conflict(
                    "It can't be read as an event of a meeting, so there is nothing to run.", "Its reason says why. It stays here for a look.");
            default:
                return ProblemResult.NotFound("entry in quarantine");
        }
    }
}
