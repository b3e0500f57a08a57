using Convo.Sandbox.Mail;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests.Mail;

/// <summary>The commands, in order and out of it, and the bounds of a conversation.</summary>
public sealed class SmtpCommandTests
{
    [Fact]
    public async Task The_greeting_offers_what_the_server_can_do_and_no_encryption()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.StartAsync(sandbox.MailPort);

        var offers = (await talk.ExpectAsync("EHLO test.example", 250)).Split('\n').Skip(1).Select(line => line[4..]);

        Assert.Equal([$"SIZE {SmtpSession.LargestMail}", "8BITMIME", "SMTPUTF8", "PIPELINING", "AUTH PLAIN LOGIN"], offers);
        await talk.ExpectAsync("STARTTLS", 502);
        await talk.ExpectAsync("HELO test.example", 250);
        await talk.ExpectAsync("EHLO", 501);
    }

    [Fact]
    public async Task Signing_in_goes_by_PLAIN_at_once_or_asked_and_by_LOGIN()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var (plain, word) = (SmtpTalk.Base64("\0sandbox\0sandbox"), SmtpTalk.Base64("sandbox"));

        foreach (var lines in new[] { new[] { $"AUTH PLAIN {plain}" }, ["auth plain", plain], ["AUTH LOGIN", word, word], [$"AUTH LOGIN {word}", word] })
        {
            await using var talk = await SmtpTalk.StartAsync(sandbox.MailPort);
            await talk.ExpectAsync("EHLO test.example", 250);
            foreach (var line in lines[..^1])
            {
                await talk.ExpectAsync(line, 334);
            }

            await talk.ExpectAsync(lines[^1], 235);
            await talk.ExpectAsync($"AUTH PLAIN {plain}", 503);
            await talk.ExpectAsync("MAIL FROM:<a@sandbox.example>", 250);
        }
    }

    [Theory]
    [InlineData("PLAIN AHNhbmRib3gAd3Jvbmc=", 535)]
    [InlineData("PLAIN =", 535)]
    [InlineData("PLAIN no-base64!", 501)]
    [InlineData("CRAM-MD5", 504)]
    [InlineData("", 504)]
    public async Task A_wrong_sign_in_is_refused_and_mail_needs_a_right_one(string arguments, int code)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.StartAsync(sandbox.MailPort);
        await talk.ExpectAsync("AUTH PLAIN", 503);
        await talk.ExpectAsync("EHLO test.example", 250);

        await talk.ExpectAsync($"AUTH {arguments}", code);

        await talk.ExpectAsync("MAIL FROM:<a@sandbox.example>", 530);
        await talk.ExpectAsync("AUTH LOGIN", 334);
        await talk.ExpectAsync("*", 501);
        await talk.ExpectAsync($"AUTH {arguments}", code);
        Assert.Equal("", await talk.HearAsync());
    }

    [Theory]
    [InlineData("RCPT TO:<a@sandbox.example>", 503)]
    [InlineData("DATA", 503)]
    [InlineData("MAIL TO:<a@sandbox.example>", 501)]
    [InlineData("MAIL FROM:a@sandbox.example", 501)]
    [InlineData("MAIL FROM:<no-address>", 501)]
    [InlineData("MAIL FROM:<a@b.example> SIZE=99999999", 552)]
    [InlineData("MAIL FROM:<a@b.example> SIZE=many", 501)]
    [InlineData("MAIL FROM:<a@b.example> SIZE=1 SIZE=2", 501)]
    [InlineData("MAIL FROM:<a@b.example> RET=FULL", 555)]
    [InlineData("MAIL FROM:<a@b.example> BODY=BINARYMIME", 501)]
    [InlineData("MAIL FROM:<ä@b.example>", 553)]
    [InlineData("MAIL FROM:<ä@b.example> SMTPUTF8", 250)]
    [InlineData("MAIL FROM:<> BODY=8BITMIME SIZE=10", 250)]
    [InlineData("mail from: <a@b.example>", 250)]
    [InlineData("VRFY anna", 252)]
    [InlineData("NOOP", 250)]
    [InlineData("RSET", 250)]
    [InlineData("HELP", 214)]
    [InlineData("BDAT 10 LAST", 500)]
    [InlineData("", 500)]
    [InlineData("NOOP\tNOOP", 500)]
    public async Task A_command_is_answered_by_its_rules(string command, int code)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);

        await talk.ExpectAsync(command, code);

        await talk.ExpectAsync("QUIT", 221);
        Assert.Equal("", await talk.HearAsync());
    }

    [Fact]
    public async Task A_reset_gives_a_begun_mail_up_and_a_second_sender_is_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);
        await talk.ExpectAsync("MAIL FROM:<a@sandbox.example>", 250);
        await talk.ExpectAsync("MAIL FROM:<b@sandbox.example>", 503);
        await talk.ExpectAsync("RCPT TO:<c@sandbox.example>", 250);
        await talk.ExpectAsync("RCPT TO:<>", 501);
        await talk.ExpectAsync("RCPT TO:<ö@sandbox.example>", 553);
        await talk.ExpectAsync("DATA now", 503);

        await talk.ExpectAsync("RSET", 250);

        await talk.ExpectAsync("RCPT TO:<c@sandbox.example>", 503);
    }

    [Fact]
    public async Task Commands_in_one_piece_are_answered_in_order()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);

        await talk.SendAsync("MAIL FROM:<a@sandbox.example>\r\nRCPT TO:<b@sandbox.example>\r\nDATA\r\nSubject: x\r\n\r\nx\r\n.\r\nQUIT\r\n");

        foreach (var code in new[] { "250", "250", "354", "250", "221" })
        {
            Assert.StartsWith(code, await talk.HearAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task There_is_a_most_of_recipients()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);
        await talk.ExpectAsync("MAIL FROM:<a@sandbox.example>", 250);
        for (var i = 0; i < SmtpSession.MostRecipients; i++)
        {
            await talk.ExpectAsync($"RCPT TO:<r{i}@sandbox.example>", 250);
        }

        await talk.ExpectAsync("RCPT TO:<one-more@sandbox.example>", 452);
    }

    [Fact]
    public async Task A_mail_that_is_too_large_is_refused_after_its_end_and_the_next_one_is_taken()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);
        await talk.BeginAsync();
        var line = new string('x', 998) + "\r\n";
        await talk.SendAsync(string.Concat(Enumerable.Repeat(line, SmtpSession.LargestMail / line.Length + 1)));

        Assert.StartsWith("552 ", await talk.SayAsync("."), StringComparison.Ordinal);
        Assert.StartsWith("250 ", await talk.MailAsync("small"), StringComparison.Ordinal);

        Assert.Single((await sandbox.GetControlAsync("/mail/messages")).Json["messages"]!.AsArray());
    }

    [Fact]
    public async Task A_line_without_an_end_and_one_that_is_not_text_end_the_conversation()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using (var talk = await SmtpTalk.StartAsync(sandbox.MailPort))
        {
            await talk.SendAsync(new string('x', SmtpChannel.LongestLine));
            Assert.StartsWith("500 ", await talk.HearAsync(), StringComparison.Ordinal);
        }

        await using (var talk = await SmtpTalk.StartAsync(sandbox.MailPort))
        {
            await talk.SendAsync([0x16, 0x03, 0x01, 0xff, 0x0a]);
            Assert.StartsWith("500 ", await talk.HearAsync(), StringComparison.Ordinal);
            Assert.Equal("", await talk.HearAsync());
        }
    }

    [Fact]
    public async Task A_page_that_makes_a_browser_post_commands_gets_nowhere()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.StartAsync(sandbox.MailPort);

        await talk.SendAsync($"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nEHLO x\r\nAUTH PLAIN {SmtpTalk.Base64("\0sandbox\0sandbox")}\r\n");

        Assert.StartsWith("554 ", await talk.HearAsync(), StringComparison.Ordinal);
        Assert.Equal("", await talk.HearAsync());
    }

    [Fact]
    public async Task Too_many_wrong_commands_end_the_conversation()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.StartAsync(sandbox.MailPort);
        for (var i = 0; i < 9; i++)
        {
            await talk.ExpectAsync("WHAT", 500);
        }

        await talk.ExpectAsync("WHAT", 421);
        Assert.Equal("", await talk.HearAsync());
    }

    [Fact]
    public async Task Who_says_nothing_for_five_minutes_of_the_sandboxs_clock_is_told_goodbye()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.StartAsync(sandbox.MailPort);
        await talk.ExpectAsync("NOOP", 250);
        var goodbye = talk.HearAsync();

        while (!goodbye.IsCompleted)
        {
            // Whether the server has begun to wait by now is not to be seen from here.
            sandbox.Clock.Advance(SmtpChannel.Idle);
            await Task.Yield();
        }

        Assert.StartsWith("421 ", await goodbye, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_client_too_many_is_asked_to_come_later_and_does_when_another_has_gone()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var talks = new List<SmtpTalk>();
        for (var i = 0; i < SmtpListener.MostClients; i++)
        {
            talks.Add(await SmtpTalk.StartAsync(sandbox.MailPort));
        }

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => SmtpTalk.StartAsync(sandbox.MailPort));
        await talks[0].ExpectAsync("QUIT", 221);
        Assert.Equal("", await talks[0].HearAsync());

        SmtpTalk? next = null;
        while (next is null)
        {
            try
            {
                next = await SmtpTalk.StartAsync(sandbox.MailPort);
            }
            catch (Xunit.Sdk.XunitException)
            {
                await Task.Yield();
            }
        }

        await next.ExpectAsync("NOOP", 250);
        foreach (var talk in talks.Append(next))
        {
            await talk.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_chosen_port_that_is_taken_is_told_and_one_that_nobody_chose_gives_way()
    {
        await using var first = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);

        var taken = await Assert.ThrowsAsync<MailPortInUseException>(
            () => SandboxServer.StartAsync(new SandboxOptions { MailPort = first.MailPort }, CancellationToken.None));
        Assert.Equal(first.MailPort, taken.Port);
        await using var beside = SmtpListener.Start(null, first.MailPort - 1, (_, _) => Task.CompletedTask, TimeProvider.System, null);
        Assert.NotEqual(first.MailPort, beside.Port);
    }
}
