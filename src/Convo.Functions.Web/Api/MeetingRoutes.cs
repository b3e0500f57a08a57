using Convo.Functions.Core.Access;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Recipes.Store;
using Convo.Functions.Core.Trying;
using Convo.Functions.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>Meetings: <c>/api/meetings</c>.</summary>
internal static class MeetingRoutes
{
    private const string Prefix = "/api/meetings/";

    private const string FactsSuffix = "/facts";

    private static readonly QueryOption WhichConnection = new("connection", "The connection it came by, where more than one knows a meeting of this id.");

    public static void MapMeetings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/meetings", ListAsync).Needs(Role.Viewer).Produces<MeetingPage>().WithMetadata(new PagedList());
        routes.MapGet("/api/meetings/{**conversationId}", FindAsync).Needs(Role.Viewer).Produces<MeetingAnswer>().WithMetadata(WhichConnection);
        routes.MapGet("/api/meetings/{conversationId}/facts", FactsAsync).Needs(Role.Editor).Produces<MeetingFactsAnswer>().WithMetadata(WhichConnection);
    }

    private static async Task<IResult> ListAsync(HttpContext http, MeetingReads reads, RecipeStore store)
    {
        if (!Paging.TryRead(http.Request, out var paging))
        {
            return Paging.Refusal();
        }

        try
        {
            var (meetings, next) = await reads.ListAsync(paging.Cursor, paging.Limit, http.RequestAborted);
            var recipes = await KnownRecipes.ReadAsync(store, http.RequestAborted);
            var items = new List<MeetingAnswer>();
            foreach (var meeting in meetings)
            {
                items.Add(MeetingAnswers.Of(meeting, await TitleAsync(meeting, http, reads), recipes));
            }

            return Results.Json(new MeetingPage(items, next), ApiJson.Default.MeetingPage);
        }
        catch (FormatException)
        {
            return Paging.Refusal();
        }
    }

    private static async Task<IResult> FindAsync(HttpContext http, MeetingLookup meetings, MeetingReads reads, RecipeStore store)
    {
        var (meeting, refusal) = await meetings.FindAsync(ConversationId(http, ""), http.Request.Query["connection"].ToString(), http.RequestAborted);
        if (meeting is null)
        {
            return refusal!;
        }

        var recipes = await KnownRecipes.ReadAsync(store, http.RequestAborted);
        var without = WithoutRun.Of(meeting, await store.PublishedAsync(http.RequestAborted))
            .Select(one => new WithoutRunAnswer(one.Recipe.Recipe.Id, one.Recipe.Recipe.Name, one.Reason));
        var answer = MeetingAnswers.Of(meeting, await TitleAsync(meeting, http, reads), recipes) with { Without = [.. without] };
        return Results.Json(answer, ApiJson.Default.MeetingAnswer);
    }

    private static async Task<IResult> FactsAsync(HttpContext http, MeetingLookup meetings, Trials trials)
    {
        var (meeting, refusal) = await meetings.FindAsync(
            ConversationId(http, FactsSuffix), http.Request.Query["connection"].ToString(), http.RequestAborted);
        return meeting is null
            ? refusal!
            : Results.Json(TryAnswers.Of(await trials.KnownAsync(meeting, http.RequestAborted)), ApiJson.Default.MeetingFactsAnswer);
    }

    // Ids may hold anything, slashes too. Routing leaves %2F as it is, so the id is read from the address as sent, and decoded once.
    private static string ConversationId(HttpContext http, string suffix)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0];
        return path.StartsWith(Prefix, StringComparison.Ordinal) && path.EndsWith(suffix, StringComparison.Ordinal)
            ? Uri.UnescapeDataString(path[Prefix.Length..^suffix.Length])
            : "";
    }

    // A title is content: it is not for everybody who may see that something ran.
    private static async Task<string?> TitleAsync(MeetingSnapshot meeting, HttpContext http, MeetingReads reads) =>
        http.Caller().Role >= Role.Editor ? await reads.TitleAsync(meeting.Key, http.RequestAborted) : null;
}
