using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Outgoing;
using Xunit;

namespace Convo.Functions.Core.Tests.Connections;

public sealed class ConnectionRulesTests
{
    [Theory]
    [InlineData("acme", true)]
    [InlineData("a", true)]
    [InlineData("acme-2", true)]
    [InlineData("", false)]
    [InlineData("Acme", false)]
    [InlineData("-acme", false)]
    [InlineData("acme-", false)]
    [InlineData("ac me", false)]
    [InlineData("acme\n", false)]
    [InlineData("../acme", false)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    public void A_name_has_lower_case_letters_digits_and_hyphens(string name, bool valid) => Assert.Equal(valid, ConnectionRules.IsName(name));

    [Theory]
    [InlineData("https://www.itsconvo.com", "https://www.itsconvo.com/")]
    [InlineData("https://example.com/api", "https://example.com/api/")]
    public void An_https_address_is_taken(string text, string address) =>
        Assert.Equal(address, ConnectionRules.Address(text, LoopbackRule.Forbidden)?.AbsoluteUri);

    [Theory]
    [InlineData("http://www.itsconvo.com")]
    [InlineData("ftp://example.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//evil.example/x")]
    [InlineData("/x")]
    [InlineData("https://user:pass@example.com")]
    [InlineData("https://example.com/?q=1")]
    [InlineData("https://example.com/#f")]
    [InlineData("http://127.0.0.1:7072")]
    [InlineData("http://①②⑦.⓪.⓪.①/")]
    [InlineData("https://localhost")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://0x0a000001/")]
    [InlineData("https://012.0.0.1/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://example.com:22/")]
    [InlineData("https://example.com:8443/")]
    [InlineData("")]
    public void Any_other_address_is_refused(string text) => Assert.Null(ConnectionRules.Address(text, LoopbackRule.Forbidden));

    [Theory]
    [InlineData("acme.example, acme.test", null)]
    [InlineData("anna@acme.example", "settings.domains")]
    [InlineData("", "settings.domains")]
    public void A_connection_to_convo_takes_the_domains_of_ones_own_addresses(string domains, string? path)
    {
        var settings = new Dictionary<string, string> { ["domains"] = domains };
        var draft = new ConnectionDraft("acme", "convo", settings, new Dictionary<string, string> { ["apiKey"] = "convo_0123456789" });

        Assert.Equal(path, ConnectionRules.Check(draft, isNew: true, LoopbackRule.Forbidden).SingleOrDefault()?.Path);
        var slack = draft with { Kind = "slack", Secrets = new Dictionary<string, string> { ["token"] = "xoxb-0123456789" } };
        Assert.Equal("settings.domains", Assert.Single(ConnectionRules.Check(slack, isNew: true, LoopbackRule.Forbidden)).Path);
    }

    [Theory]
    [InlineData("http://127.0.0.1:7072/", true)]
    [InlineData("http://localhost:7072/", true)]
    [InlineData("http://[::1]:7072/", true)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("http://127.0.0.1.evil.example/", false)]
    public void Plain_http_goes_to_this_machine_alone_and_only_where_allowed(string text, bool allowed) =>
        Assert.Equal(allowed, ConnectionRules.Address(text, LoopbackRule.Allowed) is not null);

    [Fact]
    public void What_is_wrong_is_named_with_its_path_and_advice_and_never_with_the_secret()
    {
        var draft = new ConnectionDraft(
            "ACME", "convo",
            new Dictionary<string, string> { ["baseUrl"] = "http://x", ["region"] = "eu" },
            new Dictionary<string, string> { ["apiKey"] = "has a space", ["other"] = "x" });
        var problems = ConnectionRules.Check(draft, isNew: true, LoopbackRule.Forbidden);
        Assert.Equal(
            ["name", "secrets.apiKey", "secrets.other", "settings.baseUrl", "settings.region"],
            problems.Select(one => one.Path).Order(StringComparer.Ordinal));
        Assert.All(problems, one => Assert.False(string.IsNullOrWhiteSpace(one.Advice)));
        Assert.DoesNotContain(problems, one => $"{one}".Contains("has a space", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("convo", "apiKey", "nonsense-key", "convo_")]
    [InlineData("convo", "apiKey", "xoxb-of-slack", "convo_")]
    [InlineData("slack", "token", "convo_of_convo", "xox")]
    public void A_secret_that_starts_otherwise_is_another_kind_of_secret(string kind, string name, string secret, string start)
    {
        var draft = new ConnectionDraft("acme", kind, new Dictionary<string, string>(), new Dictionary<string, string> { [name] = secret });
        var problem = Assert.Single(ConnectionRules.Check(draft, isNew: true, LoopbackRule.Forbidden));
        Assert.Equal($"secrets.{name}", problem.Path);
        Assert.Contains(start, problem.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, $"{problem}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_connection_needs_its_secret_and_a_known_one_keeps_it()
    {
        var draft = new ConnectionDraft("acme", "slack", new Dictionary<string, string>(), new Dictionary<string, string>());
        Assert.Equal("secrets.token", Assert.Single(ConnectionRules.Check(draft, isNew: true, LoopbackRule.Forbidden)).Path);
        Assert.Empty(ConnectionRules.Check(draft, isNew: false, LoopbackRule.Forbidden));
    }

    [Fact]
    public void A_kind_that_there_is_not_is_named_with_those_there_are()
    {
        var draft = new ConnectionDraft("acme", "fax", new Dictionary<string, string>(), new Dictionary<string, string>());
        Assert.Contains("convo, slack", Assert.Single(ConnectionRules.Check(draft, isNew: true, LoopbackRule.Forbidden)).Advice, StringComparison.Ordinal);
    }
}
