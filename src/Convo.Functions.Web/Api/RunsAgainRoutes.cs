using System.Globalization;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>Running again what failed, many at once: <c>/api/runs/again</c>. First it counts; only who repeats the count starts anything.</summary>
internal static class RunsAgainRoutes
{
    public static void MapRunsAgain(this IEndpointRouteBuilder routes) => routes.MapPost("/api/runs/again", AgainAsync).Needs(Role.Editor)
        .Accepts<RunsAgainRequest>("application/json").Produces<RunsAgainAnswer>();

    private static async Task<IResult> AgainAsync(HttpContext http, ManyWishes wishes, AuditTrail audit)
    {
        var request = await ApiBody.ReadAsync<RunsAgainRequest>(http);

        if (Failed(request.State) is not { } state)
        {
            const string Advice = "Use refused or cancelled. Where it is uncertain what happened, look first, then run it again by itself.";
            return ProblemResult.BadRequest(
                "Only what failed can be run again in one go.",
                "Correct what is listed under problems.",
                [new("state", "These runs can't be run again together.", Advice)]);
        }

        var found = await wishes.FindAsync(state, request.Recipe, request.Since, http.RequestAborted);
        var count = found.Runs.Count;

        if (request.Confirm is not { } confirmed)
        {
            var more = found.More ? ", and there are more" : "";
            return Answer(count, 0, found.More, $"{Runs(count)} would be run again{more}. Send this count as confirm to start.");
        }

        if (confirmed != count)
        {
            return ProblemResult.Conflict(
                $"The count has changed meanwhile: it is {Runs(count)} now. Nothing was started.", "Look at it again, then confirm the new count.");
        }

        var (started, first) = await wishes.StartAsync(found.Runs, http.Caller().Name, http.RequestAborted);
        await audit.RecordAsync(http.Caller().Name, "runs.again", $"{state.Word()}/{request.Recipe ?? "all"}/{started}", http.RequestAborted);
        var rest = first is null ? "" : $" {Runs(count - started)} could not be: {first.Reason} {first.Advice}";
        return Answer(count, started, found.More, $"{Runs(started)} started.{rest}");
    }

    private static RunState? Failed(string? word) => word switch
    {
        "refused" => RunState.Refused,
        "cancelled" => RunState.Cancelled,
        _ => null,
    };

    private static string Runs(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} run{(count is 1 ? "" : "s")}");

    private static IResult Answer(int count, int started, bool more, string sentence) =>
        Results.Json(new RunsAgainAnswer(count, started, more, sentence), ApiJson.Default.RunsAgainAnswer);
}
