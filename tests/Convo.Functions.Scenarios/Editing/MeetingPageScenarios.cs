using System.Net;
using System.Text.Json;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Editing;

/// <summary>What the page of a meeting and the list of recipes say after things happened.</summary>
public abstract class MeetingPageScenarios(IProductHost host) : Scenario(host)
{
    [Fact]
    public async Task A_meeting_says_that_it_got_out_where_to_and_why_another_recipe_did_not_run()
    {
        var meeting = A.Meeting();
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        var late = A.RecipeFor(meeting);
        await Product.PublishAsync(late);

        var told = (await Product.GetAnswerAsync($"api/meetings/{conversation}?connection={Product.Host.Convo}")).Json;
        Assert.Equal(("yes", "Everything is out: #meetings."), GotOut(told));
        var without = told.GetProperty("without").EnumerateArray().Single(one => one.GetProperty("recipe").GetString() == late.Id);
        Assert.Contains("after this had happened", without.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Product.PostAsync($"api/recipes/{late.Id}/off")).Status);
    }

    [Fact]
    public async Task A_channel_that_is_missing_is_a_no_with_the_reason_until_it_is_run_again()
    {
        var meeting = A.Meeting();
        var channel = A.Channel();
        var recipe = A.RecipeFor(meeting).PostingTo($"#{channel}");
        await Product.PublishAsync(recipe);
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        var (word, sentence) = GotOut((await Product.GetAnswerAsync($"api/meetings/{conversation}")).Json);
        Assert.Equal("partly", word);
        Assert.Contains($"Recipe {recipe.Id} did not", sentence, StringComparison.Ordinal);

        await Product.AddChannelAsync(channel);
        var again = await Product.RunAgainAsync(await Product.RunAsync(conversation, recipe.Id));
        Assert.Equal("done", again.State);
        Assert.Equal("yes", GotOut((await Product.GetAnswerAsync($"api/meetings/{conversation}")).Json).Word);
        var listed = (await Product.GetAnswerAsync("api/recipes")).Json.GetProperty("items").EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == recipe.Id);
        Assert.Equal(again.Id, listed.GetProperty("lastRun").GetProperty("id").GetString());
        await Product.PostAsync($"api/recipes/{recipe.Id}/off");
    }

    private static (string? Word, string? Sentence) GotOut(JsonElement meeting)
    {
        var gotOut = meeting.GetProperty("gotOut");
        return (gotOut.GetProperty("word").GetString(), gotOut.GetProperty("sentence").GetString());
    }
}
