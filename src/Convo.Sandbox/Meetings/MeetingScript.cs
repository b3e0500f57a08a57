using System.Text.Json;

namespace Convo.Sandbox.Meetings;

/// <summary>A meeting as a scenario file or <c>POST /control/meetings</c> describes it, in the API's field names; everything is optional.</summary>
/// <param name="Title">"Untitled Conversation", Convo's own word for it, when it is missing or blank.</param>
/// <param name="Start">ISO 8601; as many minutes ago as the meeting is long when missing.</param>
/// <param name="StartTime">The same as <paramref name="Start"/>.</param>
/// <param name="Minutes">Length; 30 when missing.</param>
/// <param name="Duration">The same as <paramref name="Minutes"/>.</param>
/// <param name="Segments">The transcript.</param>
/// <param name="Keypoints">The key points; when missing, none are generated until a POST asks for them.</param>
/// <param name="LinkedCalendarEventId">Given back in the list.</param>
/// <param name="Calendar">The event of the calendar that it was; put in with the meeting, where none with its id is there.</param>
/// <param name="Feedback">The feedback; when missing, none is generated until a POST asks for it.</param>
/// <param name="Failed">Why the meeting has no transcript; it has one when missing.</param>
internal sealed record MeetingScript(
    string? Title,
    string? Start,
    string? StartTime,
    double? Minutes,
    double? Duration,
    IReadOnlyList<MeetingScript.Segment?>? Segments,
    JsonElement? Keypoints,
    string? LinkedCalendarEventId,
    CalendarScript? Calendar = null,
    JsonElement? Feedback = null,
    string? Failed = null)
{
    /// <summary>One thing said; without a timestamp the segments are spread over the meeting.</summary>
    internal sealed record Segment(string? Text, string? Speaker, string? Timestamp);
}
