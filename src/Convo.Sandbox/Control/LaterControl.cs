using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.Control;

/// <summary>Shows the meetings of all accounts, gives one its feedback, and brings a deleted one back.</summary>
internal sealed class LaterControl(Stage stage)
{
    private const int MostListed = 200;

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapGet("/meetings", ListAsync);
        control.MapGet("/meetings/{id}", ShowAsync);
        control.MapPost("/meetings/{id}/feedback", FeedbackAsync);
        control.MapPost("/meetings/{id}/recover", RecoverAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var name = (string?)context.Request.Query["account"];
        if (stage.Accounts.Named(name) is not { } named)
        {
            return ControlAnswer.RefuseAsync(context, "No such account; there are: " + stage.Accounts.Names);
        }

        var wanted = name is null ? stage.Accounts.WithApi : [named];
        var items = wanted.SelectMany(account => account.Everything.Select(one => (account, one)))
            .OrderByDescending(found => found.one.Start)
            .Take(MostListed)
            .Select(found => Show(found.account, found.one));
        return ControlAnswer.WriteAsync(context, new MeetingList([.. items]), ControlJson.Wire.MeetingList);
    }

    private Task ShowAsync(HttpContext context) => Find(context) is ({ } account, { } conversation)
        ? ControlAnswer.WriteAsync(
            context,
            new MeetingDetail(Show(account, conversation), conversation.Keypoints?.Document.Json, conversation.Feedback?.Document.Json),
            ControlJson.Wire.MeetingDetail)
        : NotFoundAsync(context);

    private async Task FeedbackAsync(HttpContext context)
    {
        if (await ControlAnswer.ReadAsync(context, ControlJson.Wire.FeedbackRequest) is not { } request)
        {
            return;
        }

        if (Find(context) is not ({ } account, { IsDeleted: false } conversation))
        {
            await NotFoundAsync(context);
            return;
        }

        var (document, wrong) = request.Feedback is { } json ? FeedbackDocument.Read(json) : (null, null);
        if (document is null && wrong is null && conversation.Segments.Count < FeedbackDigest.FewestSegments)
        {
            wrong = $"The transcript has fewer than {FeedbackDigest.FewestSegments} segments: give the feedback with the call";
        }

        if (wrong is not null)
        {
            await ControlAnswer.RefuseAsync(context, wrong);
            return;
        }

        stage.GiveFeedback(account, conversation, document);
        var sending = Task.CompletedTask;
        if (request.Hold != true)
        {
            stage.Fire(account, conversation, [new EventOrder(EventNames.FeedbackReady)], out sending);
        }

        if (request.Wait != false)
        {
            await sending.WaitAsync(context.RequestAborted);
        }

        await ControlAnswer.WriteAsync(context, new PlayAnswer(conversation.Id), ControlJson.Wire.PlayAnswer);
    }

    private Task RecoverAsync(HttpContext context)
    {
        if (Find(context) is not ({ }, { IsDeleted: true } conversation))
        {
            return ControlAnswer.RefuseAsync(context, "No deleted meeting has this id", StatusCodes.Status404NotFound);
        }

        conversation.IsDeleted = false;
        return ControlAnswer.WriteAsync(context, new PlayAnswer(conversation.Id), ControlJson.Wire.PlayAnswer);
    }

    private (ConvoAccount? Account, Conversation? Conversation) Find(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var account = stage.Accounts.OwnerOf(id);
        return (account, account?.FindAny(id));
    }

    private static Task NotFoundAsync(HttpContext context) =>
        ControlAnswer.RefuseAsync(context, "No meeting with this id was played, or it was deleted", StatusCodes.Status404NotFound);

    /// <summary>A meeting as the control API shows it.</summary>
    public static MeetingItem Show(ConvoAccount account, Conversation conversation) => new(
        conversation.Id,
        account.Name,
        conversation.Title,
        ConvoTime.Format(conversation.Start),
        conversation.Minutes,
        conversation.Segments.Count,
        conversation.Keypoints is not null,
        conversation.Feedback is not null,
        conversation.IsDeleted,
        conversation.TranscriptError,
        conversation.ShareUrl);
}
