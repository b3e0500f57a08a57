using Convo.Functions.Core;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Keeping;
using Convo.Functions.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>How long what is kept: <c>/api/keeping</c>. For everybody who is signed in: those whom it is about should know.</summary>
internal static class KeepingRoutes
{
    public static void MapKeeping(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/keeping", Read).Needs(Role.Viewer).Produces<KeptList>();

    private static IResult Read(FlowOptions options, CalendarStore calendar)
    {
        var items = KeptKind.All(options.Keep, calendar.KeepTime).Select(kind => new KeptAnswer(kind.Name, kind.What, kind.For.TotalHours, kind.From));
        return Results.Json(new KeptList([.. items]), ApiJson.Default.KeptList);
    }
}
