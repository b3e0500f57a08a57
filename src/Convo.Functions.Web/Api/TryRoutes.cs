using System.Text;
using System.Text.Json;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Reading;
using Convo.Functions.Core.Trying;
using Convo.Functions.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>Recipes tried without effect: <c>/api/recipes/try</c>. It shows what meetings say, so it is for those who may see that.</summary>
internal static class TryRoutes
{
    public static void MapTrials(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/recipes/try", TryAsync).Needs(Role.Editor).Accepts<TryRequest>("application/json").Produces<TryAnswer>();

    private static async Task<IResult> TryAsync(HttpContext http, RecipeWords words, MeetingLookup meetings, Trials trials, PrivacyRuleBook privacy)
    {
        var request = await ApiBody.ReadAsync<TryRequest>(http);
        var (recipe, problems) = await ReadAsync(request.Recipe, words, http.RequestAborted);

        if (recipe is null)
        {
            return Answer(TryAnswers.Unreadable(problems));
        }

        if (request.Meeting is not { Length: > 0 } id)
        {
            var rules = (await privacy.ReadAsync(http.RequestAborted)).Rules;
            return Answer(TryAnswers.Of(trials.WithSamples(recipe, rules), problems));
        }

        var (meeting, refusal) = await meetings.FindAsync(id, request.Connection, http.RequestAborted);

        if (meeting is null)
        {
            return refusal!;
        }

        var ofAccount = await privacy.NowAsync(meeting.Key.Connection, http.RequestAborted);
        return Answer(TryAnswers.Of(await trials.WithMeetingAsync(recipe, meeting, ofAccount, http.RequestAborted), problems));
    }

    /// <summary>The recipe, and what is wrong with it. One that lacks nothing but its connections can be read all the same.</summary>
    public static async Task<(Recipe? Recipe, IReadOnlyList<Problem> Problems)> ReadAsync(JsonElement given, RecipeWords words, CancellationToken cancellation)
    {
        var document = given.ValueKind is JsonValueKind.Undefined ? [] : Encoding.UTF8.GetBytes(given.GetRawText());
        var known = await words.NowAsync(cancellation);
        var reading = RecipeReader.Read(document, known);
        return (reading.Recipe ?? RecipeReader.Read(document, new RecipeVocabulary(known.Actions)).Recipe, reading.Problems);
    }

    private static IResult Answer(TryAnswer answer) => Results.Json(answer, ApiJson.Default.TryAnswer);
}
