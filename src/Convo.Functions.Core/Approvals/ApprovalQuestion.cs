using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Approvals;

/// <summary>What a person is asked: the body of the artefact that asks, whatever tool shows it.</summary>
/// <param name="Delivery">The delivery that waits, as its id writes itself.</param>
/// <param name="Content">The hash of what would go out: an answer counts for it alone.</param>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Meeting">The meeting's title; null where it isn't known.</param>
/// <param name="Destination">Where it would go, in words a person knows.</param>
/// <param name="Preview">What would go out, as plain text.</param>
/// <param name="By">The e-mail addresses of those who may decide.</param>
/// <param name="Until">Until when.</param>
/// <param name="Zone">The recipe's time zone (IANA), for showing times.</param>
/// <param name="Outcome">What became of it; null while it is open.</param>
public sealed record ApprovalQuestion(
    string Delivery,
    string Content,
    string Recipe,
    string? Meeting,
    string Destination,
    string Preview,
    IReadOnlyList<string> By,
    DateTimeOffset Until,
    string Zone,
    ApprovalOutcome? Outcome = null)
{
    /// <summary>Why nobody is asked any more, although nobody answered; null while somebody is, or once somebody did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Over { get; init; }

    /// <summary>Whether it can be answered.</summary>
    [JsonIgnore]
    public bool IsOpen => Outcome is null && Over is null;

    /// <summary>The artefact that asks in a channel.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="classes">The privacy classes of what it shows.</param>
    public Artefact ToArtefact(string channel, IReadOnlySet<PrivacyClass> classes) =>
        new(channel, JsonSerializer.Serialize(this, QuestionJson.Default.ApprovalQuestion), $"{Headline}\n\n{Preview}", classes);

    /// <summary>Reads the body of such an artefact; null where it is none.</summary>
    public static ApprovalQuestion? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, QuestionJson.Default.ApprovalQuestion);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>One line: what the question is, or what became of it.</summary>
    [JsonIgnore]
    public string Headline => Outcome switch
    {
        null when Over is { } why => $"Nobody has to decide any more: {why}. This is not sent to {Destination}.",
        null => $"May this go to {Destination}?",
        { Verdict: ApprovalVerdict.Expired } => $"Nobody approved it until {ApprovalTime.Show(Until, Zone)}: it was not sent to {Destination}.",
        { Verdict: var verdict, Who: var who, At: var at } => $"{Capital(verdict.Word())} by {who} at {ApprovalTime.Show(at, Zone)}.",
    };

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}

/// <summary>What became of a question.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Who">Who gave it; null where nobody did.</param>
/// <param name="At">When.</param>
public sealed record ApprovalOutcome(ApprovalVerdict Verdict, string? Who, DateTimeOffset At)
{
    /// <summary>The outcome that stands in a delivery; null before the first answer.</summary>
    public static ApprovalOutcome? Of(Approval approval) =>
        approval is { Verdict: { } verdict, At: { } at } ? new ApprovalOutcome(verdict, approval.Who, at) : null;
}

[JsonSerializable(typeof(ApprovalQuestion))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 32)]
internal sealed partial class QuestionJson : JsonSerializerContext;
