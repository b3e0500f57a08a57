using Convo.Functions.Core.Access;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes.Store;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>Runs: <c>/api/runs</c>, and the wish to run again.</summary>
internal static class RunRoutes
{
    // Meetings without runs fill no page: however many there are, a call ends, and its cursor goes on from there.
    private const int MostMeetings = 200;

    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/runs", ListAsync).Needs(Role.Viewer).Produces<RunPage>().WithMetadata(
            new PagedList(),
            new QueryOption("state", "Only runs in this state, or in one of these, with commas between them."),
            new QueryOption("recipe", "Only runs of the recipe with this id."),
            new QueryOption("meeting", "Only runs on the meeting with this id of Convo's."));
        routes.MapGet("/api/runs/{id}", FindAsync).Needs(Role.Viewer).Produces<RunAnswer>();
        routes.MapPost("/api/runs/{id}/again", AgainAsync).Needs(Role.Editor).Produces<RunAgainAnswer>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync(HttpContext http, MeetingReads reads, MeetingLookup lookup, RecipeStore store)
    {
        if (!Paging.TryRead(http.Request, out var paging))
        {
            return Paging.Refusal();
        }

        if (!RunFilter.TryRead(http.Request, out var filter))
        {
            return RunFilter.Refusal();
        }

        var recipes = await KnownRecipes.ReadAsync(store, http.RequestAborted);

        if (filter.Meeting is { } id)
        {
            var meetings = await lookup.FindAllAsync(id, connection: null, http.RequestAborted);
            return Results.Json(new RunPage([.. meetings.SelectMany(meeting => Matching(meeting, filter, recipes))], Next: null), ApiJson.Default.RunPage);
        }

        try
        {
            var (items, cursor, looked) = (new List<RunAnswer>(), paging.Cursor, 0);
            do
            {
                // One meeting at a time: all runs of a meeting stand on the same page.
                var (meetings, next) = await reads.ListAsync(cursor, take: 1, http.RequestAborted);
                items.AddRange(meetings.SelectMany(meeting => Matching(meeting, filter, recipes)));
                cursor = next;
            }
            while (cursor is not null && items.Count < paging.Limit && ++looked < MostMeetings);

            return Results.Json(new RunPage(items, cursor), ApiJson.Default.RunPage);
        }
        catch (FormatException)
        {
            return Paging.Refusal();
        }
    }

    private static IEnumerable<RunAnswer> Matching(MeetingSnapshot meeting, RunFilter filter, KnownRecipes recipes) =>
        meeting.Runs.Where(filter.Holds).OrderByDescending(run => run.OpenedAt).Select(run => MeetingAnswers.Of(run, meeting, recipes));

    private static async Task<IResult> FindAsync(string id, MeetingReads reads, RecipeStore store, CancellationToken cancellation) =>
        await reads.FindRunAsync(MeetingAnswers.FromApiId(id), cancellation) is ({ } run, { } meeting)
            ? Results.Json(MeetingAnswers.Of(run, meeting, await KnownRecipes.ReadAsync(store, cancellation)), ApiJson.Default.RunAnswer)
            : ProblemResult.NotFound("run");

    private static async Task<IResult> AgainAsync(string id, HttpContext http, Wishes wishes, AuditTrail audit)
    {
        switch (await wishes.RunAgainAsync(MeetingAnswers.FromApiId(id), http.Caller().Name, http.RequestAborted))
        {
            case AgainAnswer.Started(var again):
                await audit.RecordAsync(http.Caller().Name, "run.again", again, http.RequestAborted);
                var started = new RunAgainAnswer(MeetingAnswers.ToApiId(again));
                return Results.Json(started, ApiJson.Default.RunAgainAnswer, statusCode: StatusCodes.Status202Accepted);
            case AgainAnswer.Not(var reason, var advice):
                return ProblemResult.Conflict(reason, advice);
            default:
                return ProblemResult.NotFound("run");
        }
    }
}
