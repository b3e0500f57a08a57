using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Mail;

/// <summary>Mail in Convo's own words costs a credit: once for a meeting, and never more in a month than the recipe may spend.</summary>
public abstract class DraftedMailScenarios(IProductHost host) : MailScenario(host)
{
    [Fact]
    public async Task A_drafted_mail_costs_one_credit_however_often_it_is_planned_and_by_however_many_recipes()
    {
        await using var server = await ConnectAsync();
        var before = await CreditsAsync();
        var meeting = A.Meeting();
        var (first, second) = (RecipeFor(meeting).Drafted(perMonth: 5), RecipeFor(meeting).Drafted(perMonth: 5));
        await PublishAsync(first);
        await PublishAsync(second);
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        await Product.RefreshAsync(conversation, meeting.Refreshed("Something new"));
        await Product.UntilEndedAsync(conversation);

        Assert.Equal("done", (await Product.RunAsync(conversation, first.Id)).State);
        Assert.Equal("done", (await Product.RunAsync(conversation, second.Id)).State);
        Assert.All(await server.MailsAsync(), mail => Assert.Equal($"Follow-up: {meeting.Title}", mail.Header("Subject")));
        Assert.Equal(2, (await server.MailsAsync()).Count);
        Assert.Equal(before + 1, await CreditsAsync());
    }

    [Fact]
    public async Task Conditions_that_do_not_hold_cost_no_credit()
    {
        await using var server = await ConnectAsync();
        var before = await CreditsAsync();
        var recipe = RecipeFor(A.Meeting()).Drafted(perMonth: 5);
        await PublishAsync(recipe);

        Assert.Equal("done", (await PlayedAsync(A.Meeting(), recipe)).State);
        Assert.Empty(await server.MailsAsync());
        Assert.Equal(before, await CreditsAsync());
    }

    [Fact]
    public async Task Used_up_credits_wait_for_the_next_month_and_say_until_when()
    {
        await using var server = await ConnectAsync();
        var meeting = A.Meeting();
        var recipe = RecipeFor(meeting).Drafted(perMonth: 1);
        await PublishAsync(recipe);
        Assert.Equal("done", (await PlayedAsync(meeting, recipe)).State);
        var before = await CreditsAsync();

        var second = await Product.PlayAsync(meeting);
        await Product.SettleAsync();
        var waiting = await Product.RunAsync(second, recipe.Id);
        var now = await Product.NowAsync();
        Assert.Equal("waiting", waiting.State);
        Assert.Contains("AI credits of this month are used up", waiting.Reason, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1), waiting.LooksAgainAt);
        Assert.Equal(before, await CreditsAsync());

