namespace Convo.Sandbox.Meetings;

/// <summary>A scenario file: why it is there, and the meeting.</summary>
internal sealed record Scenario(string Description, MeetingScript Meeting);
