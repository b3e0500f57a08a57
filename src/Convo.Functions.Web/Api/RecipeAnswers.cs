using System.Text.Json;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Reading;
using Convo.Functions.Core.Recipes.Store;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Api;

/// <summary>Recipes, and what became of changing them, as the API shows them.</summary>
internal static class RecipeAnswers
{
    public static RecipeAnswer Of(RecipeSummary summary, JsonElement? document = null) => new(
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

    public static LastRunAnswer Of(Run run, MeetingSnapshot meeting) => new(
        MeetingAnswers.ToApiId(run.Id),
        MeetingAnswers.ConversationId(meeting),
        run.Occasion.ToString(),
        run.State.Word(),
        run.OpenedAt,
        run.EndedAt,
        run.Reason);

    /// <summary>What is wrong with a recipe as it stands: a published version that can't run is worse than a draft that can't be published.</summary>
    public static IReadOnlyList<Problem> Problems(StoredRecipe stored, RecipeVocabulary vocabulary, IReadOnlySet<string> canRun)
    {
        var ofDraft = RecipeReader.Read(stored.Draft, vocabulary).Problems;
        var dead = new Problem("", "The published version uses what this installation no longer has, so it can't run.", "Correct the draft and publish it.");
        return stored.Summary.IsOn && !canRun.Contains(stored.Summary.Id) ? [dead, .. ofDraft] : ofDraft;
    }

    public static IResult Done(RecipeChange change, HttpContext http, bool isNew = false)
    {
        switch (change)
        {
            case RecipeChange.Done(var summary):
                http.Response.Headers.ETag = RecipeTag.Write(summary.Tag);
                http.Response.Headers.Location = isNew ? $"/api/recipes/{summary.Id}" : default;
                return Results.Json(
                    Of(summary), ApiJson.Default.RecipeAnswer, statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
            case RecipeChange.Refused(var problems):
                return Refused(problems);
            case RecipeChange.Stale:
                return ProblemResult.Stale(
                    "Somebody else saved this recipe since you read it; nothing was changed.",
                    "Read it again, look at what changed, and save anew.");
            case RecipeChange.StillOn:
                return ProblemResult.Conflict("The recipe is on; nothing was changed.", "Switch it off first, then remove it.");
            case RecipeChange.NeverPublished:
                return ProblemResult.Conflict("Nothing of this recipe was ever published, so there is nothing to go back to.", "Remove the draft instead.");
            default:
                return ProblemResult.NotFound("recipe");
        }
    }

    public static ProblemResult Refused(IReadOnlyList<Problem> problems) =>
        ProblemResult.BadRequest("The recipe can't be used like this; nothing was changed.", "Correct what is listed under problems.", problems);
}
