using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Client;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>What an action that acts on the meeting itself keeps in its artefact.</summary>
/// <param name="Conversation">Convo's own id of the meeting.</param>
/// <param name="Title">The title that it is to have; null where it keeps its own.</param>
/// <param name="Was">The title that it had when that was decided; null where it wasn't known.</param>
internal sealed partial record MeetingDocument(string Conversation, string? Title = null, string? Was = null)
{
    public const string IdFact = "meeting.id";
    public const string TitleFact = "meeting.title";

    /// <summary>How long Convo has to make something by itself before a credit is spent; nothing where that is not waited for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int WaitMinutes { get; init; }

    /// <summary>Whether there is a meeting that Convo can be asked about.</summary>
    [JsonIgnore]
    public bool IsUsable => ConvoId.IsUsable(Conversation);

    public static MeetingDocument Of(FactSet facts) => new(Text(facts, IdFact) ?? "", Was: Text(facts, TitleFact));

    public static MeetingDocument Read(string body) => JsonSerializer.Deserialize(body, MeetingJson.Default.MeetingDocument)
        ?? throw new InvalidOperationException("An artefact of this action is always readable by it.");

    public string Write() => JsonSerializer.Serialize(this, MeetingJson.Default.MeetingDocument);

    /// <summary>The meeting as people know it.</summary>
    [JsonIgnore]
    public string Name => Was is null ? "a meeting without a title" : $"“{Was}”";

    private static string? Text(FactSet facts, string path) => (facts.Find(path) as FactValue.Text)?.Value;

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(MeetingDocument))]
    private sealed partial class MeetingJson : JsonSerializerContext;
}
