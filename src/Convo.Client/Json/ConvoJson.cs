using System.Text.Json.Serialization;

namespace Convo.Client;

/// <summary>Every shape that goes over the wire. Unknown members pass; members given twice and more than 32 levels are refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 32,
    AllowDuplicateProperties = false,
    Converters = [typeof(TolerantText), typeof(TolerantMoment), typeof(TolerantNumber), typeof(TolerantCount), typeof(TolerantFlag)])]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(Envelope<List<Conversation>>))]
[JsonSerializable(typeof(Envelope<Transcript>))]
[JsonSerializable(typeof(Envelope<RenamedConversation>))]
[JsonSerializable(typeof(Envelope<SharedConversation>))]
[JsonSerializable(typeof(Envelope<ConversationAnswer>))]
[JsonSerializable(typeof(Envelope<EmailDraft>))]
[JsonSerializable(typeof(Envelope<KeypointsDocument>))]
[JsonSerializable(typeof(Envelope<FeedbackDocument>))]
[JsonSerializable(typeof(Envelope<UserProfile>))]
[JsonSerializable(typeof(Envelope<List<CalendarEvent>>))]
[JsonSerializable(typeof(CalendarTimeWire))]
[JsonSerializable(typeof(Envelope<List<WebhookWire>>))]
[JsonSerializable(typeof(Envelope<WebhookWire>))]
[JsonSerializable(typeof(Envelope<WebhookTest>))]
[JsonSerializable(typeof(Envelope<Deletion>))]
[JsonSerializable(typeof(RefreshBody))]
[JsonSerializable(typeof(TitleBody))]
[JsonSerializable(typeof(QueryBody))]
[JsonSerializable(typeof(EmailBody))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(WebhookDeletionBody))]
[JsonSerializable(typeof(WebhookTestBody))]
internal sealed partial class ConvoJson : JsonSerializerContext;
