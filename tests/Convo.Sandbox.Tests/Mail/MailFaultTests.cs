using System.Net;
using System.Text.Json.Nodes;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests.Mail;

/// <summary>What can be made to go wrong with mail, in the form of the other faults.</summary>
public sealed class MailFaultTests
{
    [Theory]
    [InlineData("450")]
    [InlineData("550")]
    public async Task One_recipient_is_refused_and_the_others_are_taken(string fault)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync($$"""{"fault":"{{fault}}","target":"mail:bob@sandbox.example","count":1}""");
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);
        await talk.ExpectAsync("MAIL FROM:<meetings@sandbox.example>", 250);
        await talk.ExpectAsync("RCPT TO:<anna@sandbox.example>", 250);

        await talk.ExpectAsync("RCPT TO:<Bob@Sandbox.example>", int.Parse(fault));

        await talk.ExpectAsync("DATA", 354);
        await talk.ExpectAsync("Subject: x\r\n\r\nx\r\n.", 250);
        Assert.Equal(["anna@sandbox.example"], Assert.Single(await MailsAsync(sandbox))!["recipients"]!.AsArray().Select(one => (string)one!));
        Assert.StartsWith("250 ", await talk.MailAsync("x", "bob@sandbox.example"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task A_connection_that_drops_at_the_end_of_a_mail_leaves_it_in_or_out(string when, int kept)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync($$"""{"fault":"drop","target":"mail","count":1,"when":"{{when}}"}""");
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);

        Assert.Equal("", await talk.MailAsync("Subject: x\r\n\r\nx"));

        Assert.Equal(kept, (await MailsAsync(sandbox)).Count);
        Assert.Equal(1, (int)(await sandbox.GetControlAsync("/faults")).Json["faults"]![0]!["struck"]!);
    }

    [Fact]
    public async Task A_server_that_hangs_gives_no_answer_until_its_time_is_up()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync("""{"fault":"hang","target":"mail","count":1,"duration":"PT1H","when":"after"}""");
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);
        var answer = talk.MailAsync("Subject: x\r\n\r\nx");

        await UntilAsync(async () => (await MailsAsync(sandbox)).Count == 1);
        Assert.False(answer.IsCompleted);
        while (!answer.IsCompleted)
        {
            sandbox.Clock.Advance(TimeSpan.FromHours(1));
            await Task.Yield();
        }

        Assert.Equal("", await answer);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task A_delayed_answer_comes_when_the_sandboxs_clock_says_so(string when)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync($$"""{"fault":"delay","target":"mail:anna@sandbox.example","count":1,"duration":"PT1M","when":"{{when}}"}""");
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);
        var answer = talk.MailAsync("Subject: x\r\n\r\nx");

        await UntilAsync(async () => (int)(await sandbox.GetControlAsync("/faults")).Json["faults"]![0]!["struck"]! == 1);
        while (!answer.IsCompleted)
        {
            sandbox.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.StartsWith("250 ", await answer, StringComparison.Ordinal);
        Assert.Single(await MailsAsync(sandbox));
    }

    [Theory]
    [InlineData("""{"fault":"550","target":"slack"}""", "450 and 550 go with the target mail")]
    [InlineData("""{"fault":"450","target":"webhook"}""", "450 and 550 go with the target mail")]
    [InlineData("""{"fault":"html","target":"mail"}""", "with mail go drop, delay, hang, 450 and 550")]
    [InlineData("""{"fault":"double","target":"mail"}""", "with mail go drop, delay, hang, 450 and 550")]
    [InlineData("""{"fault":"drop","target":"mail:"}""", "mail:anna@sandbox.example for one address")]
    [InlineData("""{"fault":"drop","target":"mails"}""", "mail:anna@sandbox.example for one address")]
    public async Task A_fault_that_does_not_go_with_its_target_is_refused_with_those_that_do(string body, string advice)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.PostControlAsync("/faults", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(advice, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sandbox_that_stops_while_a_mail_hangs_stops_at_once()
    {
        var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync("""{"fault":"hang","target":"mail","duration":"PT1H"}""");
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);
        await talk.BeginAsync();
        await talk.SendAsync("x\r\n.\r\n");

        await sandbox.DisposeAsync();

        Assert.Equal("", await talk.HearAsync());
    }

    private static async Task<JsonArray> MailsAsync(TestSandbox sandbox) => (await sandbox.GetControlAsync("/mail/messages")).Json["messages"]!.AsArray();

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await Task.Yield();
        }
    }
}
