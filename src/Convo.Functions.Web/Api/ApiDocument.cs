using Convo.Functions.Core.Access;
using Convo.Functions.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>
/// The OpenAPI document of the API at <c>/api/openapi.json</c>, for those who are signed in. It is the file that the pages' types are made from, and a test
/// holds it equal to what routes and types tell: a start that describes itself anew takes longer and keeps what describes in memory.
/// </summary>
internal static class ApiDocument
{
    private const string Name = "openapi.json";

    public static void MapApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapGet($"/api/{Name}", Read).ExcludeFromDescription().Needs(Role.Viewer);

    private static IResult Read() =>
        Results.Stream(typeof(ApiDocument).Assembly.GetManifestResourceStream(Name)!, "application/json;charset=utf-8");
}
