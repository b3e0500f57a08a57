namespace Convo.Functions.Simulation.Polling;

/// <summary>The time of a world of polls: it goes from one thing that happens to the next.</summary>
internal sealed class PollClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;
}
