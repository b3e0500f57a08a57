using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.ConvoApi;

/// <summary>A question about one conversation: answered anew by each call, for a credit each time.</summary>
internal static class QueryEndpoint
{
    private const int LongestQuery = 500;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/conversations/{id}/query", AskAsync);

    private static async Task AskAsync(HttpContext context)
    {
        var (request, error) = await ConvoAnswer.ReadAsync(context, ConvoJson.Wire.QueryRequest);
        if (error is not null || string.IsNullOrWhiteSpace(request?.Query) || request.Query.Length > LongestQuery)
        {
            await ConvoAnswer.RefuseAsync(context, error ?? ConvoError.Validation($"query is required: a question of at most {LongestQuery} characters"));
            return;
        }

        if (ConversationEndpoints.FindOf(context) is not { } conversation)
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Conversation not found"));
            return;
        }

        if (ConversationEndpoints.Unreadable(conversation) is { } unreadable)
        {
            await ConvoAnswer.RefuseAsync(context, unreadable);
            return;
        }

        if (!ConvoGate.AccountOf(context).Credits.TryUse())
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.AiLimitExceeded());
            return;
        }

        await ConvoAnswer.WriteAsync(
            context, new Envelope<QueryAnswer>(QueryDigest.Of(conversation, request.Query)), ConvoJson.Wire.EnvelopeQueryAnswer);
    }
}
