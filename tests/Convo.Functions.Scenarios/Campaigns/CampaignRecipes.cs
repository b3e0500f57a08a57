using System.Text.Json.Nodes;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>The recipes of a campaign: one for each occasion, each with a channel of its own name.</summary>
internal static class CampaignRecipes
{
    public const string Summary = "told-summary";
    public const string Created = "told-created";
    public const string Renamed = "told-renamed";
    public const string Shared = "told-shared";
    public const string Feedback = "told-feedback";
    public const string Failed = "told-failed";
    public const string Draft = "told-draft";

    /// <summary>How many AI credits a month the recipe with drafts may spend of each account.</summary>
    public const int DraftsPerMonth = 4;

    public static IReadOnlyList<string> All { get; } = [Summary, Created, Renamed, Shared, Feedback, Failed, Draft];

    /// <summary>A recipe as a document.</summary>
    public static JsonObject Json(string id) => id switch
    {
        Summary => Make(id, "summary", "{{meeting.title}}: {{#each actionItems}}{{item.text}} {{/each}}"),
        Created => Make(id, "created", "there is {{meeting.id}}"),
        Renamed => Make(id, "updated", "renamed: {{event.title}}", isEach: true),
        Shared => Make(id, "shared", "shared: {{event.shareUrl}}", isEach: true),
        Feedback => Make(id, "feedback", "feedback on {{meeting.id}}"),
        Failed => Make(id, "failed", "failed: {{event.error}}"),
        Draft => Drafted(Make(id, "summary", "{{email.subject}}")),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "no recipe of the campaign"),
    };

    private static JsonObject Make(string id, string occasion, string text, bool isEach = false)
    {
        var when = new JsonObject { ["occasion"] = occasion, ["deadline"] = "PT20M" };
        if (isEach)
        {
            when["each"] = true;
        }

        return new JsonObject
        {
            ["schema"] = 1,
            ["id"] = id,
            ["name"] = $"Recipe {id}",
            ["when"] = when,
            ["credits"] = "cached-only",
            ["steps"] = new JsonArray(new JsonObject
            {
                ["id"] = "post",
                ["action"] = "slack.post-message",
                ["version"] = 1,
                ["connection"] = "slack",
                ["settings"] = new JsonObject { ["channel"] = $"#{id}", ["text"] = text },
            }),
        };
    }

    private static JsonObject Drafted(JsonObject recipe)
    {
        recipe["credits"] = new JsonObject { ["perMonth"] = DraftsPerMonth };
        recipe["onlyIf"] = new JsonObject
        {
            ["all"] = new JsonArray(new JsonObject
            {
                ["fact"] = "meeting.title",
                ["is"] = "contains",
                ["value"] = PlannedMeeting.CustomerWord,
            }),
        };
        return recipe;
    }
}
