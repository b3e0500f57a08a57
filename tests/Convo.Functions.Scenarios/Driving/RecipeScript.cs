using System.Text.Json.Nodes;

namespace Convo.Functions.Scenarios.Driving;

/// <summary>A recipe that posts the action items of the meetings of one title.</summary>
public sealed record RecipeScript(string Id, string Title)
{
    public string Channel { get; init; } = "#meetings";

    public string Words { get; init; } = "items of";

    /// <summary>The whole template, where the words above are not enough.</summary>
    public string? Text { get; init; }

    public string Connection { get; init; } = "slack";

    public string Occasion { get; init; } = "summary";

    /// <summary>Rules that choose the channel; none unless given.</summary>
    public JsonArray? Channels { get; init; }

    /// <summary>The yes that the post needs; null where it needs none.</summary>
    public JsonObject? Approve { get; init; }

    /// <summary>The same with a yes first, asked for in a channel.</summary>
    public RecipeScript AskingIn(string channel, params string[] by) => this with
    {
        Approve = new JsonObject
        {
            ["connection"] = "slack",
            ["channel"] = channel,
            ["by"] = new JsonArray([.. by.Select(person => (JsonNode)person)]),
            ["within"] = "PT2H",
        },
    };

    public RecipeScript PostingTo(string channel) => this with { Channel = channel };

    public RecipeScript Saying(string words) => this with { Words = words };

    public JsonObject Json()
    {
        var json = Plain();
        if (Channels is not null)
        {
            json["steps"]![0]!["settings"]!["channels"] = Channels.DeepClone();
        }

        return json;
    }

    private JsonObject Plain() => new()
    {
        ["schema"] = 1,
        ["id"] = Id,
        ["name"] = $"Recipe {Id}",
        ["zone"] = "Europe/Berlin",
        ["when"] = new JsonObject { ["occasion"] = Occasion, ["deadline"] = "PT20M" },
        ["onlyIf"] = new JsonObject { ["all"] = new JsonArray(new JsonObject { ["fact"] = "meeting.title", ["is"] = "is", ["value"] = Title }) },
        ["credits"] = "cached-only",
        ["steps"] = new JsonArray(Step()),
    };

    private JsonObject Step()
    {
        var step = new JsonObject
        {
            ["id"] = "post",
            ["action"] = "slack.post-message",
            ["version"] = 1,
            ["connection"] = Connection,
            ["settings"] = new JsonObject
            {
                ["channel"] = Channel,
                ["text"] = Text ?? Words + " {{meeting.title}}\n{{#each actionItems}}• {{item.text}}\n{{/each}}",
            },
        };

        if (Approve is not null)
        {
            step["approve"] = Approve.DeepClone();
        }

        return step;
    }
}
