using System.Text.Json.Serialization;

namespace Convo.Client;

/// <summary>One row of the list of conversations. There is no call that gives one conversation by its id.</summary>
public sealed record Conversation
{
    /// <summary>The session id (<c>sess_…</c>); empty when Convo gave none.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The title: often the first words spoken, or "Untitled Conversation". Untrusted text.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>When the conversation began, in UTC.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended, in UTC; null presumably while it runs (not documented).</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The length in minutes (unit read from the samples: 45 for 14:00 to 14:45).</summary>
    [JsonPropertyName("duration")]
    public double? DurationMinutes { get; init; }

    /// <summary>The number of transcript segments.</summary>
    public int? SegmentCount { get; init; }

    /// <summary>The linked calendar event, when there is one. Only on the newest documentation page; what it points at is not stated.</summary>
    public string? LinkedCalendarEventId { get; init; }
}
