// Those that wait for leases and sweeps most of their time do it side by side, two at once: there are two cores.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace Convo.Functions.Processes;

/// <summary>Tests that look at times, or load the machine to find out what breaks: beside others they would only measure each other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone on the machine";
}
