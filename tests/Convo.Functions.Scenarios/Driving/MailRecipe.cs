using System.Text.Json.Nodes;

namespace Convo.Functions.Scenarios.Driving;

/// <summary>A recipe that mails the action items of the meetings of one title.</summary>
public sealed record MailRecipe(string Id, string Title)
{
    public IReadOnlyList<string> To { get; init; } = ["anna@sandbox.example", "bob@sandbox.example"];

    public string Subject { get; init; } = "Follow-up: {{meeting.title}}";

    public string Body { get; init; } = "Hello,\n\n{{#each actionItems}}- {{item.text}}\n{{/each}}";

    public int? CreditsPerMonth { get; init; }

    /// <summary>The channel where a yes is asked for; null where nobody is asked by a message.</summary>
    public string? AsksIn { get; init; }

    /// <summary>With the words that Convo drafts, for a credit.</summary>
    public MailRecipe Drafted(int perMonth) => this with { Subject = "{{email.subject}}", Body = "{{email.body}}", CreditsPerMonth = perMonth };

    public JsonObject Json() => new()
    {
        ["schema"] = 1,
        ["id"] = Id,
        ["name"] = $"Recipe {Id}",
        ["when"] = new JsonObject { ["occasion"] = "summary", ["deadline"] = "PT20M" },
        ["onlyIf"] = new JsonObject { ["all"] = new JsonArray(new JsonObject { ["fact"] = "meeting.title", ["is"] = "is", ["value"] = Title }) },
        ["credits"] = CreditsPerMonth is { } credits ? new JsonObject { ["perMonth"] = credits } : "cached-only",
        ["steps"] = new JsonArray(new JsonObject
        {
            ["id"] = "mail",
            ["action"] = "mail.send",
            ["version"] = 1,
            ["connection"] = "mail",
            ["approve"] = Approve(),
            ["settings"] = new JsonObject
            {
                ["to"] = new JsonArray([.. To.Select(to => (JsonNode)to)]),
                ["subject"] = Subject,
                ["body"] = Body,
            },
        }),
    };

    private JsonObject Approve()
    {
        var approve = new JsonObject { ["by"] = new JsonArray("anna@sandbox.example"), ["within"] = "PT24H" };

        if (AsksIn is { } channel)
        {
            (approve["connection"], approve["channel"]) = ("slack", channel);
        }

        return approve;
    }
}
