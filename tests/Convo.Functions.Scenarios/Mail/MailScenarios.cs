using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Scenarios.Mail;

/// <summary>A meeting becomes one mail, and never two, whatever the mail server does.</summary>
public abstract class MailScenarios(IProductHost host) : MailScenario(host)
{
    [Fact]
    public async Task A_meeting_becomes_one_mail_to_those_who_were_typed()
    {
        await using var server = await ConnectAsync();
        var meeting = A.Meeting().WithActionItem("Send the figures");
        var recipe = RecipeFor(meeting);
        await PublishAsync(recipe);

        var run = await PlayedAsync(meeting, recipe);

        var delivery = Assert.Single(run.Deliveries);
        Assert.Equal(("done", "delivered", "anna@sandbox.example, bob@sandbox.example"), (run.State, delivery.State, delivery.Destination));
        var mail = Assert.Single(await server.MailsAsync());
        Assert.Equal(["anna@sandbox.example", "bob@sandbox.example"], mail.To);
        Assert.Equal($"Follow-up: {meeting.Title}", mail.Header("Subject"));
        Assert.Equal("Hello,\n\n- Call the carrier back\n- Send the figures", mail.Text);
    }

    [Fact]
    public async Task News_after_the_mail_is_out_send_no_second_one()
    {
        await using var server = await ConnectAsync();
        var meeting = A.Meeting();
        var recipe = RecipeFor(meeting);
        await PublishAsync(recipe);
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        await Product.RefreshAsync(conversation, meeting.Refreshed("Something new"));
        await Product.UntilEndedAsync(conversation);

        Assert.Equal("done", (await Product.RunAsync(conversation, recipe.Id)).State);
        Assert.DoesNotContain("Something new", Assert.Single(await server.MailsAsync()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RCPT", 450)]
    [InlineData("END", 452)]
    public async Task A_server_that_is_not_ready_gets_it_later_and_once(string command, int code)
    {
        await using var server = await ConnectAsync(new MailScript().Refusing(command, code, times: 2));
        var meeting = A.Meeting();
        var recipe = RecipeFor(meeting);
        await PublishAsync(recipe);

        Assert.Equal("done", (await PlayedAsync(meeting, recipe)).State);
        Assert.Single(await server.MailsAsync());
    }

    [Fact]
    public async Task A_refusal_is_told_with_advice_and_the_run_can_be_made_again()
    {
        await using var server = await ConnectAsync(new MailScript().Refusing("RCPT", 550, at: 2, times: 1));
        var meeting = A.Meeting();
        var recipe = RecipeFor(meeting);
        await PublishAsync(recipe);

        var run = await PlayedAsync(meeting, recipe);
        Assert.Equal("refused", run.State);
        Assert.Contains("recipient 2 of 2", run.Reason, StringComparison.Ordinal);
        Assert.NotNull(run.Advice);
        Assert.Empty(await server.MailsAsync());

        Assert.Equal("done", (await Product.RunAgainAsync(run)).State);
        Assert.Single(await server.MailsAsync());
    }

    [Fact]
    public async Task A_connection_that_is_lost_after_the_whole_mail_ends_uncertain_and_is_not_repeated()
    {
        await using var server = await ConnectAsync(new MailScript().Dropping("END", times: 1));
        var meeting = A.Meeting();
        var recipe = RecipeFor(meeting);
        await PublishAsync(recipe);

        var run = await PlayedAsync(meeting, recipe);
        await Product.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal("uncertain", run.State);
        Assert.Contains("Ask a recipient", run.Advice, StringComparison.Ordinal);
        Assert.Single(await server.MailsAsync());
    }

    [Fact]
    public async Task The_test_of_the_connection_signs_in_and_sends_nothing()
    {
        await using var server = await ConnectAsync();

        var told = (await Product.PostAsync("api/connections/mail/test")).As<TestTold>();

        Assert.True(told.Works);
        Assert.Equal("mail from meetings@example.com", told.Account);
        Assert.Equal(["EHLO", "AUTH", "QUIT"], await server.CommandsAsync());
    }

    [Fact]
    public async Task Neither_the_password_nor_a_word_of_the_mail_leaves_its_place()
    {
        await using var server = await ConnectAsync();
        var meeting = A.Meeting().WithActionItem("Say canary-of-mail to nobody");
        var recipe = RecipeFor(meeting);
        await PublishAsync(recipe);
        await PlayedAsync(meeting, recipe);
        Assert.Contains("canary-of-mail", Assert.Single(await server.MailsAsync()).Text, StringComparison.Ordinal);

        Assert.Empty(Product.Host.Witness.RowsOutside(TableNames.Content, "canary-of-mail"));
        Assert.Empty(Product.Host.Witness.RowsOutside("", MailScript.Password));
        Assert.DoesNotContain(Product.Host.Log.Lines, line => line.Contains("canary-of-mail", StringComparison.Ordinal)
            || line.Contains(MailScript.Password, StringComparison.Ordinal) || line.Contains("anna@sandbox.example", StringComparison.Ordinal));
    }
}
