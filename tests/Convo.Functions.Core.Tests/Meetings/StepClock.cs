namespace Convo.Functions.Core.Tests.Meetings;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class StepClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
