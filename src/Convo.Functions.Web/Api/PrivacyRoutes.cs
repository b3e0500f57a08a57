using Convo.Functions.Core.Access;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>What goes nowhere: <c>/api/privacy</c>. For admins alone: the list itself is what nobody else should read.</summary>
internal static class PrivacyRoutes
{
    public static void MapPrivacy(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/privacy", ReadAsync).Needs(Role.Admin).Produces<PrivacyAnswer>().WithMetadata(new Versioned(IfMatch: null));
        routes.MapPut("/api/privacy", SaveAsync).Needs(Role.Admin).Accepts<PrivacyRequest>("application/json").Produces<PrivacyAnswer>()
            .WithMetadata(new Versioned(IfMatch: true));
    }

    private static async Task<IResult> ReadAsync(HttpContext http, PrivacyRuleBook book) => Answer(await book.ReadAsync(http.RequestAborted), http);

    private static async Task<IResult> SaveAsync(HttpContext http, PrivacyRuleBook book, ConnectionStore connections, AuditTrail audit)
    {
        if (RecipeTag.Read(http.Request.Headers.IfMatch.ToString()) is not { } tag)
        {
            return ProblemResult.VersionMissing();
        }

        var request = await ApiBody.ReadAsync<PrivacyRequest>(http);
        var accounts = (await connections.ListAsync(http.RequestAborted)).Where(one => one.Kind == ConnectionKind.Convo.Name).Select(one => one.Name);
        var draft = new PrivacyDraft(request.Words ?? [], request.Persons ?? [], request.Domains ?? [], request.FeedbackTo ?? [])
        {
            Accounts = [.. accounts.Order(StringComparer.Ordinal)],
        };

        switch (await book.SaveAsync(draft, http.Caller().Name, tag, http.RequestAborted))
        {
            case PrivacyChange.Done(var stored):
                await audit.RecordAsync(http.Caller().Name, "privacy.saved", Counts(stored.Rules), http.RequestAborted);
                return Answer(stored, http);
            case PrivacyChange.Refused(var problems):
                return ProblemResult.BadRequest("The rules can't be used like this; nothing was changed.", "Correct what is listed under problems.", problems);
            default:
                return ProblemResult.Stale(
                    "Somebody else saved the rules since you read them; nothing was changed.", "Read them again, look at what changed, and save anew.");
        }
    }

    // The audit trail is for more eyes than the lists are.
    private static string Counts(PrivacyRules rules) =>
        $"{rules.Words.Count} words, {rules.Persons.Count} persons, {rules.Domains.Count} domains, feedback to {rules.FeedbackTo.Count}";

    private static IResult Answer(StoredPrivacyRules stored, HttpContext http)
    {
        http.Response.Headers.ETag = RecipeTag.Write(stored.Tag);
        var (rules, by, at) = (stored.Rules, stored.SavedBy, stored.SavedAt);
        return Results.Json(
            new PrivacyAnswer(rules.Words, rules.Persons, rules.Domains, [.. rules.FeedbackTo.Select(place => place.ToString())], by, at),
            ApiJson.Default.PrivacyAnswer);
    }
}
