namespace Convo.Functions.Processes.Stage;

/// <summary>How long the programs may take for an action, and so how long a test waits for what a crash left half done.</summary>
internal static class Leases
{
    /// <summary>The shortest that leaves a slow machine its time; the usual 60 s would have every test of a crash wait for three minutes.</summary>
    public const int ActionSeconds = 10;

    /// <summary>Until the sweep has found it and somebody has looked it up: the lease, the minute between two sweeps, and twice as much again.</summary>
    public static TimeSpan LeaseAndSweep { get; } = 3 * (TimeSpan.FromSeconds(2 * ActionSeconds) + TimeSpan.FromMinutes(1));
}
