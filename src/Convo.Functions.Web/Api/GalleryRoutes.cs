using System.Text.Json;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>The recipes that come with the product, to choose from: <c>/api/gallery</c>.</summary>
internal static class GalleryRoutes
{
    public static void MapGallery(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/gallery", List).Needs(Role.Viewer).Produces<IReadOnlyList<GalleryAnswer>>();

    private static IResult List(Gallery gallery) =>
        Results.Json<IReadOnlyList<GalleryAnswer>>([.. gallery.Entries.Select(Of)], ApiJson.Default.IReadOnlyListGalleryAnswer);

    private static GalleryAnswer Of(GalleryEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Document);
        return new GalleryAnswer(entry.Id, entry.Name, entry.Description, entry.Needs, document.RootElement.Clone(), entry.Preview);
    }
}
