using System.Text.Json;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Recipes.Reading;
using Convo.Functions.Core.Recipes.Store;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>Recipes: <c>/api/recipes</c>. Saving makes a draft; only publishing switches anything on.</summary>
internal static class RecipeRoutes
{
    private const string Json = "application/json";

    public static void MapRecipes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/recipes", ListAsync).Needs(Role.Viewer).Produces<RecipeList>();
        routes.MapGet("/api/recipes/{id}", FindAsync).Needs(Role.Viewer).Produces<RecipeAnswer>();
        routes.MapPost("/api/recipes", SaveAsync).Needs(Role.Editor).Accepts<JsonElement>(Json).Produces<RecipeAnswer>();
        routes.MapPut("/api/recipes/{id}", ReplaceAsync).Needs(Role.Editor).Accepts<JsonElement>(Json).Produces<RecipeAnswer>();
        routes.MapPost("/api/recipes/check", CheckAsync).Needs(Role.Viewer).Accepts<JsonElement>(Json).Produces<RecipeCheckAnswer>();
        routes.MapPost("/api/recipes/{id}/publish", PublishAsync).Needs(Role.Editor).Produces<RecipeAnswer>();
        routes.MapPost("/api/recipes/{id}/off", SwitchOffAsync).Needs(Role.Editor).Produces<RecipeAnswer>();
    }

    private static async Task<IResult> ListAsync(RecipeStore store, CancellationToken cancellation)
    {
        var list = await store.ListAsync(cancellation);
        return Results.Json(new RecipeList([.. list.Select(summary => Answer(summary))]), ApiJson.Default.RecipeList);
    }

    private static async Task<IResult> FindAsync(string id, HttpContext http, RecipeStore store)
    {
        if (await store.GetAsync(id, http.RequestAborted) is not { } stored)
        {
            return ProblemResult.NotFound("recipe");
        }

        using var document = JsonDocument.Parse(stored.Draft);
        http.Response.Headers.ETag = RecipeTag.Write(stored.Summary.Tag);
        return Results.Json(Answer(stored.Summary, document.RootElement.Clone()), ApiJson.Default.RecipeAnswer);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, RecipeStore store, RecipeWords words, AuditTrail audit)
    {
        var document = await ApiBody.RawAsync(http);
        return await StoreAsync(document, RecipeTag.Read(http.Request.Headers.IfMatch.ToString()), http, store, words, audit);
    }

    private static async Task<IResult> ReplaceAsync(string id, HttpContext http, RecipeStore store, RecipeWords words, AuditTrail audit)
    {
        if (RecipeTag.Read(http.Request.Headers.IfMatch.ToString()) is not { } tag)
        {
            return ProblemResult.VersionMissing();
        }

        var document = await ApiBody.RawAsync(http);
        var reading = RecipeReader.Read(document, await words.NowAsync(http.RequestAborted));
        if (reading.Recipe is { } recipe && recipe.Id != id)
        {
            var advice = $"Write \"id\": \"{recipe.Id}\" in both, or save it as a new recipe.";
            return Refused([new Problem("id", "The id in the document is not the one in the address.", advice)]);
        }

        return await StoreAsync(document, tag, http, store, words, audit);
    }

    private static async Task<IResult> StoreAsync(byte[] document, string? tag, HttpContext http, RecipeStore store, RecipeWords words, AuditTrail audit)
    {
        var change = await store.SaveDraftAsync(document, await words.NowAsync(http.RequestAborted), http.Caller().Name, tag, http.RequestAborted);
        if (change is RecipeChange.Done { Summary: { } summary })
        {
            await audit.RecordAsync(http.Caller().Name, "recipe.saved", $"{summary.Id}/{Hash(document)}", http.RequestAborted);
        }

        return Done(change, http);
    }

    private static async Task<IResult> CheckAsync(HttpContext http, RecipeWords words)
    {
        var document = await ApiBody.RawAsync(http);
        var problems = RecipeReader.Read(document, await words.NowAsync(http.RequestAborted)).Problems;
        return Results.Json(new RecipeCheckAnswer(problems.Count is 0, problems), ApiJson.Default.RecipeCheckAnswer);
    }

    private static async Task<IResult> PublishAsync(string id, HttpContext http, RecipeStore store, RecipeWords words, AuditTrail audit)
    {
        var tag = RecipeTag.Read(http.Request.Headers.IfMatch.ToString());
        var change = await store.PublishAsync(id, await words.NowAsync(http.RequestAborted), tag, http.RequestAborted);
        if (change is RecipeChange.Done { Summary: { } summary })
        {
            await audit.RecordAsync(http.Caller().Name, "recipe.published", $"{id}/v{summary.Version}", http.RequestAborted);
        }

        return Done(change, http);
    }

    private static async Task<IResult> SwitchOffAsync(string id, HttpContext http, RecipeStore store, Wishes wishes, AuditTrail audit)
    {
        var change = await store.SwitchOffAsync(id, http.Caller().Name, http.RequestAborted);
        if (change is RecipeChange.Done)
        {
            await audit.RecordAsync(http.Caller().Name, "recipe.off", id, http.RequestAborted);
            await wishes.LookAtOpenAsync(http.RequestAborted);
        }

        return Done(change, http);
    }

    private static IResult Done(RecipeChange change, HttpContext http)
    {
        switch (change)
        {
            case RecipeChange.Done(var summary):
                http.Response.Headers.ETag = RecipeTag.Write(summary.Tag);
                return Results.Json(Answer(summary), ApiJson.Default.RecipeAnswer);
            case RecipeChange.Refused(var problems):
                return Refused(problems);
            case RecipeChange.Stale:
                return ProblemResult.Stale(
                    "Somebody else saved this recipe since you read it; nothing was changed.",
                    "Read it again, look at what changed, and save anew.");
            default:
                return ProblemResult.NotFound("recipe");
        }
    }

    private static ProblemResult Refused(IReadOnlyList<Problem> problems) =>
        ProblemResult.BadRequest("The recipe can't be used like this; nothing was changed.", "Correct what is listed under problems.", problems);

    private static string Hash(byte[] document) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(document))[..16];

    private static RecipeAnswer Answer(RecipeSummary summary, JsonElement? document = null) => new(
        summary.Id,
        summary.Name,
        summary switch { { IsOn: true } => "on", { Version: 0 } => "draft", _ => "off" },
        summary.Version,
        summary.Changed,
        summary.ActiveSince,
        summary.Saved.By,
        summary.Saved.At,
        summary.SwitchedOff?.By,
        summary.SwitchedOff?.At,
        document);
}
