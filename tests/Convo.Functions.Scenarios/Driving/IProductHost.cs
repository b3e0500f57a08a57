namespace Convo.Functions.Scenarios.Driving;

/// <summary>A running product with its sandbox. Scenarios know no more of it, so that every head runs the same ones.</summary>
public interface IProductHost
{
    /// <summary>Where the app listens.</summary>
    Uri Address { get; }

    /// <summary>Where the sandbox listens.</summary>
    Uri Sandbox { get; }

    /// <summary>The admin token.</summary>
    string AdminToken { get; }

    /// <summary>The name of the connection to the sandbox's Convo account.</summary>
    string Convo { get; }

    /// <summary>All that was logged since the start, as it would be written.</summary>
    CapturedLog Log { get; }

    /// <summary>All that was ever written to the tables.</summary>
    Witness Witness { get; }

    /// <summary>The folder where the product keeps its files; null where it has none.</summary>
    string? Folder { get; }

    /// <summary>How long a scenario may take, however busy the machine is. Nothing is said by it of how fast the product is.</summary>
    TimeSpan Patience => TimeSpan.FromSeconds(20);

    /// <summary>Completes when nothing is left to do at the clock's present time.</summary>
    Task SettleAsync(CancellationToken cancellation);
}
