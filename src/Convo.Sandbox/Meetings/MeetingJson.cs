using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Convo.Sandbox.Meetings;

/// <summary>The shapes of scenarios and of key points on their way in.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Scenario))]
[JsonSerializable(typeof(KeypointsShape))]
[JsonSerializable(typeof(FeedbackShape))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class MeetingJson : JsonSerializerContext
{
    public static readonly MeetingJson Wire = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 32,
        NumberHandling = JsonNumberHandling.Strict,
    });
}
