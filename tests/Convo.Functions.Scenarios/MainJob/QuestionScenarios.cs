using System.Net;
using System.Text.Json.Nodes;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.MainJob;

/// <summary>Asking a meeting costs a credit for each question: priced before, taken together or not at all, and never paid twice for the same words.</summary>
public abstract class QuestionScenarios(IProductHost host) : Scenario(host)
{
    private const string Promised = "Who promised the figures?";
    private const string Named = "Which dates were named?";
    private const string ByMarit = "Marit said: “The figures are promised for Friday.”";
    private const string ByJonas = "Jonas said: “We named two dates in May.”";

    [Theory]
    [InlineData(500, HttpStatusCode.Created)]
    [InlineData(501, HttpStatusCode.BadRequest)]
    public async Task A_question_of_five_hundred_characters_is_the_longest_that_is_taken(int length, HttpStatusCode status)
    {
        var channel = await ChannelAsync();
        var title = A.Meeting().Title;
        var recipe = Recipe(title, channel, perMonth: 1, ("long", Promised.PadRight(length, '?')));
        var saved = await Product.PostAsync("api/recipes", recipe.DeepClone());
        Assert.Equal(status, saved.Status);
        if (status is not HttpStatusCode.Created)
        {
            Assert.Contains("1 to 500 characters", saved.Text, StringComparison.Ordinal);
            return;
        }

        var id = await Product.PublishAsync(recipe);
        var conversation = await PlayAsync(title);
        Assert.Equal("done", (await Product.RunAsync(conversation, id)).State);
        await OneMessageAsync(conversation, ByMarit, channel);
    }

    [Fact]
    public async Task Recipes_that_ask_the_same_in_the_same_words_pay_once_whatever_they_call_it()
    {
        var title = A.Meeting().Title;
        var (first, second) = (await ChannelAsync(), await ChannelAsync());
        var before = await Product.CreditsAsync();
        await Product.PublishAsync(Recipe(title, first, perMonth: 5, ("promised", Promised)));
        await Product.PublishAsync(Recipe(title, second, perMonth: 5, ("figures", Promised), ("dates", Named)));

        var conversation = await PlayAsync(title);

        await OneMessageAsync(conversation, ByMarit, first);
        await OneMessageAsync(conversation, $"{ByMarit} {ByJonas}", second);
        Assert.Equal(before + 2, await Product.CreditsAsync());
    }

    [Fact]
    public async Task An_answer_that_is_kept_serves_news_of_the_meeting_and_another_run_for_nothing()
    {
        var title = A.Meeting().Title;
        var channel = await ChannelAsync();
        var id = await Product.PublishAsync(Recipe(title, channel, perMonth: 5, ("promised", Promised)));
        var conversation = await PlayAsync(title);
        var before = await Product.CreditsAsync();

        await Product.RefreshAsync(conversation, A.Meeting().Refreshed("Something new"));
        await Product.UntilEndedAsync(conversation);
        Assert.Equal(before, await Product.CreditsAsync());
        await OneMessageAsync(conversation, ByMarit, channel);

        Assert.Equal("done", (await Product.RunAgainAsync(await Product.RunAsync(conversation, id))).State);
        Assert.Equal(before, await Product.CreditsAsync());
        Assert.All(await Product.MessagesAboutAsync(conversation, channel), message => Assert.Equal(ByMarit, message.Words));
    }

