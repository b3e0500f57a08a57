using System.Net;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Trouble;

/// <summary>What the privacy rules keep from leaving, seen from outside: no message, a reason that names the rule, and nothing that was said.</summary>
public abstract class PrivacyScenarios(IProductHost host) : Scenario(host)
{
    private static readonly TimeSpan UntilNoticed = TimeSpan.FromSeconds(16);
    private readonly IProductHost host = host;

    [Fact]
    public async Task A_word_that_goes_nowhere_stops_a_recipe_and_the_run_names_the_rule_and_never_the_word()
    {
        await SaveAsync("Project Zeppelin");
        var meeting = A.Meeting().WithActionItem("Ask about PROJECT\u200B zeppelin again");
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        var run = await Product.RunAsync(conversation);
        Assert.Equal("refused", run.State);
        Assert.Contains("word 1 of the list", run.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(run.Advice!);
        Assert.Empty(await Product.MessagesAboutAsync(conversation));
        Assert.Empty(host.Witness.RowsOutside(TableNames.Content, "zeppelin again"));

        await SaveAsync();
        var again = await Product.RunAgainAsync(run);
        Assert.Equal("done", again.State);
        Assert.Single(await Product.MessagesAboutAsync(conversation));
    }

    [Fact]
    public async Task A_rule_that_is_made_while_a_message_waits_still_stops_it()
    {
        var meeting = A.Meeting().WithActionItem("Speak to Ottilie Quersumme");
        await Product.FaultAsync("429", PostMessage, retryAfter: 60);
        var conversation = await Product.PlayAsync(meeting);
        await Product.SettleAsync();
        Assert.Equal("pending", Assert.Single((await Product.RunAsync(conversation)).Deliveries).State);

        await SaveAsync("Ottilie Quersumme");
        await Product.UntilEndedAsync(conversation);

        Assert.Equal("refused", (await Product.RunAsync(conversation)).State);
        Assert.Empty(await Product.MessagesAboutAsync(conversation));
        await SaveAsync();
    }

    [Fact]
    public async Task Feedback_goes_to_no_channel_whatever_a_recipe_says()
    {
        var meeting = A.Meeting();
        var recipe = A.RecipeFor(meeting).Saying("{{#if event.overallScore}}A good one:{{else}}Well:{{/if}}") with { Occasion = "feedback" };
        await Product.PublishAsync(recipe);
        var conversation = await Product.HoldAsync(meeting);
        await Product.FireFeedbackAsync(conversation, 8.5);
        await Product.UntilEndedAsync(conversation);

        var run = await Product.RunAsync(conversation, recipe.Id);
        Assert.Equal("refused", run.State);
        Assert.Contains("feedback", run.Reason, StringComparison.Ordinal);
        Assert.Empty(await Product.MessagesAboutAsync(conversation));
    }

    // Other copies of the product notice within a few seconds.
    private async Task SaveAsync(params string[] words)
    {
        var read = await Product.GetAnswerAsync("api/privacy");
        Assert.Equal(HttpStatusCode.OK, read.Status);
        var rules = new JsonObject { ["words"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };
        Assert.Equal(HttpStatusCode.OK, (await Product.PutAsync("api/privacy", rules, read.ETag!)).Status);
        await Product.AdvanceAsync(UntilNoticed);
    }
}
