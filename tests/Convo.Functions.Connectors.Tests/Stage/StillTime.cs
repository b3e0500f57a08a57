namespace Convo.Functions.Connectors.Tests.Stage;

/// <summary>A clock that stands still, to put a movable one on.</summary>
internal sealed class StillTime : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 3, 18, 15, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => 0;
}
