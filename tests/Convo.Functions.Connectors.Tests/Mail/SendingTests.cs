using Convo.Functions.Connectors.Mail;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Connectors.Tests.Mail;

public sealed class SendingTests
{
    private static readonly FactSet Invited = MailStage.Invited(
        ("Marit", "marit@example.com", "inside"), ("Jonas \"Jo\" Berg", "jonas@client.example", "outside"), (null, "priya@client.example", "outside"));

    [Fact]
    public async Task A_mail_comes_signed_in_and_encrypted_with_the_same_words_as_text_and_as_html()
    {
        var certificate = TestCertificate.Create("localhost", TimeProvider.System);
        await using var stage = await MailStage.StartAsync(new MailScript { Certificate = certificate }, certificate);

        var mail = await stage.SentAsync(MailStage.Render(
            MailStage.Plain("Grüße an <alle> & \"jeden\".\n\nMehr: https://example.com/a?b=1&c=2.", "Q1: Größe")));

        Assert.True(mail.IsSecure);
        Assert.Equal((MailStage.From, MailScript.User), (mail.From, mail.User));
        Assert.Equal(["anna@example.com"], mail.To);
        Assert.Equal("Grüße an <alle> & \"jeden\".\n\nMehr: https://example.com/a?b=1&c=2.", mail.Text);
        Assert.Contains("<p>Grüße an &lt;alle&gt; &amp; &quot;jeden&quot;.</p>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Mehr: <a href=\"https://example.com/a?b=1&amp;c=2\">https://example.com/a?b=1&amp;c=2</a>.</p>", mail.Html, StringComparison.Ordinal);
        Assert.Equal("Q1: Größe", mail.Header("Subject"));
        Assert.Equal("Meetings of Acme <meetings@example.com>", mail.Header("From"));
        Assert.Equal("Mon, 11 May 2026 12:00:00 +0000", mail.Header("Date"));
        Assert.Equal(
            ["EHLO", "STARTTLS", "EHLO*", "AUTH*", "MAIL*", "RCPT*", "DATA*", "QUIT*"], await stage.Server.CommandsAsync());
    }

    [Fact]
    public async Task Those_who_were_invited_get_it_by_their_side_and_nobody_twice()
    {
        await using var stage = await MailStage.StartAsync();
        var settings = MailStage.Plain(to: ["outside", "PRIYA@client.example"]) with { Cc = ["all", "boss@example.com"] };

        var artefact = MailStage.Render(settings, Invited);
        var mail = await stage.SentAsync(artefact);

        Assert.Equal(["jonas@client.example", "priya@client.example", "marit@example.com", "boss@example.com"], mail.To);
        Assert.Equal("\"Jonas \\\"Jo\\\" Berg\" <jonas@client.example>, priya@client.example", mail.Header("To"));
        Assert.Equal("Marit <marit@example.com>, boss@example.com", mail.Header("Cc"));
        Assert.Contains(PrivacyClass.People, artefact.Classes);
        Assert.Equal("2 of those invited (outside, all), PRIYA@client.example, boss@example.com", artefact.Destination);
    }

    [Fact]
    public void It_is_shown_before_it_goes_out_as_it_will_look_with_all_who_get_it()
    {
        var settings = MailStage.Plain("Hello <all>.", "Follow-up", "inside") with { Cc = ["boss@example.com"] };

        var shown = Assert.IsType<ActionPreview.Mail>(MailStage.ActionWith(LoopbackRule.Forbidden).Show(MailStage.Render(settings, Invited)));

        Assert.Equal(["Marit <marit@example.com>", "boss@example.com (copy)"], shown.To);
        Assert.Equal(("Follow-up", "Hello <all>."), (shown.Subject, shown.Text));
        Assert.Contains("<p>Hello &lt;all&gt;.</p>", shown.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inside", "marit@example.com")]
    [InlineData("outside", "jonas@client.example priya@client.example")]
    [InlineData("all", "marit@example.com jonas@client.example priya@client.example")]
    public void A_word_stands_for_those_on_the_invitation_and_for_no_one_else(string word, string addresses)
    {
        var document = MailDocument.Read(MailStage.Render(MailStage.Plain(to: [word]), Invited).Body);

        Assert.Equal(addresses.Split(' '), document.To.Select(one => one.Address));
    }

    [Fact]
    public void An_address_in_a_meetings_own_words_is_never_written_to()
    {
        var facts = Invited.With("actionItems", new FactValue.List([Item("eve@example.org")])).With("participants", new FactValue.List(
            [new FactValue.Text("mallory@example.org")]));

        var artefact = MailStage.Render(MailStage.Plain("{{#each actionItems}}{{item.text}}{{/each}}", "x", "all"), facts);

        Assert.DoesNotContain(MailDocument.Read(artefact.Body).To, one => one.Address.EndsWith("example.org", StringComparison.Ordinal));
        Assert.DoesNotContain("example.org", artefact.Destination, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_matched_event_nobody_is_guessed_and_the_advice_says_what_to_do()
    {
        await using var stage = await MailStage.StartAsync();

        var unknown = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(MailStage.Render(MailStage.Plain(to: ["outside"]), FactSet.Empty)));
        var nobody = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(
            MailStage.Render(MailStage.Plain(to: ["outside"]), MailStage.Invited((null, "a@example.com", "inside")))));

        Assert.Contains("matched no event", unknown.Reason, StringComparison.Ordinal);
        Assert.Contains("nobody who was invited fits 'outside'", nobody.Reason, StringComparison.Ordinal);
        Assert.Empty(await stage.Server.CommandsAsync());
    }

    [Fact]
    public async Task The_same_delivery_and_content_are_the_same_mail_byte_for_byte_and_others_are_not()
    {
        await using var stage = await MailStage.StartAsync();
        var artefact = MailStage.Render(MailStage.Plain());
        await stage.DeliverAsync(artefact);
        await stage.DeliverAsync(artefact);
        await stage.DeliverAsync(artefact, stage.Context(content: "hash-2"));
        await stage.DeliverAsync(artefact, stage.Context(delivery: "another"));

        var mails = await stage.Server.MailsAsync();

        Assert.Equal(mails[0].Raw, mails[1].Raw);
        Assert.Equal(3, mails.Select(mail => mail.Header("Message-ID")).Distinct().Count());
        Assert.Matches("^<[0-9a-f]{32}@example\\.com>$", mails[0].Header("Message-ID"));
    }

    [Fact]
    public async Task A_mail_that_is_out_stays_as_it_is()
    {
        await using var stage = await MailStage.StartAsync();

        var kept = Assert.IsType<Outcome.Delivered>(
            await stage.DeliverAsync(MailStage.Render(MailStage.Plain("News.")), stage.Context(receipt: "<first@example.com>")));

        Assert.Equal("<first@example.com>", kept.Receipt);
        Assert.Empty(await stage.Server.CommandsAsync());
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task Both_ways_to_sign_in_are_known(string method)
    {
        await using var stage = await MailStage.StartAsync(new MailScript { Methods = [method] });

        Assert.Equal(MailScript.User, (await stage.SentAsync(MailStage.Render(MailStage.Plain()))).User);
    }

    private static FactValue.Group Item(string text) => new(new Dictionary<string, FactValue> { ["text"] = new FactValue.Text(text) });
}