        await Product.UntilEndedAsync(second);
        Assert.Equal("done", (await Product.RunAsync(second, recipe.Id)).State);
        Assert.Equal(2, (await server.MailsAsync()).Count);
    }

    [Theory]
    [InlineData("500", "after")]
    [InlineData("drop", "after")]
    public async Task A_draft_whose_answer_was_lost_is_not_bought_again_and_says_that_it_is_uncertain(string fault, string when)
    {
        await using var server = await ConnectAsync();
        var meeting = A.Meeting();
        var recipe = RecipeFor(meeting).Drafted(perMonth: 5);
        await PublishAsync(recipe);
        var conversation = await Product.HoldAsync(meeting);
        var before = await CreditsAsync();
        await Product.FaultAsync(fault, $"/api/v1/conversations/{conversation}/email", when: when);
        await Product.FireAsync(conversation, KeyPointsReady);
        await Product.UntilEndedAsync(conversation);

        var run = await Product.RunAsync(conversation, recipe.Id);
        Assert.Equal("refused", run.State);
        Assert.Contains("uncertain whether that cost an AI credit", run.Reason, StringComparison.Ordinal);
        Assert.Equal(before + 1, await CreditsAsync());
        Assert.Empty(await server.MailsAsync());

        Assert.Equal("done", (await Product.RunAgainAsync(run)).State);
        Assert.Equal(before + 2, await CreditsAsync());
        Assert.Single(await server.MailsAsync());
    }

    [Fact]
    public async Task No_sentence_of_a_draft_is_left_once_its_meeting_is_deleted_and_a_mail_that_is_out_is_listed_by_name()
    {
        await using var server = await ConnectAsync();
        Product.SaysYes = false;
        const string Said = "Give the violet keys back";
        var meeting = A.Meeting().WithActionItem(Said);
        var recipes = new[] { RecipeFor(meeting).Drafted(perMonth: 5), RecipeFor(meeting).Drafted(perMonth: 5) };
        await PublishAsync(recipes[0]);
        await PublishAsync(recipes[1]);
        var conversation = await Product.PlayAsync(meeting);
        await Product.SettleAsync();

        // The second run may have found the draft being written, and looks again later.
        await Product.PassAsync(TimeSpan.FromMinutes(10));
        await Product.SayYesAsync(atMost: 1);
        await Product.SettleAsync();
        Assert.Equal(["awaiting", "delivered"], await StatesAsync());
        Assert.Contains(Said, Assert.Single(await server.MailsAsync()).Text, StringComparison.Ordinal);
        Assert.Contains(Said, await Product.Host.Witness.HeldAnywhereAsync(Product.Bound), StringComparison.Ordinal);

        await Product.FireAsync(conversation, "conversation.deleted");
        await Product.UntilEndedAsync(conversation);

        Assert.DoesNotContain(Said, await Product.Host.Witness.HeldAnywhereAsync(Product.Bound), StringComparison.Ordinal);
        Assert.Single(await server.MailsAsync());
        var stands = Assert.Single((await Product.MeetingAsync(conversation)).NotRecalled);
        Assert.StartsWith("can't be recalled: mail to anna@sandbox.example, bob@sandbox.example on ", stands, StringComparison.Ordinal);
        Assert.Equal(["cancelled", "stands"], await StatesAsync());

        async Task<IEnumerable<string>> StatesAsync() => (await Product.MeetingAsync(conversation)).Runs
            .Where(run => recipes.Any(recipe => recipe.Id == run.Recipe))
            .SelectMany(run => run.Deliveries).Select(delivery => delivery.State).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_deleted_meeting_takes_its_question_back_and_leaves_no_word_of_its_draft()
    {
        await using var server = await ConnectAsync();
        var (meeting, asks) = (A.Meeting(), A.Channel());
        await Product.AddChannelAsync(asks);
        var recipe = RecipeFor(meeting).Drafted(perMonth: 5) with { AsksIn = $"#{asks}" };
        await PublishAsync(recipe);
        var conversation = await Product.PlayAsync(meeting);
        await Product.SettleAsync();

        // Of two who look at the meeting at once, one waits until the other's draft is sure to be there.
        if ((await Product.MessagesAsync(asks)).Count is 0)
        {
            await Product.PassAsync(TimeSpan.FromMinutes(3));
        }

        Assert.Contains(meeting.Title, Assert.Single(await Product.MessagesAsync(asks)).Words, StringComparison.Ordinal);
        Assert.Contains(
            await Product.Host.Witness.HeldAsync(TableNames.Content, Product.Bound), row => row.Contains(meeting.Title, StringComparison.Ordinal));

        await Product.FireAsync(conversation, "conversation.deleted");
        await Product.SettleAsync();
        await Product.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Empty(await Product.MessagesAsync(asks));
        Assert.Equal("cancelled", (await Product.RunAsync(conversation, recipe.Id)).State);
        Assert.Empty(await server.MailsAsync());

        // The recipe names the title: a person wrote it there, and it stays.
        var held = await Product.Host.Witness.HeldAnywhereAsync(Product.Bound, but: TableNames.Recipes);
        Assert.DoesNotContain(meeting.Title, held, StringComparison.OrdinalIgnoreCase);
    }
}
