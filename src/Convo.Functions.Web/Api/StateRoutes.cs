using System.Text.Json;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Intake;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>How it stands: <c>/api/health</c>, open to all, and <c>/api/rejections</c>.</summary>
internal static class StateRoutes
{
    public static void MapState(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/health", HealthAsync).OpenToAll()
            .Produces<HealthReport>().Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/api/rejections", Rejected).Needs(Role.Viewer).Produces<RejectionList>();
    }

    private static async Task<IResult> HealthAsync(Health.Health health, CancellationToken cancellation)
    {
        var report = await health.CheckAsync(cancellation);
        var status = report.Status is HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return Results.Json(report, ApiJson.Default.HealthReport, statusCode: status);
    }

    private static IResult Rejected(Rejections rejections)
    {
        var items = rejections.List().Select(count => new RejectionAnswer(
            count.Hour, count.Connection, JsonNamingPolicy.KebabCaseLower.ConvertName(count.Reason.ToString()), count.Count));
        return Results.Json(new RejectionList(rejections.Since, [.. items]), ApiJson.Default.RejectionList);
    }
}
