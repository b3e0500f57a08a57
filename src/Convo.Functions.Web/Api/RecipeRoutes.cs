using System.Text.Json;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;
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

    // Addresses of the API beside those of recipes; the recipe behind one of them could not be reached.
    private static readonly string[] Reserved = ["check", "forecast", "schema", "try"];

    public static void MapRecipes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/recipes", ListAsync).Needs(Role.Viewer).Produces<RecipeList>();
        routes.MapGet("/api/recipes/{id}", FindAsync).Needs(Role.Viewer).Produces<RecipeAnswer>().WithMetadata(new Versioned(IfMatch: null));
        routes.MapPost("/api/recipes", SaveAsync).Needs(Role.Editor).Accepts<RecipeDocument>(Json)
            .Produces<RecipeAnswer>(StatusCodes.Status201Created).Produces<RecipeAnswer>().WithMetadata(new Versioned(IfMatch: false));
        routes.MapPut("/api/recipes/{id}", ReplaceAsync).Needs(Role.Editor).Accepts<RecipeDocument>(Json).Produces<RecipeAnswer>()
            .WithMetadata(new Versioned(IfMatch: true));
        routes.MapPost("/api/recipes/check", CheckAsync).Needs(Role.Viewer).Accepts<RecipeDocument>(Json).Produces<RecipeCheckAnswer>();
        routes.MapPost("/api/recipes/{id}/publish", PublishAsync).Needs(Role.Editor).Produces<RecipeAnswer>().WithMetadata(new Versioned(IfMatch: false));
        routes.MapPost("/api/recipes/{id}/off", SwitchOffAsync).Needs(Role.Editor).Produces<RecipeAnswer>().WithMetadata(new Versioned(IfMatch: null));
    }

    private static async Task<IResult> ListAsync(RecipeStore store, RecipeWords words, LastRuns runs, CancellationToken cancellation)
    {
        var vocabulary = await words.NowAsync(cancellation);
        var all = await store.ListWithDraftsAsync(cancellation);
        var canRun = (await store.PublishedAsync(cancellation)).Select(published => published.Recipe.Id).ToHashSet();
        var last = await runs.FindAsync(all.Where(one => one.Summary.Version > 0).Select(one => one.Summary.Id).ToHashSet(), cancellation);
        var items = all.Select(one => RecipeAnswers.Of(one.Summary) with
        {
            Problems = RecipeAnswers.Problems(one, vocabulary, canRun),
            LastRun = last.TryGetValue(one.Summary.Id, out var run) ? RecipeAnswers.Of(run.Run, run.Meeting) : null,
        });
        return Results.Json(new RecipeList([.. items]), ApiJson.Default.RecipeList);
    }

    private static async Task<IResult> FindAsync(string id, HttpContext http, RecipeStore store)
    {
        if (await store.GetAsync(id, http.RequestAborted) is not { } stored)
        {
            return ProblemResult.NotFound("recipe");
        }

        using var document = JsonDocument.Parse(stored.Draft);
        http.Response.Headers.ETag = RecipeTag.Write(stored.Summary.Tag);
        return Results.Json(RecipeAnswers.Of(stored.Summary, document.RootElement.Clone()), ApiJson.Default.RecipeAnswer);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, RecipeStore store, RecipeWords words, AuditTrail audit)
    {
        var document = await ApiBody.RawAsync(http);
        var id = RecipeReader.Read(document, await words.NowAsync(http.RequestAborted)).Recipe?.Id;
        if (id is not null && Reserved.Contains(id))
        {
            return RecipeAnswers.Refused([ReservedId(id)]);
        }

        var isNew = id is not null && await store.GetAsync(id, http.RequestAborted) is null;
        return await StoreAsync(document, RecipeTag.Read(http.Request.Headers.IfMatch.ToString()), isNew, http, store, words, audit);
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
            return RecipeAnswers.Refused([new Problem("id", "The id in the document is not the one in the address.", advice)]);
        }

        return await StoreAsync(document, tag, isNew: false, http, store, words, audit);
    }

    private static async Task<IResult> StoreAsync(
        byte[] document, string? tag, bool isNew, HttpContext http, RecipeStore store, RecipeWords words, AuditTrail audit)
    {
        var change = await store.SaveDraftAsync(document, await words.NowAsync(http.RequestAborted), http.Caller().Name, tag, http.RequestAborted);
        if (change is RecipeChange.Done { Summary: { } summary })
        {
            await audit.RecordAsync(http.Caller().Name, "recipe.saved", $"{summary.Id}/{Hash(document)}", http.RequestAborted);
        }

        return RecipeAnswers.Done(change, http, isNew);
    }

    private static async Task<IResult> CheckAsync(HttpContext http, RecipeWords words)
    {
        var document = await ApiBody.RawAsync(http);
        var reading = RecipeReader.Read(document, await words.NowAsync(http.RequestAborted));
        var problems = reading.Recipe is { Id: var id } && Reserved.Contains(id) ? [ReservedId(id)] : reading.Problems;
        var warnings = reading.Recipe is { } recipe ? RecipeWarnings.Of(recipe) : [];
        return Results.Json(new RecipeCheckAnswer(problems.Count is 0, problems, warnings), ApiJson.Default.RecipeCheckAnswer);
    }

    private static async Task<IResult> PublishAsync(string id, HttpContext http, RecipeStore store, RecipeWords words, AuditTrail audit)
    {
        var tag = RecipeTag.Read(http.Request.Headers.IfMatch.ToString());
        var change = await store.PublishAsync(id, await words.NowAsync(http.RequestAborted), tag, http.RequestAborted);
        if (change is RecipeChange.Done { Summary: { } summary })
        {
            await audit.RecordAsync(http.Caller().Name, "recipe.published", $"{id}/v{summary.Version}", http.RequestAborted);
        }

        return RecipeAnswers.Done(change, http);
    }

    private static async Task<IResult> SwitchOffAsync(string id, HttpContext http, RecipeStore store, Wishes wishes, AuditTrail audit)
    {
        var change = await store.SwitchOffAsync(id, http.Caller().Name, http.RequestAborted);
        if (change is RecipeChange.Done)
        {
            await audit.RecordAsync(http.Caller().Name, "recipe.off", id, http.RequestAborted);
            await wishes.LookAtOpenAsync(http.RequestAborted);
        }

        return RecipeAnswers.Done(change, http);
    }

    private static Problem ReservedId(string id) => new(
        "id", $"The id {id} is taken: the API itself has an address of this name.", $"Choose another id, such as my-{id}.");

    private static string Hash(byte[] document) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(document))[..16];
}
