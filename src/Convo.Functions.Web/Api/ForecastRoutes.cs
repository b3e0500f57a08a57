using Convo.Functions.Core.Access;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Forecasting;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>The price of a recipe before it is published: <c>/api/recipes/forecast</c>.</summary>
internal static class ForecastRoutes
{
    private const int MostMeetings = 100_000;

    public static void MapForecast(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/recipes/forecast", ForecastAsync).Needs(Role.Editor).Accepts<ForecastRequest>("application/json").Produces<ForecastAnswer>();

    private static async Task<IResult> ForecastAsync(HttpContext http, RecipeWords words, Forecasts forecasts)
    {
        var request = await ApiBody.ReadAsync<ForecastRequest>(http);

        if (request.Meetings is < 0 or > MostMeetings)
        {
            return ProblemResult.BadRequest(
                "This is no number of meetings.",
                "Correct what is listed under problems.",
                [new Problem("meetings", "There can't be so many meetings in a month.", $"Give 0 to {MostMeetings}, or leave it out.")]);
        }

        var (recipe, problems) = await TryRoutes.ReadAsync(request.Recipe, words, http.RequestAborted);

        if (recipe is null)
        {
            return Answer(new ForecastAnswer(problems, 0, 0, 0, 0, "A recipe that can't be read has no price."));
        }

        var forecast = await forecasts.OfAsync(recipe, request.Meetings, http.RequestAborted);
        return Answer(new ForecastAnswer(
            problems, forecast.Meetings, forecast.Calls, forecast.Credits, forecast.CallsPerMeeting, forecast.Sentence));
    }

    private static IResult Answer(ForecastAnswer answer) => Results.Json(answer, ApiJson.Default.ForecastAnswer);
}
