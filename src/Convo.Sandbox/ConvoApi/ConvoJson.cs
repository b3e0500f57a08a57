using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Convo.Sandbox.ConvoApi;

/// <summary>The shapes of Convo's API. Text goes out as a JavaScript server writes it: letters unescaped.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(ConversationPage))]
[JsonSerializable(typeof(Envelope<Transcript>))]
[JsonSerializable(typeof(Envelope<KeypointsAnswer>))]
[JsonSerializable(typeof(Envelope<FeedbackAnswer>))]
[JsonSerializable(typeof(Envelope<QueryAnswer>))]
[JsonSerializable(typeof(Envelope<ShareAnswer>))]
[JsonSerializable(typeof(Envelope<TitleAnswer>))]
[JsonSerializable(typeof(Envelope<EmailAnswer>))]
[JsonSerializable(typeof(Envelope<ProfileAnswer>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<CalendarItem>>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<WebhookListed>>))]
[JsonSerializable(typeof(Envelope<WebhookCreated>))]
[JsonSerializable(typeof(Envelope<Deletion>))]
[JsonSerializable(typeof(Envelope<WebhookTest>))]
[JsonSerializable(typeof(GenerationRequest))]
[JsonSerializable(typeof(QueryRequest))]
[JsonSerializable(typeof(RenameRequest))]
[JsonSerializable(typeof(EmailRequest))]
[JsonSerializable(typeof(CreateWebhookRequest))]
[JsonSerializable(typeof(DeleteWebhookRequest))]
[JsonSerializable(typeof(TestWebhookRequest))]
internal sealed partial class ConvoJson : JsonSerializerContext
{
    public static readonly ConvoJson Wire = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 32,
    });
}
