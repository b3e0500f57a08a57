using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Connectors.Tests.Mail;

public sealed class MailConnectionTestTests
{
    [Fact]
    public async Task What_works_is_told_step_by_step_and_no_mail_is_handed_in()
    {
        var certificate = TestCertificate.Create("localhost", TimeProvider.System);
        await using var stage = await MailStage.StartAsync(new MailScript { Certificate = certificate }, certificate);

        var report = await TestAsync(stage);

        Assert.True(report.Works);
        Assert.Equal("mail from meetings@example.com", report.Account);
        Assert.Equal(["reach the server", "encrypt (STARTTLS)", "sign in"], report.Abilities.Select(ability => ability.Name));
        Assert.Equal(["EHLO", "STARTTLS", "EHLO*", "AUTH*", "QUIT*"], await stage.Server.CommandsAsync());
        Assert.Empty(await stage.Server.MailsAsync());
    }

    [Theory]
    [InlineData("CONNECT", 421, "reach the server")]
    [InlineData("STARTTLS", 454, "encrypt (STARTTLS)")]
    [InlineData("AUTH", 535, "sign in")]
    public async Task The_first_step_that_fails_is_named_with_advice(string command, int code, string step)
    {
        var certificate = TestCertificate.Create("localhost", TimeProvider.System);
        await using var stage = await MailStage.StartAsync(new MailScript { Certificate = certificate }.Refusing(command, code), certificate);

        var report = await TestAsync(stage);

        Assert.False(report.Works);
        var failed = report.Abilities[^1];
        Assert.Equal((step, false), (failed.Name, failed.Works));
        Assert.Contains($"SMTP {code}", failed.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failed.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_such()
    {
        await using var stage = await MailStage.StartAsync();
        var context = stage.Context();

        var report = await stage.Test.TestAsync(
            context.Connection, new Dictionary<string, string> { ["user"] = MailScript.User, ["password"] = "another" }, CancellationToken.None);

        Assert.Contains("user or the password", report.Abilities[^1].Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_without_secrets_are_told_without_connecting()
    {
        await using var stage = await MailStage.StartAsync();

        var report = await stage.Test.TestAsync(stage.Context().Connection, new Dictionary<string, string>(), CancellationToken.None);

        Assert.Contains("no user and password", Assert.Single(report.Abilities).Advice, StringComparison.Ordinal);
        Assert.Empty(await stage.Server.CommandsAsync());
    }

    private static Task<Core.Connections.ConnectionReport> TestAsync(MailStage stage)
    {
        var context = stage.Context();
        return stage.Test.TestAsync(context.Connection, context.Secrets, CancellationToken.None);
    }
}
