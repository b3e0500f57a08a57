using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Editing;

/// <summary>
/// Every ready recipe that posts to a channel of its own, from the gallery to there; what was shown before is what arrives. Those that send mail, find their
/// channel by the calendar or ask questions have scenarios of their own.
/// </summary>
public abstract class GalleryScenarios(IProductHost host) : Scenario(host)
{
    public static TheoryData<string> Ready => [.. ReadyRecipes.All.Where(PostsToItsChannel)];

    [Theory]
    [MemberData(nameof(Ready))]
    public async Task A_ready_recipe_sends_what_its_trial_shows(string id)
    {
        var channel = A.Channel();
        await Product.AddChannelAsync(channel);
        var recipe = await TakeAsync(id, $"#{channel}");
        var own = recipe["id"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.Created, (await Product.PostAsync("api/recipes", recipe.DeepClone())).Status);
        Assert.Equal(HttpStatusCode.OK, (await Product.PostAsync($"api/recipes/{own}/publish")).Status);

        var conversation = await PlayAsync(recipe["when"]!["occasion"]!.GetValue<string>());
        var told = await Product.UntilEndedAsync(conversation);
        var shown = await ShownAsync(recipe, conversation);
        await Product.PostAsync($"api/recipes/{own}/off");

        Assert.Equal("done", told.Runs.Single(run => run.Recipe == own).State);
        Assert.NotEmpty(shown);
        Assert.All(shown, words => Assert.NotEqual("", words));
        var arrived = (await Product.MessagesAboutAsync(conversation, $"#{channel}")).Select(message => message.Words);
        Assert.Equal(shown.Order(StringComparer.Ordinal), arrived.Order(StringComparer.Ordinal));
    }

    private static bool PostsToItsChannel(string id)
    {
        var recipe = JsonNode.Parse(ReadyRecipes.Document(id)!.Value.Span)!;
        return recipe["questions"] is null && recipe["steps"]!.AsArray()
            .All(step => step!["settings"]!["channel"] is JsonValue channel && channel.GetValue<string>().StartsWith('#'));
    }

    private async Task<JsonObject> TakeAsync(string id, string channel)
    {
        var gallery = JsonNode.Parse((await Product.GetAnswerAsync("api/gallery")).Text)!.AsArray();
        var recipe = gallery.Single(entry => entry!["id"]!.GetValue<string>() == id)!["recipe"]!.DeepClone().AsObject();
        recipe["id"] = $"{id}-{channel.TrimStart('#')}";
        foreach (var step in recipe["steps"]!.AsArray())
        {
            step!["settings"]!["channel"] = channel;
        }

        return recipe;
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
