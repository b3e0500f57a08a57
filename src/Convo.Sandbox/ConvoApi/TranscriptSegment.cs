namespace Convo.Sandbox.ConvoApi;

/// <summary>One thing said.</summary>
internal sealed record TranscriptSegment(string Text, string Speaker, DateTimeOffset At);
