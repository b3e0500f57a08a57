using Convo.Functions.Core.Access;
using Convo.Functions.Core.Recipes.Store;
using Convo.Functions.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>Taking back what was done to recipes: changes that were not published, and whole recipes.</summary>
internal static class RecipeUndoRoutes
{
    public static void MapRecipeUndo(this IEndpointRouteBuilder routes)
    {
        routes.MapDelete("/api/recipes/{id}", RemoveAsync).Needs(Role.Editor).Produces(StatusCodes.Status204NoContent)
            .WithMetadata(new Versioned(IfMatch: false));
        routes.MapPost("/api/recipes/{id}/discard", DiscardAsync).Needs(Role.Editor).Produces<RecipeAnswer>().WithMetadata(new Versioned(IfMatch: false));
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext http, RecipeUndo undo, AuditTrail audit)
    {
        var change = await undo.RemoveAsync(id, RecipeTag.Read(http.Request.Headers.IfMatch.ToString()), http.RequestAborted);
        if (change is not RecipeChange.Done)
        {
            return RecipeAnswers.Done(change, http);
        }

        await audit.RecordAsync(http.Caller().Name, "recipe.removed", id, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> DiscardAsync(string id, HttpContext http, RecipeUndo undo, AuditTrail audit)
    {
        var change = await undo.DiscardAsync(id, RecipeTag.Read(http.Request.Headers.IfMatch.ToString()), http.RequestAborted);
        if (change is RecipeChange.Done { Summary.Version: var version })
        {
            await audit.RecordAsync(http.Caller().Name, "recipe.discarded", $"{id}/v{version}", http.RequestAborted);
        }

        return RecipeAnswers.Done(change, http);
    }
}
