using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Convo.Sandbox.Mail;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests.Mail;

/// <summary>What comes in by SMTP is what the control API shows.</summary>
public sealed class MailboxTests
{
    private const string Whole = """
        From: =?utf-8?Q?M=C3=B6we?= <meetings@sandbox.example>
        To: Anna <anna@sandbox.example>
        Subject: =?utf-8?B?R3LDvMOfZQ==?= from the meeting
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="=_part"

        --=_part
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Caf=C3=A9 =E2=98=95 and a long =
        line
        --=_part
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: base64

        PHA+Q2Fmw6k8L3A+
        --=_part--
        """;

    [Fact]
    public async Task A_mail_is_shown_with_its_envelope_its_words_decoded_and_all_of_it_as_it_came()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);

        Assert.StartsWith("250 ", await talk.MailAsync(Wire(Whole), "anna@sandbox.example", "bob@sandbox.example"), StringComparison.Ordinal);

        var mail = Assert.Single(await MailsAsync(sandbox))!;
        Assert.Equal(("meetings@sandbox.example", "Grüße from the meeting"), ((string)mail["from"]!, (string)mail["subject"]!));
        Assert.Equal(["anna@sandbox.example", "bob@sandbox.example"], mail["recipients"]!.AsArray().Select(one => (string)one!));
        Assert.Contains("Möwe", (string)mail["shownFrom"]!, StringComparison.Ordinal);
        Assert.Contains("anna@sandbox.example", (string)mail["shownTo"]!, StringComparison.Ordinal);
        Assert.Equal("Café ☕ and a long line", ((string)mail["text"]!).TrimEnd('\n'));
        Assert.Equal("<p>Café</p>", ((string)mail["html"]!).TrimEnd('\n'));
        Assert.Equal(Wire(Whole) + "\r\n", (string)mail["raw"]!);
        var raw = await sandbox.Http.GetAsync($"/control/mail/messages/{mail["id"]}/raw");
        Assert.Equal("message/rfc822", raw.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Wire(Whole) + "\r\n", await raw.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("..a line\r\n...two", ".a line\r\n..two\r\n")]
    [InlineData(".\rnot the end", "\rnot the end\r\n")]
    [InlineData("a\n.\nb", "a\n.\nb\r\n")]
    [InlineData("a\r\r\nb", "a\r\r\nb\r\n")]
    public async Task Only_a_dot_alone_between_two_whole_line_ends_ends_a_mail(string sent, string kept)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);

        Assert.StartsWith("250 ", await talk.MailAsync(sent), StringComparison.Ordinal);

        Assert.Equal(kept, (string)Assert.Single(await MailsAsync(sandbox))!["raw"]!);
    }

    [Fact]
    public async Task An_empty_mail_and_one_that_is_no_mail_are_kept_as_they_are()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);

        await talk.BeginAsync();
        Assert.StartsWith("250 ", await talk.SayAsync("."), StringComparison.Ordinal);
        await talk.BeginAsync();
        await talk.SendAsync([0xff, 0x00, 0xfe]);
        Assert.StartsWith("250 ", await talk.SayAsync("\r\n."), StringComparison.Ordinal);

        var mails = await MailsAsync(sandbox);
        Assert.Equal("", (string)mails[0]!["raw"]!);
        Assert.Null(mails[0]!["subject"]);
        Assert.Equal([0xff, 0x00, 0xfe, 0x0d, 0x0a], await sandbox.Http.GetByteArrayAsync($"/control/mail/messages/{mails[1]!["id"]}/raw"));
    }

    [Fact]
    public async Task Parts_nested_without_end_are_kept_and_do_no_harm()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);
        var nested = new StringBuilder("Subject: nested\r\n");
        for (var depth = 0; depth < 5_000; depth++)
        {
            nested.Append($"Content-Type: multipart/mixed; boundary=\"{depth}\"\r\n\r\n--{depth}\r\n");
        }

        Assert.StartsWith("250 ", await talk.MailAsync(nested.ToString()), StringComparison.Ordinal);

        Assert.Equal("nested", (string)Assert.Single(await MailsAsync(sandbox))!["subject"]!);
    }

    [Fact]
    public async Task Several_mails_go_over_one_connection_and_the_latest_can_be_asked_for()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);
        foreach (var subject in new[] { "one", "two", "three" })
        {
            await talk.MailAsync($"Subject: {subject}\r\n\r\n{subject}");
        }

        var latest = await sandbox.GetControlAsync("/mail/messages?latest=2");

        Assert.Equal(["two", "three"], latest.Json["messages"]!.AsArray().Select(mail => (string)mail!["subject"]!));
        Assert.Equal([1, 2, 3], (await MailsAsync(sandbox)).Select(mail => (int)mail!["id"]!));
        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.GetControlAsync("/mail/messages?latest=0")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.GetControlAsync("/mail/messages/9/raw")).Status);
    }

    [Fact]
    public async Task Clearing_removes_all_mails_and_numbers_go_on()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var talk = await SmtpTalk.SignedInAsync(sandbox.MailPort);
        await talk.MailAsync("Subject: one\r\n\r\n");

        Assert.Empty((await sandbox.ControlAsync(HttpMethod.Delete, "/mail/messages")).Json["messages"]!.AsArray());
        await talk.MailAsync("Subject: two\r\n\r\n");

        Assert.Equal(2, (int)Assert.Single(await MailsAsync(sandbox))!["id"]!);
    }

    [Fact]
    public async Task Where_to_hand_mail_in_is_told()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var told = (await sandbox.GetControlAsync("/mail")).Json;

        Assert.Equal(("127.0.0.1", sandbox.MailPort, "sandbox", "sandbox", 0), (
            (string)told["host"]!, (int)told["port"]!, (string)told["user"]!, (string)told["password"]!, (int)told["messages"]!));
    }

    [Fact]
    public void The_oldest_mails_go_first_when_there_are_too_many_or_too_large_ones()
    {
        var mailbox = new Mailbox(TimeProvider.System);
        for (var i = 0; i <= Mailbox.Capacity; i++)
        {
            mailbox.Add("", ["a@b.example"], []);
        }

        Assert.Equal((Mailbox.Capacity, 2), (mailbox.Read().Count, mailbox.Read()[0].Id));

        var third = new byte[Mailbox.Room / 3];
        for (var i = 0; i < 4; i++)
        {
            mailbox.Add("", ["a@b.example"], third);
        }

        Assert.Equal(3, mailbox.Read().Count(mail => mail.Raw.Length > 0));
    }

    private static string Wire(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);

    private static async Task<JsonArray> MailsAsync(TestSandbox sandbox) => (await sandbox.GetControlAsync("/mail/messages")).Json["messages"]!.AsArray();
}
