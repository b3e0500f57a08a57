using System.Net;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.MainJob;

/// <summary>What saving, publishing and switching off do to meetings.</summary>
public abstract class RecipeScenarios(IProductHost host) : Scenario(host)
{
    [Fact]
    public async Task A_draft_does_nothing()
    {
        var meeting = A.Meeting();
        var recipe = A.RecipeFor(meeting);
        Assert.Equal(HttpStatusCode.Created, (await Product.SaveAsync(recipe)).Status);
        var conversation = await Product.PlayAsync(meeting);
        var told = await Product.UntilEndedAsync(conversation);

        Assert.DoesNotContain(told.Runs, run => run.Recipe == recipe.Id);
        Assert.Equal("draft", (await Product.GetAsync<RecipeTold>($"api/recipes/{recipe.Id}")).State);
    }

    [Fact]
    public async Task A_published_recipe_takes_only_what_happens_from_then_on()
    {
        var meeting = A.Meeting();
        var channel = A.Channel();
        await Product.AddChannelAsync(channel);
        var before = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(before);

        var recipe = A.RecipeFor(meeting).PostingTo($"#{channel}");
        await Product.PublishAsync(recipe);
        await Product.RefreshAsync(before, meeting.Refreshed("A late word"));
        await Product.UntilEndedAsync(before);
        var after = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(after);

        Assert.DoesNotContain((await Product.MeetingAsync(before)).Runs, run => run.Recipe == recipe.Id);
        Assert.Empty(await Product.MessagesAboutAsync(before, channel));
        await OneMessageAsync(after, $"items of {meeting.Title}\n• Call the carrier back", channel);
    }

    [Fact]
    public async Task A_new_version_leaves_open_runs_with_the_one_they_began_with()
    {
        var meeting = A.Meeting().WithoutKeyPoints();
        var channel = A.Channel();
        await Product.AddChannelAsync(channel);
        var recipe = A.RecipeFor(meeting).PostingTo($"#{channel}").Saying("one:");
        await Product.PublishAsync(recipe);
        var conversation = await Product.PlayAsync(meeting, KeyPointsReady);
        await Product.SettleAsync();
        Assert.Equal("waiting", (await Product.RunAsync(conversation, recipe.Id)).State);

        await Product.PublishAsync(recipe.Saying("two:"));
        await Product.RefreshAsync(conversation, meeting.Refreshed("Done at last"), quiet: true);
        await Product.UntilEndedAsync(conversation);

        await OneMessageAsync(conversation, $"one: {meeting.Title}\n• Done at last", channel);
        Assert.Equal(1, (await Product.RunAsync(conversation, recipe.Id)).Version);
    }

    [Fact]
    public async Task Switching_off_cancels_what_waits_and_says_who_did_it()
    {
        var meeting = A.Meeting().WithoutKeyPoints();
        var recipe = A.RecipeFor(meeting);
        await Product.PublishAsync(recipe);
        var conversation = await Product.PlayAsync(meeting, KeyPointsReady);
        await Product.SettleAsync();

        Assert.Equal("off", (await Product.PostAsync($"api/recipes/{recipe.Id}/off")).As<RecipeTold>().State);
        await Product.RefreshAsync(conversation, meeting.Refreshed("Too late"), quiet: true);
        await Product.UntilEndedAsync(conversation);

        var run = await Product.RunAsync(conversation, recipe.Id);
        Assert.Equal("cancelled", run.State);
        Assert.Contains("admin", run.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(await Product.MessagesAboutAsync(conversation), message => message.Words.StartsWith(recipe.Words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_recipe_is_refused_with_the_place_and_advice_and_changes_nothing()
    {
        var recipe = A.RecipeFor(A.Meeting());
        var json = recipe.Json();
        json["steps"]![0]!["settings"]!["text"] = "{{meeting.titel}}";
        var answer = await Product.PostAsync("api/recipes", json);
        var problem = answer.As<ProblemTold>();

        Assert.Equal((HttpStatusCode.BadRequest, 400), (answer.Status, problem.Status));
        var place = Assert.Single(problem.Problems!);
        Assert.Equal("steps[0].settings.text", place.Path);
        Assert.Contains("meeting.title", place.Message + place.Advice, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Product.GetAnswerAsync($"api/recipes/{recipe.Id}")).Status);
    }

    [Fact]
    public async Task Who_saves_over_anothers_change_is_stopped()
    {
        var recipe = A.RecipeFor(A.Meeting());
        var first = await Product.SaveAsync(recipe);
        Assert.NotNull(first.ETag);
        var mine = await Product.PostAsync("api/recipes", recipe.Saying("mine:").Json(), first.ETag);
        var yours = await Product.PostAsync("api/recipes", recipe.Saying("yours:").Json(), first.ETag);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed), (mine.Status, yours.Status));
        Assert.NotEmpty(yours.As<ProblemTold>().Advice!);
        Assert.Contains("mine:", (await Product.GetAnswerAsync($"api/recipes/{recipe.Id}")).Text, StringComparison.Ordinal);
    }
}
