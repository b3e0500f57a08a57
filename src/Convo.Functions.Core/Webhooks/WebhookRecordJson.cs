using System.Text.Json;
using System.Text.Json.Serialization;

namespace Convo.Functions.Core.Webhooks;

/// <summary>The lists of a <see cref="WebhookRecord"/> as its row holds them.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<WebhookFinding>))]
[JsonSerializable(typeof(WebhookTest))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
internal sealed partial class WebhookRecordJson : JsonSerializerContext
{
    public static string Write(IReadOnlyList<string> names) => JsonSerializer.Serialize(names, Default.IReadOnlyListString);

    public static string Write(IReadOnlyList<WebhookFinding> found) => JsonSerializer.Serialize(found, Default.IReadOnlyListWebhookFinding);

    public static string Write(WebhookTest test) => JsonSerializer.Serialize(test, Default.WebhookTest);

    public static IReadOnlyList<string> Names(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize(text, Default.IReadOnlyListString) ?? [];

    public static IReadOnlyList<WebhookFinding> Findings(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize(text, Default.IReadOnlyListWebhookFinding) ?? [];

    public static WebhookTest? Test(string? text) => text is null ? null : JsonSerializer.Deserialize(text, Default.WebhookTest);
}
