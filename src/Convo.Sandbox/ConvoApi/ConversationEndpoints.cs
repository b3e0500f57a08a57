using System.Globalization;
using Convo.Sandbox.Faults;

namespace Convo.Sandbox.ConvoApi;

/// <summary>The reading operations: list, transcript, profile.</summary>
internal sealed class ConversationEndpoints(FaultBook faults)
{
    private const int MostALimit = 100;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/conversations", ListAsync);
        api.MapGet("/conversations/{id}/transcript", TranscriptAsync);
        api.MapGet("/user/profile", ProfileAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (!TryNumber(query["limit"], 20, out var limit) || limit is < 1 or > MostALimit)
        {
            return ConvoAnswer.RefuseAsync(context, ConvoError.Validation($"limit must be between 1 and {MostALimit}"));
        }

        if (!TryNumber(query["offset"], 0, out var offset) || offset < 0)
        {
            return ConvoAnswer.RefuseAsync(context, ConvoError.Validation("offset must be 0 or more"));
        }

        DateTimeOffset? since = null;
        if (query["since"] is [{ } text, ..])
        {
            if (!ConvoTime.TryParse(text, out var moment))
            {
                return ConvoAnswer.RefuseAsync(context, ConvoError.Validation("since must be an ISO 8601 date-time"));
            }

            since = moment;
        }

        var account = ConvoGate.AccountOf(context);
        var found = account.List(query["search"], since);
        var shift = ShiftOf(context, offset);
        var page = found.Skip(Math.Max(0, offset - shift)).Take(limit).Select(c => c.ToItem(account.Shapes)).ToList();
        return ConvoAnswer.WriteAsync(
            context, new ConversationPage(page, new(Math.Max(0, found.Count + shift), limit, offset)), ConvoJson.Wire.ConversationPage);
    }

    // Rows that came in above move the later pages down, so that one sees rows again; rows that have gone move them up, so that some are never seen.
    private int ShiftOf(HttpContext context, int offset) =>
        offset > 0 && faults.TryTake(FaultKind.Shift, context.Request.Path) is { } shift ? shift.Rows : 0;

    private static Task TranscriptAsync(HttpContext context)
    {
        if (FindOf(context) is not { } conversation)
        {
            return ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Conversation not found"));
        }

        if (Unreadable(conversation) is { } error)
        {
            return ConvoAnswer.RefuseAsync(context, error);
        }

        var shapes = ConvoGate.AccountOf(context).Shapes;
        var segments = conversation.Segments.Select(s => new SegmentItem(s.Text, s.Speaker, shapes.Time(s.At)));
        return ConvoAnswer.WriteAsync(context, new Envelope<Transcript>(new(conversation.Id, [.. segments])), ConvoJson.Wire.EnvelopeTranscript);
    }

    private static Task ProfileAsync(HttpContext context) => ConvoAnswer.WriteAsync(
        context,
        new Envelope<ProfileAnswer>(ConvoGate.AccountOf(context).Profile),
        ConvoJson.Wire.EnvelopeProfileAnswer);

    /// <summary>Why nothing can be made out of a conversation's words; null where they are there.</summary>
    internal static ConvoError? Unreadable(Conversation conversation) =>
        conversation.TranscriptError is null ? null : ConvoError.NotFound("Transcript not found");

    internal static Conversation? FindOf(HttpContext context) =>
        ConvoGate.AccountOf(context).Find((string)context.Request.RouteValues["id"]!);

    private static bool TryNumber(string? text, int fallback, out int number)
    {
        number = fallback;
        return text is null || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }
}
