using System.Text.Json.Nodes;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Scenarios.Mail;
using Xunit;

namespace Convo.Functions.Scenarios.Editing;

/// <summary>
/// The ready recipes that do more than post to a channel, from the gallery to what came out: they need the calendar, a yes, a credit, or change the meeting.
/// The one on feedback has scenarios of its own.
/// </summary>
public abstract class ReadyRecipeScenarios(IProductHost host) : MailScenario(host)
{
    private const string Drafted = "follow-up-mail-drafted-by-convo";
    private const string FromTemplate = "follow-up-mail-from-template";
    private const string KeyPoints = "key-points-when-transcribed";
    private const string Risks = "risks-after-customer-calls";
    private const string Tidy = "tidy-junk-titles";
    private static readonly string[] Customers = ["bob.falk@nordwind.example", "ines.roth@nordwind.example"];
    private static readonly TimeSpan ConvosHalfHour = TimeSpan.FromMinutes(30);

    [Fact]
    public void Every_ready_recipe_is_run_end_to_end() => Assert.Equal(
        ReadyRecipes.All.Order(StringComparer.Ordinal),
        GalleryScenarios.Posting.Concat([Drafted, FromTemplate, KeyPoints, Risks, Tidy, "my-feedback-to-me"]).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_mail_from_the_template_reaches_the_guests_of_a_call_once_somebody_said_yes()
    {
        await using var server = await ConnectAsync();
        Product.SaysYes = false;
        var (recipe, asks) = await PublishAskingAsync(FromTemplate);
        await Product.HoldCustomerCallAsync();
        var conversation = await Product.PlayAsync("customer-call");
        Assert.Contains("Send the contract with the new dates", (await QuestionAsync(asks)).Words, StringComparison.Ordinal);
        Assert.Empty(await server.MailsAsync());

        await SaidYesAsync(conversation, recipe);

        var mail = Assert.Single(await server.MailsAsync());
        Assert.Equal(Customers, mail.To.Order(StringComparer.Ordinal));
        Assert.Equal("Follow-up: Okay, can everybody hear me?", mail.Header("Subject"));
        Assert.EndsWith(
            """
            What we decided:
            - The delivery is split into two halves.

            What comes next:
            - Send the new delivery dates in writing by Friday (Marit Dahl)
            - Send the contract with the new dates (You)

            Kind regards
            """.ReplaceLineEndings("\n"),
            mail.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_convo_drafts_reaches_the_guests_of_a_call_once_somebody_said_yes_for_one_credit()
    {
        await using var server = await ConnectAsync();
        Product.SaysYes = false;
        var (recipe, asks) = await PublishAskingAsync(Drafted);
        var before = await CreditsAsync();
        await Product.HoldCustomerCallAsync();
        var conversation = await Product.PlayAsync("customer-call");
        Assert.Contains("thank you for the productive meeting", (await QuestionAsync(asks)).Words, StringComparison.Ordinal);
        Assert.Empty(await server.MailsAsync());

        await SaidYesAsync(conversation, recipe);

        var mail = Assert.Single(await server.MailsAsync());
        Assert.Equal(Customers, mail.To.Order(StringComparer.Ordinal));
        Assert.Equal("Follow-up: Okay, can everybody hear me?", mail.Header("Subject"));
        Assert.Equal(
            """
            Hello,

            thank you for the productive meeting.

            What we spoke about:
            - The customer worries about the delivery dates.
            - Half is delivered in March, the rest in May.

            What comes next:
            - Marit Dahl: Send the new delivery dates in writing by Friday
            - You: Send the contract with the new dates

            Kind regards
            """.ReplaceLineEndings("\n"),
            mail.Text);
        Assert.Equal(before + 1, await CreditsAsync());
    }

    [Fact]
    public async Task Two_questions_are_asked_about_a_customers_call_and_answered_in_the_channel_for_two_credits()
    {
        var channel = A.Channel();
        await Product.AddChannelAsync(channel);
        var recipe = await Product.PublishAsync(await Product.TakeAsync(Risks, $"#{channel}"));
        var before = await CreditsAsync();
        await Product.HoldCustomerCallAsync();
        var conversation = await Product.PlayAsync(new JsonObject
        {
            ["title"] = "Delivery",
            ["minutes"] = 34,
            ["segments"] = new JsonArray(
                Said("Bob", "Our concerns are the dates of the delivery."), Said("You", "We promise new ones by Friday."), Said("Bob", "Thank you.")),
            ["keypoints"] = new JsonObject { ["title"] = "Delivery", ["actionItems"] = new JsonArray() },
        });
        await Product.UntilEndedAsync(conversation);
        Assert.Equal(before + 2, await CreditsAsync());

        // News of the same meeting find the answers there.
        await Product.RefreshAsync(conversation, A.Meeting().Refreshed("Something new"));
        await Product.UntilEndedAsync(conversation);
        await Product.PostAsync($"api/recipes/{recipe}/off");

        Assert.Equal("done", (await Product.RunAsync(conversation, recipe)).State);
        await OneMessageAsync(
            conversation,
            "*Delivery* with nordwind.example\n"
            + "*Risks:* Bob said: “Our concerns are the dates of the delivery.”\n*Promised:* You said: “We promise new ones by Friday.”",
            $"#{channel}");
        Assert.Equal(before + 2, await CreditsAsync());
    }

    [Fact]
    public async Task A_meeting_without_guests_costs_no_question()
    {
        var recipe = await Product.PublishAsync(await Product.TakeAsync(Risks, "#meetings"));
        var before = await CreditsAsync();
        var conversation = await Product.PlayAsync(A.Meeting());
        await Product.UntilEndedAsync(conversation);
        await Product.PostAsync($"api/recipes/{recipe}/off");

        Assert.Equal("done", (await Product.RunAsync(conversation, recipe)).State);
        Assert.Empty((await Product.RunAsync(conversation, recipe)).Deliveries);
        Assert.Equal(before, await CreditsAsync());
    }

    [Fact]
    public async Task A_call_named_by_its_first_words_gets_the_title_of_its_event_and_that_is_told_to_no_recipe()
    {
        var channel = A.Channel();
        await Product.AddChannelAsync(channel);
        var tidy = await Product.PublishAsync(await Product.TakeAsync(Tidy));
        var tells = await Product.PublishAsync(await Product.TakeAsync("title-changed-to-slack", $"#{channel}"));
        await Product.HoldCustomerCallAsync();
        var conversation = await Product.PlayAsync("customer-call");
        await Product.UntilEndedAsync(conversation);
        await Product.UntilToldAsync(conversation, "conversation.updated");
        await Product.UntilEndedAsync(conversation);

        var title = await TitleAsync(conversation);
        Assert.StartsWith("Nordwind: delivery plan, ", title, StringComparison.Ordinal);
        Assert.Equal("done", (await Product.RunAsync(conversation, tidy)).State);

        // Key points that are made anew find a title that says something.
        await Product.RefreshAsync(conversation, A.Meeting().Refreshed("Something new"));
        await Product.UntilEndedAsync(conversation);
        await Product.PostAsync($"api/recipes/{tidy}/off");
        await Product.PostAsync($"api/recipes/{tells}/off");

        Assert.Equal(title, await TitleAsync(conversation));
        Assert.Empty(await Product.MessagesAsync($"#{channel}"));
        Assert.DoesNotContain((await Product.MeetingAsync(conversation)).Runs, run => run.Recipe == tells);
    }

    [Theory]
    [InlineData("Untitled Conversation", "Budget of the year", "Budget of the year, 11 May")]
    [InlineData("Okay, let us begin", "Hello everybody", "Okay, let us begin")]
    [InlineData("Budget talks", "Budget of the year", "Budget talks")]
    public async Task Without_an_event_a_title_that_says_nothing_becomes_that_of_the_key_points_where_they_say_more(string was, string offered, string title)
    {
        var tidy = await Product.PublishAsync(await Product.TakeAsync(Tidy));
        var conversation = await Product.PlayAsync(new JsonObject
        {
            ["title"] = was,
            ["start"] = "2026-05-11T08:30:00Z",
            ["segments"] = new JsonArray(Said("You", "Hello.")),
            ["keypoints"] = new JsonObject { ["title"] = offered, ["actionItems"] = new JsonArray() },
        });
        await Product.UntilEndedAsync(conversation);
        await Product.PostAsync($"api/recipes/{tidy}/off");

        Assert.Equal("done", (await Product.RunAsync(conversation, tidy)).State);
        Assert.Equal(title, await TitleAsync(conversation));
    }

    [Fact]
    public async Task Key_points_are_bought_once_convo_has_had_half_an_hour_and_their_recipes_go_on()
    {
        var make = await Product.PublishAsync(await Product.TakeAsync(KeyPoints));
        var before = await CreditsAsync();
        var conversation = await Product.PlayAsync(A.Meeting().WithoutKeyPoints(), "transcript.ready");
        await Product.SettleAsync();
        Assert.Equal(before, await CreditsAsync());
        var waiting = Assert.Single((await Product.RunAsync(conversation, make)).Deliveries);
        Assert.Contains("may make key points by itself until", waiting.Reason, StringComparison.Ordinal);

        await Product.PassAsync(ConvosHalfHour);
        await Product.UntilEndedAsync(conversation);
        await Product.UntilToldAsync(conversation, KeyPointsReady);
        await Product.UntilEndedAsync(conversation);
        await Product.PostAsync($"api/recipes/{make}/off");

        Assert.Equal("done", (await Product.RunAsync(conversation, make)).State);
        Assert.Equal("done", (await Product.RunAsync(conversation)).State);
        Assert.Equal(before + 1, await CreditsAsync());
    }

    [Fact]
    public async Task Key_points_that_convo_makes_by_itself_within_its_half_hour_cost_nothing()
    {
        var make = await Product.PublishAsync(await Product.TakeAsync(KeyPoints));
        var before = await CreditsAsync();
        var meeting = A.Meeting().WithoutKeyPoints();
        var conversation = await Product.PlayAsync(meeting, "transcript.ready");
        await Product.SettleAsync();
        await Product.RefreshAsync(conversation, meeting.Refreshed("Made by Convo itself"));
        await Product.PassAsync(ConvosHalfHour);
        await Product.UntilEndedAsync(conversation);
        await Product.PostAsync($"api/recipes/{make}/off");

        Assert.Equal("done", (await Product.RunAsync(conversation, make)).State);
        Assert.Contains("Made by Convo itself", Assert.Single(await Product.MessagesAboutAsync(conversation)).Words, StringComparison.Ordinal);
        Assert.Equal(before, await CreditsAsync());
    }

    private static JsonObject Said(string speaker, string text) => new() { ["speaker"] = speaker, ["text"] = text };

    private async Task<(string Recipe, string Asks)> PublishAskingAsync(string id)
    {
        var asks = A.Channel();
        await Product.AddChannelAsync(asks);
        var recipe = await Product.TakeAsync(id);
        recipe["steps"]![0]!["approve"]!["channel"] = $"#{asks}";
        recipe["steps"]![0]!["approve"]!["by"] = new JsonArray(Asked.Marit);
        return (await Product.PublishAsync(recipe), $"#{asks}");
    }

    private async Task<MessageTold> QuestionAsync(string asks)
    {
        await Product.SettleAsync();

        // Of two who look at the meeting at once, one waits until the other's draft is sure to be there.
        if ((await Product.MessagesAsync(asks)).Count is 0)
        {
            await Product.PassAsync(TimeSpan.FromMinutes(3));
        }

        return Assert.Single(await Product.MessagesAsync(asks));
    }

    private async Task SaidYesAsync(string conversation, string recipe)
    {
        Product.SaysYes = true;
        await Product.UntilEndedAsync(conversation);
        await Product.PostAsync($"api/recipes/{recipe}/off");
        Assert.Equal("done", (await Product.RunAsync(conversation, recipe)).State);
    }

    private async Task<string> TitleAsync(string conversation) =>
        (await Product.ControlAsync($"meetings/{conversation}")).GetProperty("meeting").GetProperty("title").GetString()!;
}
