using System.Net;
using System.Text.RegularExpressions;
using Convo.Functions.Connectors.Mail;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Connectors.Tests.Mail;

/// <summary>What people, and meetings, write at their worst.</summary>
public sealed partial class HostileTests
{
    [Theory]
    [InlineData("a@b,c@d")]
    [InlineData("a@example.com,c@example.com")]
    [InlineData("a@example.com;c@example.com")]
    [InlineData("a@example.com c@example.com")]
    [InlineData("a@example.com\r\nRCPT TO:<c@example.com>")]
    [InlineData("a@example.com>\r\nDATA")]
    [InlineData("<a@example.com>")]
    [InlineData("Anna <a@example.com>")]
    [InlineData("\"a b\"@example.com")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@localhost")]
    [InlineData("a@10.0.0.1")]
    [InlineData("a@@example.com")]
    [InlineData("a(comment)@example.com")]
    [InlineData(".a@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("a@example..com")]
    [InlineData("a@-example.com")]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("{{account.email}}")]
    [InlineData("а@example.com")]
    [InlineData("a@ехample.com")]
    [InlineData("a@exämple.example")]
    [InlineData("a\u0000@example.com")]
    public void A101_what_is_not_exactly_one_plain_address_is_a_problem_when_it_is_typed(string address)
    {
        var problem = Assert.Single(MailStage.Check(MailStage.Plain(to: ["b@example.com", address])));

        Assert.Equal("settings.to[1]", problem.Path);
        Assert.False(string.IsNullOrWhiteSpace(problem.Advice));
    }

    [Theory]
    [InlineData("a@b.example,c@d.example")]
    [InlineData("a@b.example\r\nBcc: c@d.example")]
    [InlineData("ceo@ехample.com")]
    public async Task A101_an_address_of_the_invitation_that_is_not_exactly_one_is_left_out_and_told(string address)
    {
        await using var stage = await MailStage.StartAsync();
        var artefact = MailStage.Render(
            MailStage.Plain(to: ["all"]), MailStage.Invited(("Odd", address, "outside"), (null, "marit@example.com", "inside")));

        var mail = await stage.SentAsync(artefact);

        Assert.Equal(["marit@example.com"], mail.To);
        Assert.Contains("Left out: 1", artefact.Preview, StringComparison.Ordinal);
    }

    [Fact]
    public void A101_ten_thousand_typed_recipients_are_a_problem() => Assert.Contains("Keep at most 50", Assert.Single(MailStage.Check(
        MailStage.Plain(to: [.. Enumerable.Range(0, 10_000).Select(n => $"a{n}@example.com")]))).Advice, StringComparison.Ordinal);

    [Fact]
    public async Task A101_ten_thousand_invited_are_refused_and_not_silently_fewer()
    {
        await using var stage = await MailStage.StartAsync();
        var artefact = MailStage.Render(
            MailStage.Plain(to: ["all"]), MailStage.Invited([.. Enumerable.Range(0, 10_000).Select(n => ((string?)null, $"a{n}@example.com", "outside"))]));

        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(artefact));

        Assert.Contains("more than 50", refused.Reason, StringComparison.Ordinal);
        Assert.InRange(artefact.Body.Length, 1, 20_000);
        Assert.Empty(await stage.Server.CommandsAsync());
    }

    [Fact]
    public async Task A101_a_subject_that_turns_its_direction_comes_as_words_alone()
    {
        await using var stage = await MailStage.StartAsync();

        var mail = await stage.SentAsync(MailStage.Render(MailStage.Plain("x", "{{meeting.title}}"), Known.Title("פגישה \u202Efdp.exe\u2066 היום")));

        Assert.Equal("פגישה fdp.exe היום", mail.Header("Subject"));
        Assert.All(mail.Raw, c => Assert.InRange(c, '\0', '~'));
    }

    [Theory]
    [InlineData("before\n.\nafter")]
    [InlineData(".\n..\n...hidden")]
    [InlineData("one\r\n.\r\nMAIL FROM:<eve@example.org>")]
    public async Task A101_a_line_with_a_lone_dot_is_text_and_no_end(string body)
    {
        await using var stage = await MailStage.StartAsync();

        var mail = await stage.SentAsync(MailStage.Render(MailStage.Plain(body)));

        Assert.Equal(body.ReplaceLineEndings("\n"), mail.Text);
        Assert.Equal(1, (await stage.Server.CommandsAsync()).Count(command => command is "MAIL"));
    }

    [Theory]
    [InlineData("A\r\nBcc: eve@example.org")]
    [InlineData("A\nX-Evil: 1")]
    [InlineData("A\rX-Evil: 1")]
    [InlineData("A\u2028X-Evil: 1")]
    [InlineData("A\u0085X-Evil: 1")]
    [InlineData("A\r\n\r\n<html>body</html>")]
    [InlineData("=?utf-8?B?DQpCY2M6IGV2ZUBleGFtcGxlLm9yZw==?=")]
    public async Task Nothing_in_a_title_or_a_name_becomes_a_header(string words)
    {
        await using var stage = await MailStage.StartAsync();
        var facts = MailStage.Invited((words, "marit@example.com", "inside")).With("meeting", Known.Title(words).Root.Members["meeting"]);

        var mail = await stage.SentAsync(MailStage.Render(MailStage.Plain("x", "{{meeting.title}}", "all"), facts));

        Assert.Equal(["marit@example.com"], mail.To);
        Assert.Equal(
            ["From", "Date", "Subject", "Message-Id", "To", "Auto-Submitted", "MIME-Version", "Content-Type"], mail.Headers.Select(header => header.Name));
        Assert.Equal(
            string.Join(' ', words.Split(['\r', '\n', '\u2028', '\u0085', ' '], StringSplitOptions.RemoveEmptyEntries)),
            mail.Header("Subject").Replace("\u2060", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Meeting_text_is_never_markup()
    {
        await using var stage = await MailStage.StartAsync();
        const string Title = "<script>alert(1)</script> <img src=x onerror=y> {{secret}} ${7*7} & \"'";

        var mail = await stage.SentAsync(MailStage.Render(MailStage.Plain("{{meeting.title}}"), Known.Title(Title)));

        Assert.Equal(Title, mail.Text);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://example.com/")]
    [InlineData("https://bank.example@evil.example/")]
    [InlineData("https://ехample.com/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://")]
    public void Only_a_plain_https_address_becomes_a_link(string address) =>
        Assert.DoesNotContain("<a ", MailDocument.Read(MailStage.Render(MailStage.Plain($"See {address} now")).Body).Html, StringComparison.Ordinal);

    [Fact]
    public async Task Any_text_comes_through_as_it_is_cleaned_and_makes_no_second_mail()
    {
        await using var stage = await MailStage.StartAsync();
        for (var seed = 1; seed <= 60; seed++)
        {
            var value = RandomText.Of(seed);
            var artefact = MailStage.Render(MailStage.Plain("<{{meeting.title}}>", "s {{meeting.title}}"), Known.Title(value));
            Assert.IsType<Outcome.Delivered>(await stage.DeliverAsync(artefact));

            var mails = await stage.Server.MailsAsync();
            Assert.True(mails.Count == seed, $"seed {seed}");
            Assert.True(mails[^1].Text == $"<{CleanText.Of(value)}>", $"seed {seed}: {mails[^1].Text}");
            Assert.True(
                mails[^1].Header("Subject") == CleanText.Shorten(CleanText.OnOneLine($"s {value}"), 200), $"seed {seed}: {mails[^1].Header("Subject")}");
            var read = WebUtility.HtmlDecode(Tags().Replace(mails[^1].Html, ""));
            Assert.True(CleanText.OnOneLine(read) == CleanText.OnOneLine(mails[^1].Text), $"seed {seed}: {read}");
            Assert.True(mails[^1].Raw.Split("\r\n").All(line => line.Length <= 998), $"seed {seed}");
        }
    }

    [Fact]
    public void A_text_beyond_every_limit_is_cut_and_says_so()
    {
        var document = MailDocument.Read(MailStage.Render(
            MailStage.Plain("{{#each actionItems}}{{item.text}}{{/each}}"), Known.Items(Enumerable.Repeat(new string('x', 1_000), 200))).Body);

        Assert.EndsWith("[Shortened: there was more than fits into a mail.]", document.Text, StringComparison.Ordinal);
        Assert.InRange(document.Text.Length, 60_000, 66_000);
    }

    [Fact]
    public async Task The_password_is_in_no_reason_and_no_word_of_the_product()
    {
        await using var stage = await MailStage.StartAsync(new Convo.Functions.Tests.Shared.MailScript().Refusing("AUTH", 535));

        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(MailStage.Render(MailStage.Plain())));

        Assert.DoesNotContain("canary", $"{refused}", StringComparison.Ordinal);
        Assert.DoesNotContain("secret", $"{new MailServer("h", 587, "a@example.com", null, "u", "secret", false)}", StringComparison.Ordinal);
        Assert.False(MailAddressRules.IsOne(null));
    }

    [GeneratedRegex("</?(?:!DOCTYPE|html|head|meta|body|p|br|a)\\b[^>]*>")]
    private static partial Regex Tags();
}
