using System.Net;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Trouble;

/// <summary>Accounts as people connect them, and what the test of a connection tells.</summary>
public abstract class ConnectionScenarios(IProductHost host) : Scenario(host)
{
    private const string Post = "post and edit messages";

    [Fact]
    public async Task A_second_convo_account_gets_a_webhook_of_its_own_that_works()
    {
        var saved = await Product.ConnectAsync("second", "convo", Product.Host.Sandbox, ("apiKey", "convo_sandbox_professional"));
        Assert.Equal(HttpStatusCode.Created, saved.Status);
        Assert.DoesNotContain("convo_sandbox_professional", saved.Text, StringComparison.Ordinal);

        var told = await TestAsync("second");
        Assert.True(told.Works);
        Assert.All(told.Abilities, ability => Assert.True(ability.Works, $"{ability.Name}: {ability.Advice}"));
        Assert.NotNull(told.Account);

        var meeting = A.Meeting();
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation, "second");
        await OneMessageAsync(conversation, meeting.Rendered, connection: "second");
    }

    [Fact]
    public async Task A_slack_token_with_every_scope_can_do_everything()
    {
        var told = await TestAsync("slack");
        Assert.True(told.Works);
        Assert.All(told.Abilities, ability => Assert.True(ability.Works, $"{ability.Name}: {ability.Advice}"));
    }

    [Theory]
    [InlineData("xoxb-sandbox-no-write", false, Post, "chat:write")]
    [InlineData("xoxb-sandbox-no-history", true, "look whether a message was posted, in public channels", "channels:history")]
    [InlineData("xoxb-sandbox-no-email", true, "find people by their address", "users:read.email")]
    public async Task A_slack_token_with_fewer_scopes_is_told_what_is_missing(string token, bool works, string missing, string scope)
    {
        await Product.ConnectAsync("team", "slack", new Uri(Product.Host.Sandbox, "slack/api/"), ("token", token));
        var told = await TestAsync("team");

        Assert.Equal(works, told.Works);
        var ability = Assert.Single(told.Abilities, one => one.Name == missing);
        Assert.False(ability.Works);
        Assert.Contains(scope, ability.Advice, StringComparison.Ordinal);
        Assert.Equal(works, told.Abilities.Single(one => one.Name == Post).Works);
    }

    [Theory]
    [InlineData("convo", "apiKey", "convo_nobodys_key")]
    [InlineData("slack", "token", "xoxb-nobodys-token")]
    public async Task A_secret_that_nobody_takes_is_told_with_advice(string kind, string secret, string value)
    {
        var address = kind is "convo" ? Product.Host.Sandbox : new Uri(Product.Host.Sandbox, "slack/api/");
        await Product.ConnectAsync($"wrong-{kind}", kind, address, (secret, value));
        var told = await TestAsync($"wrong-{kind}");

        Assert.False(told.Works);
        Assert.Contains(told.Abilities, ability => ability is { Works: false, Needed: true, Advice.Length: > 0 });
    }

    [Fact]
    public async Task A_connection_elsewhere_is_refused_with_the_place_and_advice()
    {
        var answer = await Product.ConnectAsync("inside", "slack", new Uri("http://example.com/api/"), ("token", "xoxb-whatever"));
        var place = Assert.Single(answer.As<ProblemTold>().Problems!);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("settings.baseUrl", place.Path);
        Assert.NotEmpty(place.Advice);
    }

    private async Task<TestTold> TestAsync(string name) => (await Product.PostAsync($"api/connections/{name}/test")).As<TestTold>();
}
