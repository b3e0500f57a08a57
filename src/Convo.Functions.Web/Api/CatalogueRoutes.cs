using System.Text.Json.Nodes;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Recipes.Publication;
using Convo.Functions.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>What recipes can speak of, as data: <c>/api/catalogue</c> and <c>/api/recipes/schema</c>.</summary>
internal static class CatalogueRoutes
{
    private const string SchemaType = "application/schema+json";

    public static void MapCatalogue(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/catalogue", CatalogueAsync).Needs(Role.Viewer).Produces<CatalogueDocument>();
        routes.MapGet("/api/recipes/schema", SchemaAsync).Needs(Role.Viewer).Produces<JsonObject>(contentType: SchemaType);
    }

    private static async Task<IResult> CatalogueAsync(RecipeWords words, CancellationToken cancellation) =>
        Results.Text(Catalogue.Build(await words.NowAsync(cancellation)).ToJsonString(), "application/json");

    private static async Task<IResult> SchemaAsync(RecipeWords words, CancellationToken cancellation) =>
        Results.Text(RecipeSchema.Json(await words.NowAsync(cancellation)).ToJsonString(), SchemaType);
}
