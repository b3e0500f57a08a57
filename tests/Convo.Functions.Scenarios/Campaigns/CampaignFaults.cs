using System.Globalization;
using System.Text.Json.Nodes;
using Convo.Functions.Scenarios.Driving;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>
/// What goes wrong in a campaign, all the time: three in ten deliveries are lost, the rest come doubled, late and out of order; calls are refused.
/// </summary>
internal static class CampaignFaults
{
    /// <summary>The faults as the sandbox is told them.</summary>
    public static JsonObject Json(ulong seed)
    {
        var dice = seed % int.MaxValue;
        return new JsonObject
        {
            ["faults"] = new JsonArray(
                Fault("drop", "webhook", 0.3),
                Fault("double", "webhook", 0.3),
                Fault("reorder", "webhook", 0.3),

                // Off the steps in which time passes: nothing comes at the very moment at which they end.
                Fault("delay", "webhook", 0.1, "PT40S"),
                Fault("delay", "webhook", 0.1, "PT19M30S"),
                Fault("delay", "webhook", 0.03, "PT2H58M"),
                Fault("429", "convo", 0.02),
                Fault("500", "convo", 0.01),
                Shift(2, 0.3),
                Shift(-2, 0.3),
                Fault("429", "slack", 0.02),
                Fault("500", "slack", 0.01),
                Lost("/slack/api/chat.postMessage", 0.01)),
        };

        JsonObject Fault(string kind, string target, double probability, string? duration = null)
        {
            var fault = new JsonObject { ["fault"] = kind, ["target"] = target, ["probability"] = probability, ["seed"] = ++dice };
            if (duration is not null)
            {
                fault["duration"] = duration;
            }

            return fault;
        }

        // The pages of the list move while they are read.
        JsonObject Shift(int rows, double probability)
        {
            var fault = Fault("shift", "convo", probability);
            fault["rows"] = rows;
            return fault;
        }

        // The message is posted, and the answer never comes.
        JsonObject Lost(string path, double probability)
        {
            var fault = Fault("500", path, probability);
            fault["when"] = "after";
            return fault;
        }
    }

    /// <summary>How often each has struck.</summary>
    public static async Task<IReadOnlyList<string>> StruckAsync(Product product) =>
        [.. (await product.ControlAsync("faults")).GetProperty("faults").EnumerateArray().Select(fault => string.Create(
            CultureInfo.InvariantCulture,
            $"{fault.GetProperty("fault")} on {fault.GetProperty("target")} {fault.GetProperty("duration")}: {fault.GetProperty("struck").GetInt32()}")),
            .. (await product.ControlAsync("deliveries")).GetProperty("deliveries").EnumerateArray()
                .CountBy(delivery => $"{delivery.GetProperty("outcome")}").Select(pair => $"of the last deliveries {pair.Value} {pair.Key}")];
}
