using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.Processes.Stage;

namespace Convo.Functions.Processes.Meetings;

/// <summary>The whole way through the published app and the host, in both ways in which hosts hand requests on.</summary>
[Collection(Alone.Name)]
public sealed class FunctionAppMeetingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("Forwarding")]
    [InlineData("Proxy")]
    public async Task A_meeting_becomes_one_message(string mode)
    {
        await using var app = await FunctionApp.SetUpAsync(Enum.Parse<HostMode>(mode));
        await app.Api.PublishAsync(
            Recipes.Make("summary", "summary", null, Recipes.Post("post", "#meetings", "{{#each actionItems}}{{item.text}}{{/each}}")), None);
        var meeting = await app.Sandbox.PlayAsync(Crashing.StormPlan.KnownMeeting(1), hold: true, None);

        using (var poster = new HttpPoster(app.Hooks[0]))
        {
            await poster.ConnectAsync(None);
            foreach (var ready in Crashing.StormPlan.Ready)
            {
                var body = app.Signer.Body(ready, meeting, "known");
                Assert.Equal(200, await poster.PostAsync(body, app.Signer.Sign(body), None));
            }
        }

        await Eventually.HoldsAsync(async () => !await app.HasOpenWorkAsync(), Patience, "no work is open any more");
        Assert.Equal(["Do number 1"], await Events.TextsAsync(app));
        var stored = await app.Stored.MeetingAsync(meeting);
        Assert.Equal((3, 1), (stored.Events.Count, stored.Runs.Count));
        Assert.DoesNotContain(app.Platforms[0].Lines, line => line.Contains("fail:", StringComparison.Ordinal));
    }
}
