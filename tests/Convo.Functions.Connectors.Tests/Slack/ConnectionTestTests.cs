using Convo.Functions.Connectors.Http;
using Convo.Functions.Connectors.Slack;
using Convo.Functions.Connectors.Tests.Stage;

namespace Convo.Functions.Connectors.Tests.Slack;

public sealed class ConnectionTestTests
{
    [Theory]
    [InlineData("xoxb-sandbox", 7, null)]
    [InlineData("xoxb-sandbox-no-history", 5, "channels:history")]
    [InlineData("xoxb-sandbox-no-write", 6, "chat:write")]
    [InlineData("xoxb-sandbox-no-email", 6, "users:read.email")]
    [InlineData("xoxb-wrong", 0, "bot token")]
    [InlineData(null, 0, "bot token")]
    public async Task It_says_what_works_and_what_is_missing(string? token, int works, string? missing)
    {
        await using var stage = await SlackStage.StartAsync();
        var access = new SlackAccess(new OutgoingHttp(LoopbackRule.Allowed), new HttpLimits(TimeSpan.FromSeconds(5), 1024 * 1024));
        var findings = await new SlackConnectionTest(access, new GivenSecrets("token", token)).TestAsync(stage.Context().Connection, CancellationToken.None);

        Assert.Equal(works, findings.Count(finding => finding.Works));
        Assert.All(findings, finding => Assert.Equal(finding.Works, finding.Advice is null));
        Assert.True(missing is null || findings.Any(finding => !finding.Works && (finding.What + finding.Advice).Contains(missing)));
        Assert.DoesNotContain(findings, finding => token is not null && (finding.Detail + finding.Advice).Contains(token));
        Assert.Empty(await stage.MessagesAsync());
    }
}
