using System.Net.Http.Json;
using System.Text.Json;
using Convo.Functions.Connectors.Mail;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Outgoing;
using Convo.Sandbox;

namespace Convo.Functions.Connectors.Tests.Mail;

/// <summary>The action against the sandbox's mailbox, which no code of ours has written to before: what is sent is what arrives.</summary>
public sealed class SandboxMailboxTests : IAsyncLifetime
{
    private SandboxServer sandbox = null!;
    private HttpClient control = null!;

    public async Task InitializeAsync()
    {
        sandbox = await SandboxServer.StartAsync(new SandboxOptions { Seed = 7 }, CancellationToken.None);
        control = new HttpClient { BaseAddress = new Uri(sandbox.Address, "control/") };
    }

    public async Task DisposeAsync()
    {
        control.Dispose();
        await sandbox.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_arrives_with_its_words_in_every_script_and_its_lines_as_they_were()
    {
        const string Words = "Grüße, 日本語, שלום, 😀\n\n.a line with a dot\n..and two\n\nA link: https://example.com/a?b=c&d=e";
        var artefact = MailStage.Render(MailStage.Plain(Words, "Überblick: 日本 😀", "anna@example.com", "bob@example.com"));

        Assert.IsType<Outcome.Delivered>(await SendAsync(artefact));

        var mail = Assert.Single(await MailsAsync());
        Assert.Equal(MailStage.From, mail.GetProperty("from").GetString());
        Assert.Equal(["anna@example.com", "bob@example.com"], mail.GetProperty("recipients").EnumerateArray().Select(one => one.GetString()!));
        Assert.Equal("Überblick: 日本 😀", mail.GetProperty("subject").GetString());
        Assert.Equal(Words, mail.GetProperty("text").GetString()!.TrimEnd('\n'));
        Assert.Contains("href=\"https://example.com/a?b=c&amp;d=e\"", mail.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains("Meetings of Acme", mail.GetProperty("shownFrom").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("450", typeof(Outcome.TryAgain))]
    [InlineData("550", typeof(Outcome.Refused))]
    public async Task A_refused_recipient_means_that_nobody_gets_it_and_without_the_fault_everybody_does(string fault, Type expected)
    {
        var artefact = MailStage.Render(MailStage.Plain(to: ["anna@example.com", "bob@example.com"]));
        await FaultAsync(new { fault, target = "mail:bob@example.com", count = 1 });

        Assert.IsType(expected, await SendAsync(artefact));
        Assert.Empty(await MailsAsync());

        Assert.IsType<Outcome.Delivered>(await SendAsync(artefact));
        Assert.Single(await MailsAsync());
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task A_connection_that_drops_after_the_whole_mail_is_uncertain_and_a_repeat_is_the_same_mail(string when, int kept)
    {
        var artefact = MailStage.Render(MailStage.Plain());
        await FaultAsync(new { fault = "drop", target = "mail", count = 1, when });

        Assert.IsType<Outcome.Uncertain>(await SendAsync(artefact));
        Assert.Equal(kept, (await MailsAsync()).Count);

        Assert.IsType<Outcome.Delivered>(await SendAsync(artefact));
        Assert.Single((await MailsAsync()).Select(mail => mail.GetProperty("raw").GetString()).Distinct());
    }

    [Fact]
    public async Task The_test_of_the_connection_signs_in_and_leaves_no_mail()
    {
        var way = new OutgoingMail(LoopbackRule.Only(sandbox.MailPort));
        var report = await new MailConnectionTest(new MailAccess(way), way).TestAsync(Connection(), Secrets("sandbox"), CancellationToken.None);

        Assert.Equal($"mail from {MailStage.From}", report.Account);
        Assert.All(report.Abilities, ability => Assert.True(ability.Works, ability.Advice));
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task A_wrong_password_is_refused_with_advice()
    {
        var refused = Assert.IsType<Outcome.Refused>(await SendAsync(MailStage.Render(MailStage.Plain()), "not-it"));

        Assert.Contains("user or the password", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(await MailsAsync());
    }

    private Task<Outcome> SendAsync(Artefact artefact, string password = "sandbox")
    {
        var way = new OutgoingMail(LoopbackRule.Only(sandbox.MailPort));
        var context = new ActionContext(Connection(), Secrets(password), MailStage.Delivery, "hash-1", null, MailStage.Noon);
        return new SendMail(new MailAccess(way), way).DeliverAsync(artefact, context, CancellationToken.None);
    }

    private Connection Connection() => MailStage.Connection("127.0.0.1", sandbox.MailPort, "none-loopback");

    private static Dictionary<string, string> Secrets(string password) => new() { ["user"] = SandboxServer.MailUser, ["password"] = password };

    private async Task<IReadOnlyList<JsonElement>> MailsAsync() =>
        [.. (await control.GetFromJsonAsync<JsonElement>("mail/messages")).GetProperty("messages").EnumerateArray()];

    private async Task FaultAsync(object fault)
    {
        using var answer = await control.PostAsJsonAsync("faults", fault);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
