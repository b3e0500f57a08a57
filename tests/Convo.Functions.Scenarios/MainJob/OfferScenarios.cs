using System.Net;
using System.Text.Json.Nodes;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.MainJob;

/// <summary>What else Convo offers, used by recipes: questions, key points for a credit, titles, public links, feedback.</summary>
public abstract class OfferScenarios(IProductHost host) : Scenario(host)
{
    private static JsonObject SlackStep(string text, string channel) => new()
    {
        ["id"] = "post",
        ["action"] = "slack.post-message",
        ["version"] = 1,
        ["connection"] = "slack",
        ["settings"] = new JsonObject { ["channel"] = channel, ["text"] = text },
    };

    [Fact]
    public async Task A_question_is_asked_once_for_two_recipes_and_its_answer_is_posted()
    {
        var meeting = A.Meeting();
        var channel = A.Channel();
        await Product.AddChannelAsync(channel);
        var before = await CreditsAsync();
        var questions = new JsonArray(new JsonObject { ["id"] = "promised", ["ask"] = "Who will call the carrier?" });

        foreach (var id in new[] { A.RecipeFor(meeting).Id, A.RecipeFor(meeting).Id })
        {
            await PublishAsync(Recipe(id, meeting, "summary", SlackStep("Asked: {{answers.promised}}", $"#{channel}"), json =>
            {
                json["questions"] = questions.DeepClone();
                json["credits"] = new JsonObject { ["perMonth"] = 5 };
            }));
        }

        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        var messages = await Product.MessagesAboutAsync(conversation, channel);
        Assert.Equal(2, messages.Count);
        Assert.All(messages, message => Assert.True(message.Words.Length > "Asked: ".Length, message.Words));
        Assert.Equal(before + 1, await CreditsAsync());
    }

    [Fact]
    public async Task A_title_is_changed_once_and_what_convo_tells_of_it_starts_no_recipe()
    {
        var meeting = A.Meeting();
        var rename = A.RecipeFor(meeting).Id;
        await PublishAsync(Recipe(rename, meeting, "summary", new JsonObject
        {
            ["id"] = "title",
            ["action"] = "convo.rename",
            ["version"] = 1,
            ["settings"] = new JsonObject { ["title"] = "Tidy {{meeting.title}}" },
        }));
        var told = A.RecipeFor(meeting).Id;
        await PublishAsync(Recipe(told, meeting with { Title = $"Tidy {meeting.Title}" }, "updated", SlackStep("now {{event.title}}", "#meetings"), json =>
            json["when"]!["each"] = true));

        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        await Product.UntilToldAsync(conversation, "conversation.updated");
        await Product.UntilEndedAsync(conversation);

        Assert.Equal("done", (await Product.RunAsync(conversation, rename)).State);
        Assert.Equal($"Tidy {meeting.Title}", (await Product.ControlAsync($"meetings/{conversation}")).GetProperty("meeting").GetProperty("title").GetString());
        Assert.DoesNotContain((await Product.MeetingAsync(conversation)).Runs, run => run.Recipe == told);
    }

    [Fact]
    public async Task Key_points_are_made_for_one_credit_where_convo_has_none_and_what_waits_for_them_goes_on()
    {
        var meeting = A.Meeting().WithoutKeyPoints();
        var before = await CreditsAsync();
        var make = A.RecipeFor(meeting).Id;
        await PublishAsync(Recipe(make, meeting, "transcript", new JsonObject
        {
            ["id"] = "make",
            ["action"] = "convo.generate-key-points",
            ["version"] = 1,
            ["settings"] = new JsonObject { ["waitMinutes"] = 0 },
        }, json => json["credits"] = new JsonObject { ["perMonth"] = 5 }));

        var conversation = await Product.PlayAsync(meeting, "transcript.ready");
        await Product.UntilEndedAsync(conversation);

        Assert.Equal("done", (await Product.RunAsync(conversation, make)).State);
        Assert.Equal(before + 1, await CreditsAsync());
        Assert.True((await Product.ControlAsync($"meetings/{conversation}")).GetProperty("meeting").GetProperty("hasKeypoints").GetBoolean());
    }

