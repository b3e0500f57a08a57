using Convo.Functions.Core.Access;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Api;

/// <summary>What waits for a yes: <c>/api/approvals</c>. Never a token, but for the one that an editor asks for.</summary>
internal static class ApprovalRoutes
{
    private const string Json = "application/json";

    public static void MapApprovals(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/approvals", ListAsync).Needs(Role.Viewer).Produces<ApprovalList>();
        routes.MapPost("/api/approvals/{id}/approve", ApproveAsync).Needs(Role.Editor).Accepts<DecisionRequest>(Json).Produces<DecisionAnswer>();
        routes.MapPost("/api/approvals/{id}/reject", RejectAsync).Needs(Role.Editor).Accepts<DecisionRequest>(Json).Produces<DecisionAnswer>();
        routes.MapPost("/api/approvals/{id}/link", LinkAsync).Needs(Role.Editor).Accepts<ApprovalLinkRequest>(Json).Produces<ApprovalLinkAnswer>();
    }

    private static Task<IResult> ApproveAsync(string id, HttpContext http, Answers answers) => DecideAsync(id, ApprovalVerdict.Approved, http, answers);

    private static Task<IResult> RejectAsync(string id, HttpContext http, Answers answers) => DecideAsync(id, ApprovalVerdict.Rejected, http, answers);

    private static async Task<IResult> ListAsync(HttpContext http, ApprovalReads reads)
    {
        var items = new List<ApprovalAnswer>();
        var mayRead = http.Caller().Role >= Role.Editor;

        foreach (var waiting in await reads.OpenAsync(http.RequestAborted))
        {
            items.Add(new ApprovalAnswer(
                MeetingAnswers.ToApiId(waiting.Id.ToString()),
                waiting.Desired,
                MeetingAnswers.ToApiId($"{waiting.Id.Meeting}|{waiting.Id.Recipe}|{waiting.Id.Occasion}"),
                waiting.Id.Recipe,
                waiting.Id.Step,
                waiting.Action,
                waiting.Destination,
                waiting.Approval!.By,
                waiting.Approval.Until,
                mayRead ? await reads.TitleAsync(waiting.Id.Meeting, http.RequestAborted) : null,
                mayRead ? await reads.PreviewAsync(waiting.Id.Meeting, waiting.Desired, http.RequestAborted) : null));
        }

        return Results.Json(new ApprovalList(items), ApiJson.Default.ApprovalList);
    }

    private static async Task<IResult> DecideAsync(string id, ApprovalVerdict verdict, HttpContext http, Answers answers)
    {
        var request = await ApiBody.ReadAsync<DecisionRequest>(http);

        if (DeliveryId.Parse(MeetingAnswers.FromApiId(id)) is not { } delivery || request.Content is not { Length: > 0 } content)
        {
            return ProblemResult.NotFound("approval");
        }

        var taken = await answers.TakeAsync(delivery, content, verdict, new Approver(http.Caller().Name, IsEditor: true), http.RequestAborted);
        return taken switch
        {
            AnswerTaken.Made made => Results.Json(new DecisionAnswer(made.Verdict.Word(), made.At), ApiJson.Default.DecisionAnswer),
            AnswerTaken.Unknown => ProblemResult.NotFound("approval"),
            AnswerTaken.Busy => ProblemResult.Conflict("Somebody else is at it this moment; nothing was decided.", "Try again in two minutes."),
            _ => ProblemResult.Conflict(ButtonAnswers.Say(taken)!.Text, "Read the list of approvals again."),
        };
    }

    private static async Task<IResult> LinkAsync(
        string id, HttpContext http, ApprovalReads reads, ApprovalLinks links, AuditTrail audit, WebOptions options)
    {
        var request = await ApiBody.ReadAsync<ApprovalLinkRequest>(http);

        if (DeliveryId.Parse(MeetingAnswers.FromApiId(id)) is not { } delivery
            || await reads.FindAsync(delivery, http.RequestAborted) is not { State: DeliveryState.Awaiting, Approval: { } approval } waiting)
        {
            return ProblemResult.NotFound("approval");
        }

        if (request.For is not { } person || !approval.Names(person))
        {
            return ProblemResult.Conflict("This person is not among those who may decide.", $"Name one of: {string.Join(", ", approval.By)}.");
        }

        // Whoever makes a link could use it: the trail says who made it.
        await audit.RecordAsync(http.Caller().Name, "approval.link", $"{delivery} {person}", http.RequestAborted);
        var token = await links.MakeAsync(delivery, waiting.Desired, person, http.RequestAborted);
        var app = options.PublicAddress ?? options.LocalAddress ?? new Uri($"{http.Request.Scheme}://{http.Request.Host.Value}/");
        return Results.Json(new ApprovalLinkAnswer(new Uri(app, $"approve/{token}").AbsoluteUri), ApiJson.Default.ApprovalLinkAnswer);
    }
}
