namespace Convo.Client.Tests.Operations;

/// <summary>One operation of the API, as the tests that hold for all of them need it.</summary>
/// <param name="Id">Its id in the description.</param>
/// <param name="Calls">The client's method.</param>
/// <param name="Samples">Its answers in the seed documents.</param>
/// <param name="CallAsync">Calls it with arguments that are right, and gives the value.</param>
internal sealed record Operation(string Id, string Calls, IReadOnlyList<string> Samples, Func<ConvoClient, CancellationToken, Task<object>> CallAsync)
{
    private const string Conversation = "sess_1";
    private const string Webhook = "wh_1";
    private static readonly Uri Endpoint = new("https://hooks.example.com/convo");

    /// <summary>All of them, in the order of the documentation.</summary>
    internal static IReadOnlyList<Operation> All { get; } =
    [
        Of("listConversations", nameof(ConvoClient.ListConversationsAsync), ["conversations"], (c, stop) => c.ListConversationsAsync(new(), stop)),
        Of("getTranscript", nameof(ConvoClient.GetTranscriptAsync), ["transcript"], (c, stop) => c.GetTranscriptAsync(Conversation, stop)),
        Of("getKeypoints", nameof(ConvoClient.GetKeypointsAsync), ["keypoints"], (c, stop) => c.GetKeypointsAsync(Conversation, stop)),
        Of("generateKeypoints", nameof(ConvoClient.GenerateKeypointsAsync), ["keypoints"],
            (c, stop) => c.GenerateKeypointsAsync(Conversation, forceRefresh: false, stop)) with { MayCostCredit = true },
        Of("getFeedback", nameof(ConvoClient.GetFeedbackAsync), ["feedback", "feedback-later"], (c, stop) => c.GetFeedbackAsync(Conversation, stop)),
        Of("generateFeedback", nameof(ConvoClient.GenerateFeedbackAsync), ["feedback", "feedback-later"],
            (c, stop) => c.GenerateFeedbackAsync(Conversation, forceRefresh: false, stop)) with { MayCostCredit = true },
        Of("queryConversation", nameof(ConvoClient.QueryConversationAsync), ["query"],
            (c, stop) => c.QueryConversationAsync(Conversation, "Who?", stop)) with { MayCostCredit = true },
        Of("generateEmail", nameof(ConvoClient.DraftEmailAsync), ["email"],
            (c, stop) => c.DraftEmailAsync(Conversation, "Bob", EmailTone.Casual, stop)) with { MayCostCredit = true },
        Of("shareConversation", nameof(ConvoClient.ShareConversationAsync), ["share"], (c, stop) => c.ShareConversationAsync(Conversation, stop)),
        Of("updateConversation", nameof(ConvoClient.RenameConversationAsync), ["rename"], (c, stop) => c.RenameConversationAsync(Conversation, "New", stop)),
        Of("deleteConversation", nameof(ConvoClient.DeleteConversationAsync), ["delete-conversation"],
            (c, stop) => c.DeleteConversationAsync(Conversation, stop)),
        Of("listCalendarEvents", nameof(ConvoClient.ListCalendarEventsAsync), [], (c, stop) => c.ListCalendarEventsAsync(new(), stop)),
        Of("getUserProfile", nameof(ConvoClient.GetProfileAsync), ["profile", "profile-abridged"], (c, stop) => c.GetProfileAsync(stop)),
        Of("listWebhooks", nameof(ConvoClient.ListWebhooksAsync), ["webhooks"], (c, stop) => c.ListWebhooksAsync(stop)),
        Of("createWebhook", nameof(ConvoClient.CreateWebhookAsync), ["create-webhook"],
            (c, stop) => c.CreateWebhookAsync(Endpoint, [ConvoEventNames.KeypointsReady], stop)) with { Needs = "data.secret" },
        Of("deleteWebhook", nameof(ConvoClient.DeleteWebhookAsync), ["delete-webhook"], (c, stop) => c.DeleteWebhookAsync(Webhook, stop)),
        Of("testWebhook", nameof(ConvoClient.TestWebhookAsync), ["test-webhook"], (c, stop) => c.TestWebhookAsync(Webhook, stop)),
    ];

    internal static TheoryData<string> Ids => [.. All.Select(operation => operation.Id)];

    internal bool MayCostCredit { get; private init; }

    /// <summary>The one member without which an answer is a failure; null where there is none.</summary>
    internal string? Needs { get; private init; }

    internal static Operation Find(string id) => All.Single(operation => operation.Id == id);

    /// <summary>Every answer that is documented for it: the seed documents' word for word, and those of the description.</summary>
    internal IEnumerable<string> Answers => Samples.Select(Tests.Samples.Read).Concat(Description.Of(Id).Answers);

    private static Operation Of<T>(string id, string calls, string[] samples, Func<ConvoClient, CancellationToken, Task<ConvoResult<T>>> call)
        where T : class => new(id, calls, samples, async (client, stop) => (await call(client, stop)).Value);
}
