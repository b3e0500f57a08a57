using System.Text.Json.Serialization;

namespace Convo.Sandbox.Webhooks;

/// <summary>How one attempt ended. Convo makes no second one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryOutcome>))]
internal enum DeliveryOutcome
{
    /// <summary>The endpoint answered with 2xx.</summary>
    [JsonStringEnumMemberName("delivered")]
    Delivered,

    /// <summary>The endpoint answered with another status.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>No answer within 10 s.</summary>
    [JsonStringEnumMemberName("timeout")]
    Timeout,

    /// <summary>No connection, or it broke.</summary>
    [JsonStringEnumMemberName("unreachable")]
    Unreachable,

    /// <summary>Never sent: the fault <c>drop</c>.</summary>
    [JsonStringEnumMemberName("dropped")]
    Dropped,
}

/// <summary>The record of one attempt; it holds the body's hash, not the body.</summary>
internal sealed record Delivery(
    string Event,
    string Url,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Status,
    DeliveryOutcome Outcome,
    string BodySha256,
    string At,
    string WebhookId,
    string? ConversationId);
