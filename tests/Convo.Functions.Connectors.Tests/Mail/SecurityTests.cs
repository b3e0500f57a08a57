using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Connectors.Tests.Mail;

public sealed class SecurityTests
{
    public static TheoryData<string, string> Certificates => new()
    {
        { "expired", "expired" },
        { "self-signed", "nobody vouches" },
        { "wrong-host", "another name" },
    };

    [Theory]
    [MemberData(nameof(Certificates))]
    public async Task A98_a_certificate_that_is_not_valid_ends_it_before_a_password_is_said(string kind, string words)
    {
        var certificate = kind switch
        {
            "expired" => TestCertificate.Create("localhost", TimeProvider.System, age: TimeSpan.FromDays(10)),
            "wrong-host" => TestCertificate.Create("other.example.com", TimeProvider.System),
            _ => TestCertificate.SelfSigned("localhost", TimeProvider.System),
        };
        var trusted = kind is "self-signed" ? TestCertificate.Create("localhost", TimeProvider.System) : certificate;
        await using var stage = await MailStage.StartAsync(new MailScript { Certificate = certificate }, trusted);

        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(MailStage.Render(MailStage.Plain())));

        Assert.Contains("certificate is not valid", refused.Reason, StringComparison.Ordinal);
        Assert.Contains(words, refused.Reason, StringComparison.Ordinal);
        Assert.Equal(["EHLO", "STARTTLS"], await stage.Server.CommandsAsync());
    }

    [Fact]
    public async Task A_server_that_the_system_does_not_trust_is_not_trusted()
    {
        var certificate = TestCertificate.Create("localhost", TimeProvider.System);
        await using var stage = await MailStage.StartAsync(new MailScript { Certificate = certificate });

        Assert.Contains("nobody vouches", Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(MailStage.Render(MailStage.Plain()))).Reason);
    }

    [Fact]
    public async Task A_server_without_encryption_hears_neither_the_password_nor_the_mail()
    {
        await using var stage = await MailStage.StartAsync();
        var context = stage.Context() with { Connection = MailStage.Connection("localhost", stage.Server.Port, "starttls") };

        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(MailStage.Render(MailStage.Plain()), context));

        Assert.Contains("offers no encryption", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(["EHLO"], await stage.Server.CommandsAsync());
    }

    [Fact]
    public async Task Words_that_somebody_puts_behind_the_answer_to_starttls_are_noticed()
    {
        var certificate = TestCertificate.Create("localhost", TimeProvider.System);
        await using var stage = await MailStage.StartAsync(new MailScript { Certificate = certificate }.Injecting("250 AUTH PLAIN"), certificate);

        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(MailStage.Render(MailStage.Plain())));

        Assert.Contains("something between", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("AUTH", await stage.Server.CommandsAsync());
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("8.8.8.8 192.168.0.1")]
    public async Task A_name_that_leads_inside_is_stopped_at_connect(string addresses)
    {
        var action = MailStage.ActionWith(LoopbackRule.Forbidden, addresses.Split(' '));

        var refused = await DeliverAsync(action, "smtp.example.com", 587, "starttls");

        Assert.Contains("private network", Assert.IsType<Outcome.Refused>(refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_without_encryption_never_leaves_this_machine_wherever_its_name_leads()
    {
        var action = MailStage.ActionWith(LoopbackRule.Allowed, "8.8.8.8");

        Assert.Contains("private network", Assert.IsType<Outcome.Refused>(await DeliverAsync(action, "localhost", 587, "none-loopback")).Reason);
    }

    [Theory]
    [InlineData("127.0.0.1", 587)]
    [InlineData("localhost", 587)]
    [InlineData("192.168.1.1", 587)]
    [InlineData("①②⑦.⓪.⓪.①", 587)]
    [InlineData("0x7f.1", 587)]
    [InlineData("smtp.example.com", 25)]
    [InlineData("smtp.example.com", 465)]
    [InlineData("smtp.example.com", 22)]
    public async Task What_could_not_have_been_saved_is_not_connected_to_either(string host, int port)
    {
        var action = MailStage.ActionWith(LoopbackRule.Forbidden, "8.8.8.8");

        Assert.Contains("can't be used", Assert.IsType<Outcome.Refused>(await DeliverAsync(action, host, port, "starttls")).Reason);
    }

    private static Task<Outcome> DeliverAsync(IRecipeAction action, string host, int port, string security)
    {
        var context = new ActionContext(
            MailStage.Connection(host, port, security),
            new Dictionary<string, string> { ["user"] = "u", ["password"] = "p" },
            MailStage.Delivery,
            "hash-1",
            null,
            MailStage.Noon);
        return action.DeliverAsync(MailStage.Render(MailStage.Plain()), context, CancellationToken.None);
    }
}
