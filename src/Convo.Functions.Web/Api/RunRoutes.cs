using Convo.Functions.Core.Access;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>Runs: <c>/api/runs</c>, and the wish to run again.</summary>
internal static class RunRoutes
{
    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/runs", ListAsync).Needs(Role.Viewer).Produces<RunPage>();
        routes.MapGet("/api/runs/{id}", FindAsync).Needs(Role.Viewer).Produces<RunAnswer>();
        routes.MapPost("/api/runs/{id}/again", AgainAsync).Needs(Role.Editor).Produces<RunAgainAnswer>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync(HttpContext http, MeetingReads reads)
    {
        if (!Paging.TryRead(http.Request, out var paging))
        {
            return Paging.Refusal();
        }

        try
        {
            var (items, cursor) = (new List<RunAnswer>(), paging.Cursor);
            do
            {
                // One meeting at a time: all runs of a meeting stand on the same page.
                var (meetings, next) = await reads.ListAsync(cursor, take: 1, http.RequestAborted);
                items.AddRange(meetings.SelectMany(meeting =>
                    meeting.Runs.OrderByDescending(run => run.OpenedAt).Select(run => MeetingAnswers.Of(run, meeting))));
                cursor = next;
            }
            while (cursor is not null && items.Count < paging.Limit);

            return Results.Json(new RunPage(items, cursor), ApiJson.Default.RunPage);
        }
        catch (FormatException)
        {
            return Paging.Refusal();
        }
    }

    private static async Task<IResult> FindAsync(string id, MeetingReads reads, CancellationToken cancellation) =>
        await reads.FindRunAsync(MeetingAnswers.FromApiId(id), cancellation) is ({ } run, { } meeting)
            ? Results.Json(MeetingAnswers.Of(run, meeting), ApiJson.Default.RunAnswer)
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
