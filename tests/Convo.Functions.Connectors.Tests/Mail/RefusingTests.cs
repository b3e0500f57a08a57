using Convo.Functions.Core.Actions;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Connectors.Tests.Mail;

public sealed class RefusingTests
{
    public static TheoryData<string> Commands => ["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "END"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_refusal_for_now_at_any_command_is_tried_again(string command)
    {
        await using var stage = await MailStage.StartAsync(new MailScript().Refusing(command, 451, times: 1));
        var artefact = MailStage.Render(MailStage.Plain());

        var later = Assert.IsType<Outcome.TryAgain>(await stage.DeliverAsync(artefact));
        Assert.Contains("SMTP 4", later.Reason, StringComparison.Ordinal);
        Assert.Empty(await stage.Server.MailsAsync());

        await stage.SentAsync(artefact);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_refusal_for_good_at_any_command_is_refused_with_advice_and_nobody_got_it(string command)
    {
        await using var stage = await MailStage.StartAsync(new MailScript().Refusing(command, 554));

        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(MailStage.Render(MailStage.Plain())));

        Assert.Contains("SMTP 554", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("anna@", refused.Reason + refused.Advice, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(refused.Advice));
        Assert.Empty(await stage.Server.MailsAsync());
    }

    [Theory]
    [InlineData(454, typeof(Outcome.TryAgain))]
    [InlineData(554, typeof(Outcome.Refused))]
    public async Task A_server_that_refuses_to_encrypt_hears_nothing_more(int code, Type outcome)
    {
        var certificate = TestCertificate.Create("localhost", TimeProvider.System);
        await using var stage = await MailStage.StartAsync(new MailScript { Certificate = certificate }.Refusing("STARTTLS", code), certificate);

        Assert.IsType(outcome, await stage.DeliverAsync(MailStage.Render(MailStage.Plain())));
        Assert.Equal(["EHLO", "STARTTLS"], await stage.Server.CommandsAsync());
    }

    [Fact]
    public async Task One_refused_recipient_of_three_means_that_nobody_gets_it()
    {
        await using var stage = await MailStage.StartAsync(new MailScript().Refusing("RCPT", 550, at: 2));

        var refused = Assert.IsType<Outcome.Refused>(
            await stage.DeliverAsync(MailStage.Render(MailStage.Plain(to: ["a@example.com", "b@example.com", "c@example.com"]))));

        Assert.Contains("recipient 2 of 3", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(await stage.Server.MailsAsync());
        Assert.DoesNotContain("DATA", await stage.Server.CommandsAsync());
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("EHLO")]
    [InlineData("AUTH")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task A_connection_that_closes_before_the_end_of_the_mail_is_tried_again(string command)
    {
        await using var stage = await MailStage.StartAsync(new MailScript().Dropping(command, times: 1));
        var artefact = MailStage.Render(MailStage.Plain());

        var later = Assert.IsType<Outcome.TryAgain>(await stage.DeliverAsync(artefact));
        Assert.Contains("nothing was sent", later.Reason, StringComparison.Ordinal);

        await stage.SentAsync(artefact);
    }

    [Fact]
    public async Task A_connection_that_closes_after_the_end_of_the_mail_is_uncertain_and_asks_a_person()
    {
        await using var stage = await MailStage.StartAsync(new MailScript().Dropping("END"));

        var lost = Assert.IsType<Outcome.Uncertain>(await stage.DeliverAsync(MailStage.Render(MailStage.Plain())));

        Assert.Contains("the whole mail", lost.Reason, StringComparison.Ordinal);
        Assert.NotNull(lost.Advice);
        Assert.Single(await stage.Server.MailsAsync());
    }

    [Theory]
    [InlineData("CONNECT", typeof(Outcome.TryAgain))]
    [InlineData("RCPT", typeof(Outcome.TryAgain))]
    [InlineData("END", typeof(Outcome.Uncertain))]
    public async Task A_server_that_hangs_is_given_up_and_what_it_had_decides(string command, Type outcome)
    {
        await using var stage = await MailStage.StartAsync(new MailScript().Hanging(command), limit: TimeSpan.FromMilliseconds(700));

        Assert.IsType(outcome, await stage.DeliverAsync(MailStage.Render(MailStage.Plain())));
    }

    [Theory]
    [InlineData("RCPT", typeof(Outcome.TryAgain))]
    [InlineData("END", typeof(Outcome.Uncertain))]
    public async Task An_attempt_that_is_cancelled_still_tells_what_the_server_had(string command, Type outcome)
    {
        await using var stage = await MailStage.StartAsync(new MailScript().Hanging(command));
        using var attempt = new CancellationTokenSource(TimeSpan.FromMilliseconds(700));

        Assert.IsType(outcome, await stage.Action.DeliverAsync(MailStage.Render(MailStage.Plain()), stage.Context(), attempt.Token));
    }

    [Fact]
    public async Task A_mail_that_is_too_large_for_the_server_is_refused_before_it_is_sent()
    {
        await using var stage = await MailStage.StartAsync(new MailScript { Size = 500 });

        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(MailStage.Render(MailStage.Plain(new string('x', 2_000)))));

        Assert.Contains("larger than the server takes", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("DATA", await stage.Server.CommandsAsync());
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_tried_again()
    {
        await using var stage = await MailStage.StartAsync();
        var context = stage.Context();
        await stage.Server.DisposeAsync();

        Assert.Contains("no connection", Assert.IsType<Outcome.TryAgain>(await stage.DeliverAsync(MailStage.Render(MailStage.Plain()), context)).Reason);
    }

    [Fact]
    public async Task A_crash_leaves_nothing_to_look_up()
    {
        await using var stage = await MailStage.StartAsync();

        Assert.IsType<LookUp.NotPossible>(
            await stage.Action.LookUpAsync(MailStage.Render(MailStage.Plain()), stage.Context(), CancellationToken.None));
    }
}
