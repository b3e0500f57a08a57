namespace Convo.Functions.Core.Tests;

/// <summary>A clock that shows what it is set to. Its timers are real: they bound waits, and no test waits for one.</summary>
internal sealed class HandClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 5, 11, 9, 6, 12, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
