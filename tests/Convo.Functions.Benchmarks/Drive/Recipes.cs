using System.Text.Json.Nodes;

namespace Convo.Functions.Benchmarks.Drive;

/// <summary>Recipes for drivers, as JSON.</summary>
internal static class Recipes
{
    /// <summary>A recipe.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="occasion">The kind of occasion it waits for.</param>
    /// <param name="onlyIf">Its conditions; none when null.</param>
    /// <param name="steps">Its steps.</param>
    public static JsonObject Make(string id, string occasion, JsonObject? onlyIf, params JsonObject[] steps)
    {
        var recipe = new JsonObject
        {
            ["schema"] = 1,
            ["id"] = id,
            ["name"] = id,
            ["zone"] = "Europe/Berlin",
            ["when"] = new JsonObject { ["occasion"] = occasion, ["deadline"] = "PT20M" },
        };

        if (onlyIf is not null)
        {
            recipe["onlyIf"] = onlyIf;
        }

        recipe["steps"] = new JsonArray([.. steps]);
        return recipe;
    }

    /// <summary>A step that posts to a Slack channel, whether or not a step before it failed.</summary>
    public static JsonObject Post(string id, string channel, string text, JsonObject? onlyIf = null)
    {
        var step = new JsonObject
        {
            ["id"] = id,
            ["action"] = "slack.post-message",
            ["version"] = 1,
            ["connection"] = "slack",
            ["ifFails"] = "continue",
            ["settings"] = new JsonObject { ["channel"] = channel, ["text"] = text },
        };

        if (onlyIf is not null)
        {
            step["onlyIf"] = onlyIf;
        }

        return step;
    }

    /// <summary>A group of one condition.</summary>
    public static JsonObject If(string fact, string @is, string value) =>
        new() { ["all"] = new JsonArray(new JsonObject { ["fact"] = fact, ["is"] = @is, ["value"] = value }) };
}
