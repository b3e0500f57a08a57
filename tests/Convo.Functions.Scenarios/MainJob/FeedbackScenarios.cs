using System.Text.Json.Nodes;
using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Scenarios.Mail;
using Xunit;

namespace Convo.Functions.Scenarios.MainJob;

/// <summary>Feedback on how somebody communicates gets to that person, in whichever form Convo gives it, and to nobody else.</summary>
public abstract class FeedbackScenarios(IProductHost host) : MailScenario(host)
{
    private const string Ready = "my-feedback-to-me";
    private const string Me = "owner@sandbox.example";
    private const string MyMessages = "D0SANDOWNR";
    private const string Remark = "Cut the customer off";
    private const string Priority = "*Work on:* Let the customer finish\n";

    // As the recipe says it of the scenario, written by hand.
    private const string Told =
        "*Offer for Kolibri*: 7.5 of 10\n" + Priority
        + "• Good: Found an offer that both can take\n• Could be better: Cut the customer off Count to two before answering";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Product.AllowFeedbackToAsync();
    }

    [Theory]
    [InlineData("A")]
    [InlineData("C")]
    public async Task The_gallerys_recipe_tells_me_alone_what_convo_says_of_me_in_either_form(string generation)
    {
        await Product.AllowFeedbackToAsync(MyMessages);
        var recipe = await Product.PublishAsync(await Product.TakeAsync(Ready, MyMessages));
        await FormAsync(generation);
        var conversation = await Product.PlayAsync("feedback");
        await Product.UntilEndedAsync(conversation);
        await FormAsync("mixed");
        await Product.PostAsync($"api/recipes/{recipe}/off");

        Assert.Equal("done", (await Product.RunAsync(conversation, recipe)).State);

        // The older form has no top priority, and the recipe leaves its line out.
        await OneMessageAsync(conversation, generation is "A" ? Told.Replace(Priority, "", StringComparison.Ordinal) : Told, MyMessages);
        Assert.DoesNotContain(await Product.MessagesAboutAsync(conversation), message => message.Words.Contains("of 10", StringComparison.Ordinal));
        Assert.Empty(Product.Host.Witness.RowsOutside(TableNames.Content, Remark));
        Assert.DoesNotContain(Product.Host.Log.Lines, line => line.Contains(Remark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Until_an_admin_has_entered_my_direct_message_nothing_leaves_and_then_it_can_be_run_again()
    {
        var recipe = await Product.PublishAsync(await Product.TakeAsync(Ready, MyMessages));
        var conversation = await Product.PlayAsync("feedback");
        await Product.UntilEndedAsync(conversation);

        var stopped = await Product.RunAsync(conversation, recipe);
        Assert.Equal("refused", stopped.State);
        Assert.Contains("goes to nobody but that person", stopped.Reason, StringComparison.Ordinal);
        Assert.Contains("direct message under privacy", stopped.Advice, StringComparison.Ordinal);
        Assert.Empty(await Product.MessagesAboutAsync(conversation, MyMessages));

        await Product.AllowFeedbackToAsync(MyMessages);
        Assert.Equal("done", (await Product.RunAgainAsync(stopped)).State);
        await Product.PostAsync($"api/recipes/{recipe}/off");
        await OneMessageAsync(conversation, Told, MyMessages);
    }

    [Fact]
    public async Task Another_persons_direct_message_gets_none_of_it()
    {
        await Product.AllowFeedbackToAsync(MyMessages);
        var recipe = await Product.PublishAsync(await Product.TakeAsync(Ready, "D0MARIT001"));
        var conversation = await Product.PlayAsync("feedback");
        await Product.UntilEndedAsync(conversation);
        await Product.PostAsync($"api/recipes/{recipe}/off");

        Assert.Equal("refused", (await Product.RunAsync(conversation, recipe)).State);
        Assert.Empty(await Product.MessagesAsync("D0MARIT001"));
    }

    [Theory]
    [InlineData(Me, "done", 1)]
    [InlineData("marit@sandbox.example", "refused", 0)]
    public async Task A_mail_to_myself_may_tell_it_and_one_to_somebody_else_may_not(string to, string state, int mails)
    {
        await using var server = await ConnectAsync();
        await Product.AllowFeedbackToAsync(Me);
        var recipe = await Product.TakeAsync(Ready);
        recipe["steps"] = new JsonArray(new JsonObject
        {
            ["id"] = "mail",
            ["action"] = "mail.send",
            ["version"] = 1,
            ["connection"] = "mail",
            ["approve"] = new JsonObject { ["by"] = new JsonArray(Me) },
            ["settings"] = new JsonObject
            {
                ["to"] = new JsonArray(to),
                ["subject"] = "{{meeting.title}}: {{feedback.overallScore}}",
                ["body"] = "{{#each feedback.growthAreas}}{{item.description}}\n{{/each}}",
            },
        });
        var id = await Product.PublishAsync(recipe);
        var conversation = await Product.PlayAsync("feedback");
        await Product.UntilEndedAsync(conversation);
        await Product.PostAsync($"api/recipes/{id}/off");

        Assert.Equal(state, (await Product.RunAsync(conversation, id)).State);
        var arrived = await server.MailsAsync();
        Assert.Equal(mails, arrived.Count);
        Assert.All(arrived, mail =>
        {
            Assert.Equal([Me], mail.To);
            Assert.Equal("Offer for Kolibri: 7.5", mail.Header("Subject"));
            Assert.Equal(Remark, mail.Text.Trim());
        });
    }

    [Fact]
    public async Task Asking_for_a_yes_in_a_channel_would_show_it_there_and_so_nobody_is_asked()
    {
        await Product.AllowFeedbackToAsync(MyMessages);
        var recipe = await Product.TakeAsync(Ready, MyMessages);
        recipe["steps"]![0]!["approve"] = new JsonObject
        {
            ["connection"] = "slack",
            ["channel"] = "#approvals",
            ["by"] = new JsonArray(Asked.Marit),
        };
        var id = await Product.PublishAsync(recipe);
        var conversation = await Product.PlayAsync("feedback");
        await Product.UntilEndedAsync(conversation);
        await Product.PostAsync($"api/recipes/{id}/off");

        Assert.Empty(await Product.MessagesAboutAsync(conversation, "#approvals"));
        Assert.Empty(await Product.MessagesAboutAsync(conversation, MyMessages));
        Assert.DoesNotContain((await Product.RunAsync(conversation, id)).Deliveries, delivery => delivery.IsOpen || delivery.State is "delivered");
    }

    [Fact]
    public async Task Feedback_that_a_recipe_has_made_for_a_credit_is_told_by_the_other()
    {
        await Product.AllowFeedbackToAsync(MyMessages);
        var before = await CreditsAsync();
        var make = await Product.TakeAsync("key-points-when-transcribed");
        (make["steps"]![0]!["action"], make["steps"]![0]!["settings"]!["waitMinutes"]) = ("convo.generate-feedback", 0);
        var made = await Product.PublishAsync(make);
        var tells = await Product.PublishAsync(await Product.TakeAsync(Ready, MyMessages));
        var conversation = await Product.PlayAsync("weekly-sync", "transcript.ready");
        await Product.UntilEndedAsync(conversation);
        await Product.UntilToldAsync(conversation, "conversation.feedback.ready");
        await Product.UntilEndedAsync(conversation);
        await Product.PostAsync($"api/recipes/{made}/off");
        await Product.PostAsync($"api/recipes/{tells}/off");

        Assert.Equal("done", (await Product.RunAsync(conversation, made)).State);
        Assert.Equal("done", (await Product.RunAsync(conversation, tells)).State);
        Assert.StartsWith(
            "*Weekly sync: launch of the customer portal*: ",
            Assert.Single(await Product.MessagesAboutAsync(conversation, MyMessages)).Words,
            StringComparison.Ordinal);
        Assert.Equal(before + 1, await CreditsAsync());
    }

    private Task FormAsync(string generation) => Product.SandboxAsync("convo", new JsonObject { ["account"] = "professional", ["generation"] = generation });
}
