// Those that wait for leases and sweeps most of their time do it side by side: three, because at any time one or two of them only wait.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]

namespace Convo.Functions.Processes;

/// <summary>Tests that look at times, or load the machine to find out what breaks: beside others they would only measure each other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone on the machine";
}
