using Convo.Functions.Core.Access;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>Meetings: <c>/api/meetings</c>.</summary>
internal static class MeetingRoutes
{
    private const string Prefix = "/api/meetings/";

    public static void MapMeetings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/meetings", ListAsync).Needs(Role.Viewer).Produces<MeetingPage>().WithMetadata(new PagedList());
        routes.MapGet("/api/meetings/{**conversationId}", FindAsync).Needs(Role.Viewer).Produces<MeetingAnswer>()
            .WithMetadata(new QueryOption("connection", "The connection it came by, where more than one knows a meeting of this id."));
    }

    private static async Task<IResult> ListAsync(HttpContext http, MeetingReads reads)
    {
        if (!Paging.TryRead(http.Request, out var paging))
        {
            return Paging.Refusal();
        }

        try
        {
            var (meetings, next) = await reads.ListAsync(paging.Cursor, paging.Limit, http.RequestAborted);
            var items = new List<MeetingAnswer>();
            foreach (var meeting in meetings)
            {
                items.Add(MeetingAnswers.Of(meeting, await TitleAsync(meeting, http, reads)));
            }

            return Results.Json(new MeetingPage(items, next), ApiJson.Default.MeetingPage);
        }
        catch (FormatException)
        {
            return Paging.Refusal();
        }
    }

    private static async Task<IResult> FindAsync(HttpContext http, MeetingReads reads, ConnectionStore connections)
    {
        var id = ConversationId(http);
        var named = http.Request.Query["connection"].ToString();
        var names = named is "" ? await connections.NamesAsync(http.RequestAborted) : [named];
        var found = new List<MeetingSnapshot>();
        foreach (var name in names.Where(ConnectionRules.IsName))
        {
            if (await reads.FindAsync(name, id, http.RequestAborted) is { } meeting)
            {
                found.Add(meeting);
            }
        }

        return found switch
        {
            [] => ProblemResult.NotFound("meeting"),
            [var meeting] => Results.Json(MeetingAnswers.Of(meeting, await TitleAsync(meeting, http, reads)), ApiJson.Default.MeetingAnswer),
            _ => ProblemResult.Conflict(
                "More than one connection knows a meeting of this id.",
                $"Say which: ?connection={string.Join(" or ?connection=", found.Select(meeting => meeting.Key.Connection))}."),
        };
    }

    // Ids may hold anything, slashes too. Routing leaves %2F as it is, so the id is read from the address as sent, and decoded once.
    private static string ConversationId(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0];
        return path.StartsWith(Prefix, StringComparison.Ordinal) ? Uri.UnescapeDataString(path[Prefix.Length..]) : "";
    }

    // A title is content: it is not for everybody who may see that something ran.
    private static async Task<string?> TitleAsync(MeetingSnapshot meeting, HttpContext http, MeetingReads reads) =>
        http.Caller().Role >= Role.Editor ? await reads.TitleAsync(meeting.Key, http.RequestAborted) : null;
}
