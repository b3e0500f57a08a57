using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Convo.Functions.Scenarios.Driving;

/// <summary>A meeting to be played, and what the sample recipe must make of it.</summary>
public sealed record MeetingScript(string Title)
{
    private static readonly TimeSpan BerlinInSummer = TimeSpan.FromHours(2);

    public static DateTimeOffset Start { get; } = new(2026, 5, 11, 8, 30, 0, TimeSpan.Zero);

    public IReadOnlyList<(string Text, string? Owner)> Items { get; init; } = [("Call the carrier back", "Marit")];

    public bool HasKeyPoints { get; init; } = true;

    /// <summary>
    /// True for a meeting that ended when it is played; the others were held on a day of their own, so that what is said of them can be written here.
    /// </summary>
    public bool HasJustEnded { get; init; }

    /// <summary>When it begins.</summary>
    public DateTimeOffset Begins { get; init; } = Start;

    /// <summary>The event of the calendar that Convo links it with; null for none.</summary>
    public string? LinkedEvent { get; init; }

    public MeetingScript Titled(string title) => this with { Title = title };

    public MeetingScript WithoutItems() => this with { Items = [] };

    public MeetingScript WithoutKeyPoints() => this with { HasKeyPoints = false };

    public MeetingScript WithActionItem(string text, string? owner = null) => this with { Items = [.. Items, (text, owner)] };

    /// <summary>The same meeting after its key points were made again.</summary>
    public MeetingScript Refreshed(string text) => this with { HasKeyPoints = true, Items = [(text, "Priya")] };

    /// <summary>What the sample recipe says of it, written here by hand and not by the product's templates; for plain words only.</summary>
    public string Rendered
    {
        get
        {
            var text = new StringBuilder($"*{Title}* ({Begins.ToOffset(BerlinInSummer).ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture)})");
            foreach (var (item, owner) in Items)
            {
                text.Append("\n• ").Append(item).Append(owner is null ? "" : $" – {owner}");
            }

            return text.ToString();
        }
    }

    public JsonObject Json()
    {
        var meeting = new JsonObject
        {
            ["title"] = Title,
            ["start"] = Begins.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["minutes"] = 32,
            ["segments"] = new JsonArray(new JsonObject { ["speaker"] = "You", ["text"] = "Hello, everyone." }),
        };

        if (HasJustEnded)
        {
            meeting.Remove("start");
        }

        if (LinkedEvent is not null)
        {
            meeting["linkedCalendarEventId"] = LinkedEvent;
        }

        if (HasKeyPoints)
        {
            meeting["keypoints"] = KeyPoints();
        }

        return meeting;
    }

    public JsonObject KeyPoints() => new()
    {
        ["title"] = Title,
        ["actionItems"] = new JsonArray([.. Items.Select(item => new JsonObject { ["item"] = item.Text, ["owner"] = item.Owner })]),
    };
}
