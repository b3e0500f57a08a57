using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Outgoing;
using Xunit;

namespace Convo.Functions.Core.Tests.Connections;

public sealed class MailSettingsTests
{
    private static readonly Dictionary<string, string> Secrets = new() { ["user"] = "postbox", ["password"] = "a b" };

    [Theory]
    [InlineData("smtp.example.com", null, null)]
    [InlineData("smtp.example.com", "587", "starttls")]
    [InlineData("smtp.example.com", "2525", null)]
    [InlineData("8.8.8.8", "587", null)]
    public void A_server_that_takes_mail_with_starttls_can_be_saved(string host, string? port, string? security) =>
        Assert.Empty(Check(LoopbackRule.Forbidden, Settings(host, port, security)));

    [Theory]
    [InlineData("", null, null, "settings.host")]
    [InlineData("smtp.example.com", "465", null, "settings.port")]
    [InlineData("smtp.example.com", "25", null, "settings.port")]
    [InlineData("smtp.example.com", "6379", null, "settings.port")]
    [InlineData("smtp.example.com", "0", null, "settings.port")]
    [InlineData("smtp.example.com", "-1", null, "settings.port")]
    [InlineData("smtp.example.com", "abc", null, "settings.port")]
    [InlineData("smtp.example.com", null, "none-loopback", "settings.security")]
    [InlineData("smtp.example.com", null, "ssl", "settings.security")]
    [InlineData("localhost", null, null, "settings.host")]
    [InlineData("127.0.0.1", null, null, "settings.host")]
    [InlineData("127.1", null, null, "settings.host")]
    [InlineData("2130706433", null, null, "settings.host")]
    [InlineData("0x7f.1", null, null, "settings.host")]
    [InlineData("[::1]", null, null, "settings.host")]
    [InlineData("10.0.0.1", null, null, "settings.host")]
    [InlineData("169.254.169.254", null, null, "settings.host")]
    [InlineData("①②⑦.⓪.⓪.①", null, null, "settings.host")]
    [InlineData("smtp.exämple.com", null, null, "settings.host")]
    [InlineData("https://smtp.example.com", null, null, "settings.host")]
    [InlineData("user@smtp.example.com", null, null, "settings.host")]
    [InlineData("smtp.example.com:587", null, null, "settings.host")]
    [InlineData("smtp.example.com\r\nQUIT", null, null, "settings.host")]
    [InlineData("intranet", null, null, "settings.host")]
    public void Any_other_is_a_problem_with_advice(string host, string? port, string? security, string path)
    {
        var problem = Assert.Single(Check(LoopbackRule.Forbidden, Settings(host, port, security)));

        Assert.Equal(path, problem.Path);
        Assert.False(string.IsNullOrWhiteSpace(problem.Advice));
    }

    [Fact]
    public void Port_465_is_refused_with_the_port_to_use() =>
        Assert.Contains("587", Assert.Single(Check(LoopbackRule.Forbidden, Settings("smtp.example.com", "465", null))).Advice, StringComparison.Ordinal);

    [Fact]
    public void A_server_on_this_machine_may_do_without_encryption_where_it_is_allowed()
    {
        Assert.Empty(Check(LoopbackRule.Only(4025), Settings("127.0.0.1", "4025", "none-loopback")));
        Assert.NotEmpty(Check(LoopbackRule.Only(4026), Settings("127.0.0.1", "4025", "none-loopback")));
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("a@example.com,b@example.com")]
    [InlineData("a@example.com\nBcc: b@example.com")]
    [InlineData("")]
    public void Mail_comes_from_exactly_one_address(string from) =>
        Assert.Equal("settings.from", Assert.Single(Check(LoopbackRule.Forbidden, With("from", from))).Path);

    [Theory]
    [InlineData("Acme\r\nBcc: eve@example.org")]
    [InlineData("a\u0000b")]
    public void The_senders_name_is_one_line(string name) =>
        Assert.Equal("settings.fromName", Assert.Single(Check(LoopbackRule.Forbidden, With("fromName", name))).Path);

    [Fact]
    public void A_new_connection_needs_user_and_password_and_has_no_base_address()
    {
        var draft = new ConnectionDraft("mail", "mail", With("baseUrl", "https://example.com"), new Dictionary<string, string>());

        Assert.Equal(
            ["secrets.password", "secrets.user", "settings.baseUrl"],
            ConnectionRules.Check(draft, isNew: true, LoopbackRule.Forbidden).Select(one => one.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    public void A_password_is_anything_on_one_line(string password)
    {
        var secrets = new Dictionary<string, string>(Secrets) { ["password"] = password };
        var draft = new ConnectionDraft("mail", "mail", Settings("smtp.example.com", null, null), secrets);

        Assert.Equal("secrets.password", Assert.Single(ConnectionRules.Check(draft, isNew: true, LoopbackRule.Forbidden)).Path);
    }

    private static IReadOnlyList<Actions.Problem> Check(LoopbackRule loopback, Dictionary<string, string> settings) =>
        ConnectionRules.Check(new ConnectionDraft("mail", "mail", settings, Secrets), isNew: true, loopback);

    private static Dictionary<string, string> With(string name, string value) => new(Settings("smtp.example.com", null, null)) { [name] = value };

    private static Dictionary<string, string> Settings(string host, string? port, string? security)
    {
        var settings = new Dictionary<string, string> { ["host"] = host, ["from"] = "meetings@example.com" };
        if (port is not null)
        {
            settings["port"] = port;
        }

        if (security is not null)
        {
            settings["security"] = security;
        }

        return settings;
    }
}
