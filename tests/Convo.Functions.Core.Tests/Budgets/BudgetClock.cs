namespace Convo.Functions.Core.Tests.Budgets;

/// <summary>A clock that is moved by hand, wall and stopwatch alike.</summary>
internal sealed class BudgetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;
}
