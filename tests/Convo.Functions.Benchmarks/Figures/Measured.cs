namespace Convo.Functions.Benchmarks.Figures;

/// <summary>One line of a figure's table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">The value with its unit.</param>
/// <param name="Goal">What it should be; empty where it is only for comparison.</param>
/// <param name="Met">Whether it is; null where there is no goal.</param>
internal sealed record Measured(string What, string Value, string Goal = "", bool? Met = null);
