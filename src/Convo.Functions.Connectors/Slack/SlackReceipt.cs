using System.Text.Json;
using System.Text.Json.Serialization;

namespace Convo.Functions.Connectors.Slack;

/// <summary>What a delivery leaves behind: where its messages are. No meeting content.</summary>
/// <param name="Channel">Slack's id of the channel.</param>
/// <param name="Ts">Slack's id of each part in order; null for a part that isn't there.</param>
/// <param name="Content">The hash of what they all show; null where they differ or it isn't known.</param>
internal sealed partial record SlackReceipt(string Channel, IReadOnlyList<string?> Ts, string? Content)
{
    /// <summary>Null where there is none, or where it can't be read.</summary>
    public static SlackReceipt? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize(text, ReceiptJson.Default.SlackReceipt) is { Channel.Length: > 0, Ts.Count: > 0 } receipt
                ? receipt : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write() => JsonSerializer.Serialize(this, ReceiptJson.Default.SlackReceipt);

    /// <summary>Where a person can see it ("chat.getPermalink" gives the same form).</summary>
    /// <param name="workspace">The address of the workspace, as <c>auth.test</c> tells it; null where it isn't known.</param>
    public string? Link(string? workspace) =>
        workspace is not null && Ts[0] is { } ts && Uri.TryCreate(workspace, UriKind.Absolute, out var root)
            ? new Uri(root, $"archives/{Channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}").AbsoluteUri
            : null;

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true)]
    [JsonSerializable(typeof(SlackReceipt))]
    private sealed partial class ReceiptJson : JsonSerializerContext;
}