    [Fact]
    public async Task The_price_says_before_it_is_published_what_the_questions_cost()
    {
        var recipe = Recipe("any", "#meetings", perMonth: 50, ("promised", Promised), ("dates", Named));

        var price = (await Product.PostAsync("api/recipes/forecast", new JsonObject { ["recipe"] = recipe.DeepClone(), ["meetings"] = 10 })).Json;
        var tooFew = await Product.PostAsync("api/recipes", Recipe("any", "#meetings", perMonth: 1, ("promised", Promised), ("dates", Named)));

        Assert.Equal(20, price.GetProperty("credits").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, tooFew.Status);
        Assert.Contains("at least 2 a month", tooFew.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_month_has_not_enough_for_all_of_them_none_is_asked_and_the_run_waits_for_the_next()
    {
        var title = A.Meeting().Title;
        var channel = await ChannelAsync();
        var id = await Product.PublishAsync(Recipe(title, channel, perMonth: 3, ("promised", Promised), ("dates", Named)));
        await PlayAsync(title);
        var before = await Product.CreditsAsync();

        var second = await Product.PlayAsync(Meeting(title));
        await Product.SettleAsync();
        var waiting = await Product.RunAsync(second, id);
        Assert.Equal("waiting", waiting.State);
        Assert.Contains("2 AI credits are needed at once and the recipe has 1 of 3 left", waiting.Reason, StringComparison.Ordinal);
        Assert.Equal(before, await Product.CreditsAsync());

        await Product.UntilEndedAsync(second);
        Assert.Equal("done", (await Product.RunAsync(second, id)).State);
        await OneMessageAsync(second, $"{ByMarit} {ByJonas}", channel);
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_told_as_uncertain_and_not_asked_for_again()
    {
        var title = A.Meeting().Title;
        var id = await Product.PublishAsync(Recipe(title, await ChannelAsync(), perMonth: 5, ("promised", Promised)));
        var conversation = (await Product.SandboxAsync("meetings", new JsonObject { ["meeting"] = Meeting(title), ["hold"] = true }))
            .GetProperty("conversationId").GetString()!;
        var before = await Product.CreditsAsync();
        await Product.FaultAsync("drop", $"/api/v1/conversations/{conversation}/query", when: "after");
        await Product.FireAsync(conversation, KeyPointsReady);
        await Product.UntilEndedAsync(conversation);

        var run = await Product.RunAsync(conversation, id);
        Assert.Equal("refused", run.State);
        Assert.Contains("uncertain whether that cost an AI credit", run.Reason, StringComparison.Ordinal);
        Assert.Equal(before + 1, await Product.CreditsAsync());
    }

    private static JsonObject Meeting(string title) => new()
    {
        ["title"] = title,
        ["segments"] = new JsonArray(
            new JsonObject { ["speaker"] = "Marit", ["text"] = "The figures are promised for Friday." },
            new JsonObject { ["speaker"] = "Jonas", ["text"] = "We named two dates in May." }),
        ["keypoints"] = new JsonObject { ["title"] = title, ["actionItems"] = new JsonArray() },
    };

    private static JsonObject Recipe(string title, string channel, int perMonth, params (string Id, string Ask)[] questions) => new()
    {
        ["schema"] = 1,
        ["id"] = A.Channel(),
        ["name"] = "Asks",
        ["when"] = new JsonObject { ["occasion"] = "summary", ["deadline"] = "PT20M" },
        ["onlyIf"] = new JsonObject { ["all"] = new JsonArray(new JsonObject { ["fact"] = "meeting.title", ["is"] = "is", ["value"] = title }) },
        ["credits"] = new JsonObject { ["perMonth"] = perMonth },
        ["questions"] = new JsonArray([.. questions.Select(one => new JsonObject { ["id"] = one.Id, ["ask"] = one.Ask })]),
        ["steps"] = new JsonArray(new JsonObject
        {
            ["id"] = "post",
            ["action"] = "slack.post-message",
            ["version"] = 1,
            ["connection"] = "slack",
            ["settings"] = new JsonObject
            {
                ["channel"] = channel,
                ["text"] = string.Join(' ', questions.Select(one => $"{{{{answers.{one.Id}}}}}")),
            },
        }),
    };

    private async Task<string> ChannelAsync()
    {
        var channel = A.Channel();
        await Product.AddChannelAsync(channel);
        return $"#{channel}";
    }

    private async Task<string> PlayAsync(string title)
    {
        var conversation = await Product.PlayAsync(Meeting(title));
        await Product.UntilEndedAsync(conversation);
        return conversation;
    }
}
