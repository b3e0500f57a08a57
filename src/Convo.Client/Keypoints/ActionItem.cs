using System.Text.Json.Serialization;

namespace Convo.Client;

/// <summary>One thing to be done. Convo gives it no id, due date, state or address, and a new generation may reword it.</summary>
public sealed record ActionItem
{
    /// <summary>What is to be done. Untrusted text.</summary>
    public string Item { get; init => field = value ?? ""; } = "";

    /// <summary>A name, not a person: perhaps a first name, "You" or "Participant"; null when nobody was named.</summary>
    public string? Owner { get; init; }

    /// <summary>How sure the AI is, 0 to 1 in all samples; null when not given.</summary>
    public double? Confidence { get; init; }

    /// <summary>The priority as Convo wrote it; null when not given.</summary>
    public string? Priority { get; init; }

    /// <summary>The priority, where it is one of the documented three.</summary>
    [JsonIgnore]
    public ActionItemPriority PriorityLevel => Priority?.ToLowerInvariant() switch
    {
        "low" => ActionItemPriority.Low,
        "medium" => ActionItemPriority.Medium,
        "high" => ActionItemPriority.High,
        _ => ActionItemPriority.Unknown,
    };
}

/// <summary>How urgent an action item is.</summary>
public enum ActionItemPriority
{
    /// <summary>Not given, or a word that is not documented.</summary>
    Unknown,

    /// <summary><c>low</c>.</summary>
    Low,

    /// <summary><c>medium</c>.</summary>
    Medium,

    /// <summary><c>high</c>.</summary>
    High,
}
