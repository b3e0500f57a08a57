using System.Text.Json;
using System.Xml;
using Convo.Functions.Scenarios.Driving;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>
/// Knows which deliveries the sandbox still holds back, and waits for those whose time has come: time must not be moved on while one of them is under way, or
/// it would look as if it had taken that long.
/// </summary>
internal sealed class LateDeliveries(Product product, CampaignStage stage)
{
    private const int MostLooks = 1000;

    private readonly List<(DateTimeOffset Due, int Count)> held = [];
    private readonly Dictionary<TimeSpan, int> seen = [];

    // Each attempt was either dropped or has reached the door.
    private int attempts;

    /// <summary>How many were waited for in vain.</summary>
    public int Missed { get; private set; }

    /// <summary>Looks how many were held back since a moment, when something was played. To be called when all others have ended.</summary>
    public async Task CountAsync(DateTimeOffset since)
    {
        // Those whose time came meanwhile are among the attempts by now.
        await ArriveAsync();
        var faults = await FaultsAsync();
        foreach (var delay in faults.Where(fault => Is(fault, "delay")))
        {
            var length = XmlConvert.ToTimeSpan(delay.GetProperty("duration").GetString()!);
            var struck = Struck(delay);
            if (struck > seen.GetValueOrDefault(length))
            {
                held.Add((since + length, struck - seen.GetValueOrDefault(length)));
                seen[length] = struck;
            }
        }

        attempts = Attempts(faults);
    }

    /// <summary>Waits until those have ended whose time has come.</summary>
    public async Task ArriveAsync()
    {
        var now = stage.Now;
        var due = attempts + held.Where(one => one.Due <= now).Sum(one => one.Count);
        held.RemoveAll(one => one.Due <= now);
        for (var looks = 0; Attempts(await FaultsAsync()) < due; looks++)
        {
            if (looks == MostLooks)
            {
                Missed += due - Attempts(await FaultsAsync());
                break;
            }
        }

        attempts = due;
    }

    private async Task<List<JsonElement>> FaultsAsync() => [.. (await product.ControlAsync("faults")).GetProperty("faults").EnumerateArray()];

    private int Attempts(List<JsonElement> faults) => stage.Door.Came + faults.Where(fault => Is(fault, "drop")).Sum(Struck);

    private static bool Is(JsonElement fault, string kind) => fault.GetProperty("fault").GetString() == kind;

    private static int Struck(JsonElement fault) => fault.GetProperty("struck").GetInt32();
}
