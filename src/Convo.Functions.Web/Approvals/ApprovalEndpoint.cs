using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Hooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Approvals;

/// <summary>
/// <c>/approve/{token}</c>: where a person decides without signing in; the token in their personal link is the proof. GET shows and changes nothing,
/// since mail scanners and previews follow links too; POST decides.
/// </summary>
internal sealed class ApprovalEndpoint(ApprovalLinks links, ApprovalReads reads, Answers answers, WebOptions options, TimeProvider clock)
{
    public const string Route = "/approve/{token}";
    private const int MostBytes = 1024;
    private const string Yes = $"{ApprovalPage.Field}={ApprovalPage.Approve}";
    private const string No = $"{ApprovalPage.Field}={ApprovalPage.Reject}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, (RequestDelegate)(http => Of(http).ShowAsync(http))).ExcludeFromDescription().OpenToAll();
        routes.MapPost(Route, (RequestDelegate)(http => Of(http).DecideAsync(http))).ExcludeFromDescription().OpenToAll();
    }

    private static ApprovalEndpoint Of(HttpContext http) => (ApprovalEndpoint)http.RequestServices.GetService(typeof(ApprovalEndpoint))!;

    private async Task ShowAsync(HttpContext http)
    {
        try
        {
            var page = await FindAsync(http) is ({ } link, { } waiting) ? await PageAsync(link, waiting, http.RequestAborted) : ApprovalPage.Unknown();
            await page.SendAsync(http);
        }
        catch (StorageException)
        {
            await ApprovalPage.Unavailable("It can't be shown right now.").SendAsync(http);
        }
    }

    private async Task DecideAsync(HttpContext http)
    {
        if (!SameOrigin.HoldsForForm(http.Request, options.PublicAddress))
        {
            await ApprovalPage.Elsewhere().SendAsync(http);
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        var body = await HookBody.ReadAsync(http.Request.BodyReader, MostBytes, options.Limits.BodyWithin, clock, http.RequestAborted);

        if (body.Status is not 0 || Verdict(body.Bytes.Span) is not { } verdict)
        {
            await ApprovalPage.Unreadable().SendAsync(http);
            return;
        }

        try
        {
            if (await FindAsync(http) is not ({ } link, { } before))
            {
                await ApprovalPage.Unknown().SendAsync(http);
                return;
            }

            // The person may go away; what they decided is saved all the same.
            var taken = await answers.TakeAsync(link.Delivery, link.Content, verdict, new Approver(link.Person, IsEditor: false), CancellationToken.None);
            var shown = await ViewAsync(link, before, http.RequestAborted);
            await ApprovalPage.Of(taken, shown).SendAsync(http);
        }
        catch (StorageException)
        {
            await ApprovalPage.Unavailable("It was not saved.").SendAsync(http);
        }
    }

    private static ApprovalVerdict? Verdict(ReadOnlySpan<byte> body) =>
        body.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(Yes)) ? ApprovalVerdict.Approved
        : body.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(No)) ? ApprovalVerdict.Rejected
        : null;

    private async Task<(ApprovalLink?, Delivery?)> FindAsync(HttpContext http) =>
        await links.FindAsync((string)http.Request.RouteValues["token"]!, http.RequestAborted) is { } link
            ? (link, await reads.FindAsync(link.Delivery, http.RequestAborted))
            : (null, null);

    private async Task<ApprovalPage> PageAsync(ApprovalLink link, Delivery waiting, CancellationToken cancellation)
    {
        var view = await ViewAsync(link, waiting, cancellation);
        return Answers.Refusal(waiting, waiting.Approval!, link.Content, ApprovalVerdict.Approved, clock.GetUtcNow()) is { } refusal
            ? ApprovalPage.Of(refusal, view)
            : view.Preview is null ? ApprovalPage.Unknown() : ApprovalPage.Ask(view);
    }

    private async Task<ApprovalView> ViewAsync(ApprovalLink link, Delivery waiting, CancellationToken cancellation) => new(
        link.Person,
        waiting.Destination,
        link.Delivery.Recipe,
        await reads.TitleAsync(link.Delivery.Meeting, cancellation),
        waiting.Approval!.Until,
        await reads.PreviewAsync(link.Delivery.Meeting, link.Content, cancellation));
}
