using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Connectors.Tests.Mail;

/// <summary>What no mail server says, and something else at its port may.</summary>
public sealed class ProtocolTests
{
    private static readonly string[] Offers = ["220 here", "250-here\n250 AUTH PLAIN", "235 in"];

    public static TheoryData<string> Nonsense =>
    [
        "HTTP/1.1 400 Bad Request",
        "",
        "2 0 0",
        "999 beyond",
        "-20 below",
        "220:no",
        new string('2', 100_000),
        "220-" + new string('x', 100_000),
        string.Concat(Enumerable.Repeat("220-again\n", 10_000)) + "220 at last",
    ];

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task What_is_no_answer_of_smtp_ends_it_and_nothing_was_sent(string greeting)
    {
        await using var server = ScriptedSmtp.Start(greeting, "250 too late");

        var later = Assert.IsType<Outcome.TryAgain>(await DeliverAsync(server));

        Assert.Contains("nothing was sent", later.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Bad Request", later.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_lines_and_one_without_words_are_one_answer()
    {
        await using var server = ScriptedSmtp.Start(
            "220-one\n220-\n220", Offers[1], Offers[2], "250 from", "250 to", "354", "250-taken\n250 2.0.0 as 123", "221 bye");

        Assert.IsType<Outcome.Delivered>(await DeliverAsync(server));
        Assert.Equal(
            [ScriptedSmtp.Greeting, "EHLO", "AUTH", "MAIL", "RCPT", "DATA", ScriptedSmtp.Mail, "QUIT"], server.Asked.Select(asked => asked.Method));
    }

    [Fact]
    public async Task Nonsense_after_the_whole_mail_is_uncertain()
    {
        await using var server = ScriptedSmtp.Start([.. Offers, "250 from", "250 to", "354 go", "<html>"]);

        Assert.IsType<Outcome.Uncertain>(await DeliverAsync(server));
    }

    [Fact]
    public async Task A_server_that_takes_data_without_being_asked_to_is_given_none()
    {
        await using var server = ScriptedSmtp.Start([.. Offers, "250 from", "250 to", "250 go", "221 bye"]);

        Assert.IsType<Outcome.Refused>(await DeliverAsync(server));
        Assert.DoesNotContain(server.Asked, asked => asked.Method is ScriptedSmtp.Mail);
    }

    [Fact]
    public async Task A_server_with_no_known_way_to_sign_in_hears_no_password()
    {
        await using var server = ScriptedSmtp.Start("220 here", "250-here\n250 AUTH GSSAPI XOAUTH2", "221 bye");

        Assert.Contains("no way to sign in", Assert.IsType<Outcome.Refused>(await DeliverAsync(server)).Reason, StringComparison.Ordinal);
        Assert.Equal([ScriptedSmtp.Greeting, "EHLO", "QUIT"], server.Asked.Select(asked => asked.Method));
    }

    private static Task<Outcome> DeliverAsync(ScriptedSmtp server)
    {
        var context = new ActionContext(
            MailStage.Connection("127.0.0.1", server.Port, "none-loopback"),
            new Dictionary<string, string> { ["user"] = "postbox", ["password"] = "p" },
            MailStage.Delivery,
            "hash-1",
            null,
            MailStage.Noon);
        return MailStage.ActionWith(LoopbackRule.Allowed).DeliverAsync(MailStage.Render(MailStage.Plain()), context, CancellationToken.None);
    }
}