    [Fact]
    public async Task A_meeting_is_made_public_only_by_a_recipe_that_says_so()
    {
        var meeting = A.Meeting();
        var channel = A.Channel();
        await Product.AddChannelAsync(channel);
        var id = A.RecipeFor(meeting).Id;
        var step = SlackStep("Read {{share.url}}", $"#{channel}");

        var refused = await Product.PostAsync("api/recipes", Recipe(id, meeting, "summary", (JsonObject)step.DeepClone()));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("make-public", refused.Text, StringComparison.Ordinal);

        await PublishAsync(Recipe(id, meeting, "summary", step, json => json["share"] = "make-public"));
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        var link = (await Product.ControlAsync($"meetings/{conversation}")).GetProperty("meeting").GetProperty("shareUrl").GetString();
        Assert.Equal($"Read {link}", Assert.Single(await Product.MessagesAboutAsync(conversation, channel)).Words);
    }

    [Fact]
    public async Task The_step_that_shares_needs_the_recipes_consent_and_its_link_is_named_as_what_can_not_be_recalled()
    {
        var meeting = A.Meeting();
        var id = A.RecipeFor(meeting).Id;
        var share = new JsonObject { ["id"] = "share", ["action"] = "convo.share", ["version"] = 1, ["settings"] = new JsonObject() };
        var refused = await Product.PostAsync("api/recipes", Recipe(id, meeting, "summary", (JsonObject)share.DeepClone()));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("make-public", refused.Text, StringComparison.Ordinal);

        await PublishAsync(Recipe(id, meeting, "summary", share, json => json["share"] = "make-public"));
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        Assert.Equal("done", (await Product.RunAsync(conversation, id)).State);
        Assert.NotNull(await LinkAsync(conversation));

        await Product.FireAsync(conversation, "conversation.deleted");
        await Product.UntilEndedAsync(conversation);
        var stands = Assert.Single((await Product.MeetingAsync(conversation)).NotRecalled);
        Assert.Contains("the public link of the meeting", stands, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_anything_is_on_the_lists_of_what_goes_nowhere_no_meeting_is_made_public()
    {
        var meeting = A.Meeting();
        var id = A.RecipeFor(meeting).Id;
        await ListAsync("Zeppelin");
        await PublishAsync(Recipe(
            id,
            meeting,
            "summary",
            new JsonObject { ["id"] = "share", ["action"] = "convo.share", ["version"] = 1, ["settings"] = new JsonObject() },
            json => json["share"] = "make-public"));
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        await ListAsync();

        var run = await Product.RunAsync(conversation, id);
        Assert.Equal("refused", run.State);
        Assert.Contains("it would make the whole meeting public", run.Reason, StringComparison.Ordinal);
        Assert.Null(await LinkAsync(conversation));

        async Task ListAsync(params string[] words)
        {
            var read = await Product.GetAnswerAsync("api/privacy");
            var rules = new JsonObject { ["words"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };
            Assert.Equal(HttpStatusCode.OK, (await Product.PutAsync("api/privacy", rules, read.ETag!)).Status);
            await Product.AdvanceAsync(TimeSpan.FromSeconds(16));
        }
    }

    private async Task<string?> LinkAsync(string conversation) =>
        (await Product.ControlAsync($"meetings/{conversation}")).GetProperty("meeting").TryGetProperty("shareUrl", out var url) ? url.GetString() : null;

    private static JsonObject Recipe(string id, MeetingScript meeting, string occasion, JsonObject step, Action<JsonObject>? change = null)
    {
        var json = new JsonObject
        {
            ["schema"] = 1,
            ["id"] = id,
            ["name"] = $"Recipe {id}",
            ["when"] = new JsonObject { ["occasion"] = occasion, ["deadline"] = "PT20M" },
            ["onlyIf"] = new JsonObject { ["all"] = new JsonArray(new JsonObject { ["fact"] = "meeting.title", ["is"] = "is", ["value"] = meeting.Title }) },
            ["steps"] = new JsonArray(step),
        };
        change?.Invoke(json);
        return json;
    }

    private async Task PublishAsync(JsonObject recipe)
    {
        var saved = await Product.PostAsync("api/recipes", recipe);
        Assert.True(saved.Status is HttpStatusCode.Created or HttpStatusCode.OK, saved.Text);
        Assert.Equal(HttpStatusCode.OK, (await Product.PostAsync($"api/recipes/{recipe["id"]}/publish")).Status);
    }

    private Task<int> CreditsAsync() => Product.CreditsAsync();
}
