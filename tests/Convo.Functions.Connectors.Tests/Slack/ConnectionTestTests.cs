using Convo.Functions.Connectors.Http;
using Convo.Functions.Connectors.Slack;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Connectors.Tests.Slack;

public sealed class ConnectionTestTests
{
    [Theory]
    [InlineData("xoxb-sandbox", 8, null)]
    [InlineData("xoxb-sandbox-no-history", 6, "channels:history")]
    [InlineData("xoxb-sandbox-no-write", 7, "chat:write")]
    [InlineData("xoxb-sandbox-no-email", 7, "users:read.email")]
    [InlineData("xoxb-sandbox-no-people", 6, "the scope users:read ")]
    [InlineData("xoxb-wrong", 0, "use the token")]
    [InlineData(null, 0, "use the token")]
    public async Task It_says_what_works_and_what_is_missing(string? token, int works, string? missing)
    {
        await using var stage = await SlackStage.StartAsync();
        var access = new SlackAccess(new OutgoingHttp(LoopbackRule.Allowed), new HttpLimits(TimeSpan.FromSeconds(5), 1024 * 1024));
        var secrets = token is null ? new Dictionary<string, string>() : new() { ["token"] = token };
        var report = await new SlackConnectionTest(access).TestAsync(stage.Context().Connection, secrets, CancellationToken.None);
        var abilities = report.Abilities;

        Assert.Equal(works, abilities.Count(ability => ability.Works));
        Assert.All(abilities, ability => Assert.Equal(ability.Works, ability.Advice is null));
        Assert.Equal(missing is null or "channels:history" or "users:read.email" or "the scope users:read ", report.Works);
        Assert.True(missing is null || abilities.Any(ability => !ability.Works && (ability.Name + ability.Advice).Contains(missing)));
        Assert.DoesNotContain(abilities, ability => token is not null && ability.Advice?.Contains(token) == true);
        Assert.Empty(await stage.MessagesAsync());
    }
}
