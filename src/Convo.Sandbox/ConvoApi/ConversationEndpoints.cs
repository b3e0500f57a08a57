using System.Globalization;

namespace Convo.Sandbox.ConvoApi;

/// <summary>The reading operations: list, transcript, profile.</summary>
internal static class ConversationEndpoints
{
    private const int MostALimit = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/conversations", ListAsync);
        api.MapGet("/conversations/{id}/transcript", TranscriptAsync);
        api.MapGet("/user/profile", ProfileAsync);
    }

    private static Task ListAsync(HttpContext context)
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

        var found = ConvoGate.AccountOf(context).List(query["search"], since);
        var page = found.Skip(offset).Take(limit).Select(c => c.ToItem()).ToList();
        return ConvoAnswer.WriteAsync(context, new ConversationPage(page, new(found.Count, limit, offset)), ConvoJson.Wire.ConversationPage);
    }

    private static Task TranscriptAsync(HttpContext context)
    {
        if (FindOf(context) is not { TranscriptError: null } conversation)
        {
            return ConvoAnswer.RefuseAsync(context, ConvoError.NotFound(FindOf(context) is null ? "Conversation not found" : "Transcript not found"));
        }

        var segments = conversation.Segments.Select(s => new SegmentItem(s.Text, s.Speaker, ConvoTime.Format(s.At)));
        return ConvoAnswer.WriteAsync(context, new Envelope<Transcript>(new(conversation.Id, [.. segments])), ConvoJson.Wire.EnvelopeTranscript);
    }

    private static Task ProfileAsync(HttpContext context) => ConvoAnswer.WriteAsync(
        context,
        new Envelope<ProfileAnswer>(ConvoGate.AccountOf(context).Profile),
        ConvoJson.Wire.EnvelopeProfileAnswer);

    internal static Conversation? FindOf(HttpContext context) =>
        ConvoGate.AccountOf(context).Find((string)context.Request.RouteValues["id"]!);

    private static bool TryNumber(string? text, int fallback, out int number)
    {
        number = fallback;
        return text is null || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }
}
