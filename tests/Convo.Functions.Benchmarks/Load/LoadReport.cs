using System.Text.Json;
using System.Text.Json.Serialization;

namespace Convo.Functions.Benchmarks.Load;

/// <summary>What a load generator saw.</summary>
/// <param name="Acknowledged">Posts answered 200.</param>
/// <param name="Others">Posts answered otherwise, or not at all.</param>
/// <param name="Seconds">From the first post to the last answer.</param>
/// <param name="P50">Median of the time to an answer, in milliseconds.</param>
/// <param name="P99">99 of 100 answers came within this, in milliseconds.</param>
internal sealed partial record LoadReport(long Acknowledged, long Others, double Seconds, double P50, double P99)
{
    public double PerSecond => Acknowledged / Seconds;

    /// <summary>As one line, from one process to another.</summary>
    public string Write() => JsonSerializer.Serialize(this, ReportJson.Default.LoadReport);

    public static LoadReport Read(string line) =>
        JsonSerializer.Deserialize(line, ReportJson.Default.LoadReport) ?? throw new InvalidDataException("The load generator reported nothing.");

    [JsonSerializable(typeof(LoadReport))]
    private sealed partial class ReportJson : JsonSerializerContext;
}
