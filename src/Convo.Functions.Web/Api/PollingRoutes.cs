using System.Globalization;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Polling;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>Whether all meetings got to us, and what may still be asked of Convo: <c>/api/completeness</c>, <c>/api/budgets</c>.</summary>
internal static class PollingRoutes
{
    private const int UsualDays = 30;
    private const int MostDays = 90;

    public static void MapPolling(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/completeness", CompletenessAsync).Needs(Role.Viewer).Produces<CompletenessAnswer>()
            .WithMetadata(new QueryOption("days", $"How many days to look back: 1 to {MostDays}, {UsualDays} if left out."));
        routes.MapGet("/api/budgets", BudgetsAsync).Needs(Role.Viewer).Produces<BudgetList>();
    }

    private static async Task<IResult> CompletenessAsync(HttpContext http, CompletenessReads reads)
    {
        var asked = http.Request.Query["days"].ToString();
        var days = asked is "" ? UsualDays : int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (days is < 1 or > MostDays)
        {
            return ProblemResult.BadRequest("So many days can't be looked back.", $"Use days=1 to days={MostDays}.");
        }

        var accounts = await reads.ReadAsync(days, http.RequestAborted);
        var all = accounts.Aggregate(Completeness.None, (sum, account) => sum + account.Count);
        var answer = new CompletenessAnswer(
            days, all.Meetings, all.ByWebhook, all.ByPolling, all.Missing, all.Deleted, all.Unlisted, all.Sentence, [.. accounts.Select(Of)]);
        return Results.Json(answer, ApiJson.Default.CompletenessAnswer);
    }

    private static async Task<IResult> BudgetsAsync(ConnectionStore connections, CallBudget budget, TimeProvider clock, CancellationToken cancellation)
    {
        var items = new List<BudgetAnswer>();
        foreach (var connection in await connections.ListAsync(cancellation))
        {
            if (connection.Kind == ConnectionKind.Convo.Name)
            {
                items.Add(Of(await budget.ReadAsync(connection.Name, cancellation), clock.GetUtcNow()));
            }
        }

        return Results.Json(new BudgetList(items), ApiJson.Default.BudgetList);
    }

    private static AccountCompletenessAnswer Of(AccountCompleteness account) => new(
        account.Connection,
        account.Count.Meetings,
        account.Count.ByWebhook,
        account.Count.ByPolling,
        account.Count.Missing,
        account.Count.Deleted,
        account.Count.Unlisted,
        account.Count.Sentence,
        account.WatchedFrom,
        account.ComparedAt,
        account.NextAt,
        account.Trouble?.Reason,
        account.Trouble?.Advice);

    private static BudgetAnswer Of(CallWindow window, DateTimeOffset now)
    {
        var room = window.Room(CallUse.Gathering, now);
        return new BudgetAnswer(
            window.Account,
            window.Limit,
            window.Used(now),
            window.Used(now) - window.Own(now),
            room,
            window.Room(CallUse.Poll, now),
            window.Used(now) > 0 ? window.FreeAt(CallUse.Gathering, window.Limit, now) : null,
            room is 0 ? window.FreeAt(CallUse.Gathering, 1, now) : null);
    }
}
