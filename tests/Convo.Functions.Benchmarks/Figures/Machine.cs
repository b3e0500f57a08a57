using System.Runtime.InteropServices;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>Where and when figures were taken: without it they say nothing.</summary>
internal static class Machine
{
    public static string Describe(TimeProvider clock) =>
        $"{clock.GetUtcNow():yyyy-MM-dd HH:mm} UTC · {Environment.ProcessorCount} cores, {Model()} · load {Load()} · "
        + $"{RuntimeInformation.OSDescription} · {RuntimeInformation.FrameworkDescription}";

    private static string Model() => Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string? Field(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
