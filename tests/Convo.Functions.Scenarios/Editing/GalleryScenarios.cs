using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Editing;

/// <summary>
/// Every ready recipe that posts to a channel of its own, from the gallery to there; what was shown before is what arrives. Those that send mail, ask
/// questions, need a yes or a credit have scenarios of their own.
/// </summary>
public abstract class GalleryScenarios(IProductHost host) : Scenario(host)
{
    private const string Sync = "Weekly sync: launch of the customer portal";

    // A part of what each says of what is played for it, written by hand: what is shown before is rendered as what arrives.
    private static readonly Dictionary<string, string> Words = new()
    {
        ["action-items-to-slack"] = "• Refund the eleven customers once the fix is live – Jonas\n• Ask legal about the new terms of use – You",
        ["decisions-to-slack"] = $"2 decisions in *{Sync}*",
        ["deleted-meeting-note"] = "What had been posted of it is taken back",
        ["failed-transcript-alert"] = "Mon 11 May, 10:30): The recording had no sound.",
        ["long-and-short-meetings"] = "*Decisions*\n• Launch on 15 December, provided that the load test is clean.\n",
        ["meeting-is-recorded"] = "(Mon 11 May, 10:30). What came of it follows here.",
        ["owned-items-to-slack"] = $"*Marit*: Run the load test on Thursday and send the figures to everyone\n_{Sync}, priority high_",
        ["shared-link-to-slack"] = "|open the meeting>",
        ["summary-to-slack"] = "*Portal launch*\n• The portal is ready on staging; the load test is the only open point.\n",
        ["summary-to-the-meetings-channel"] = "*Decided*\n• Launch on 15 December, provided that the load test is clean.\n",
        ["title-changed-to-slack"] = "The meeting of Mon 11 May, 10:30 is now called *Another title*",
    };

    /// <summary>Those that are run here.</summary>
    public static IReadOnlyList<string> Posting { get; } = [.. ReadyRecipes.All.Where(PostsToItsChannel)];

    public static TheoryData<string> Ready => [.. Posting];

    [Theory]
    [MemberData(nameof(Ready))]
    public async Task A_ready_recipe_sends_what_its_trial_shows(string id)
    {
        var channel = A.Channel();
        await Product.AddChannelAsync(channel);
        var recipe = await Product.TakeAsync(id, $"#{channel}");
        var own = await Product.PublishAsync(recipe);

        var conversation = await PlayAsync(recipe["when"]!["occasion"]!.GetValue<string>());
        var told = await Product.UntilEndedAsync(conversation);
        var shown = await ShownAsync(recipe, conversation);
        await Product.PostAsync($"api/recipes/{own}/off");

        Assert.Equal("done", told.Runs.Single(run => run.Recipe == own).State);
        Assert.NotEmpty(shown);
        Assert.All(shown, words => Assert.NotEqual("", words));
        var arrived = (await Product.MessagesAboutAsync(conversation, $"#{channel}")).Select(message => message.Words).ToList();
        Assert.Contains(arrived, words => words.Contains(Words[id].Trim(), StringComparison.Ordinal));
        Assert.Equal(shown.Order(StringComparer.Ordinal), arrived.Order(StringComparer.Ordinal));
    }

    private static bool PostsToItsChannel(string id)
    {
        var recipe = JsonNode.Parse(ReadyRecipes.Document(id)!.Value.Span)!;
        return recipe["questions"] is null && recipe["steps"]!.AsArray()
            .All(step => step!["settings"]!["channel"] is JsonValue channel && channel.GetValue<string>().StartsWith('#'));
    }

    private async Task<string> PlayAsync(string occasion)
    {
        if (occasion is "summary")
        {
            return await Product.PlayAsync("weekly-sync");
        }

        var conversation = await Product.HoldAsync(A.Meeting());
        await Product.FireAsync(conversation, occasion switch
        {
            "failed" => new JsonObject { ["event"] = "transcript.failed", ["data"] = new JsonObject { ["error"] = "The recording had no sound." } },
            "shared" => new JsonObject { ["event"] = "conversation.shared" },
            "created" => new JsonObject { ["event"] = "conversation.created" },
            "updated" => new JsonObject { ["event"] = "conversation.updated", ["data"] = new JsonObject { ["title"] = "Another title" } },
            "deleted" => new JsonObject { ["event"] = "conversation.deleted" },
            _ => throw new ArgumentOutOfRangeException(nameof(occasion), occasion, "no meeting is known here for this occasion"),
        });
        return conversation;
    }

    private async Task<IReadOnlyList<string>> ShownAsync(JsonObject recipe, string conversation)
    {
        var body = new JsonObject { ["recipe"] = recipe.DeepClone(), ["meeting"] = conversation };
        var tried = await Product.PostAsync("api/recipes/try", body);
        Assert.Equal("runs", tried.Json.GetProperty("decision").GetString());
        return
        [
            .. tried.Json.GetProperty("steps").EnumerateArray()
                .Where(step => step.TryGetProperty("preview", out _))
                .Select(step => string.Concat(step.GetProperty("preview").GetProperty("blocks").EnumerateArray().Select(Text)).Trim()),
        ];
    }

    private static string Text(JsonElement block) => block.TryGetProperty("text", out var text) ? text.GetProperty("text").GetString()! : "";
}
