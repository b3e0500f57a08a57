namespace Convo.Functions.Benchmarks.Figures;

/// <summary>Numbers as tables show them.</summary>
internal static class Numbers
{
    public static string PerSecond(double value) => $"{value:N0}/s";

    public static string Milliseconds(double value) => $"{value:0.0} ms";

    public static string Megabytes(double bytes) => $"{bytes / 1_000_000:0.0} MB";
}
