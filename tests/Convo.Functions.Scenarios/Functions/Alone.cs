using Xunit;

namespace Convo.Functions.Scenarios.Functions;

/// <summary>
/// Tests that keep Azurite busy for seconds: it runs on one thread, and a call of somebody else's that waits behind them for longer than a hook may
/// wait is given up.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone with Azurite";
}
