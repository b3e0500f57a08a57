using System.Text.Json.Nodes;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Processes.Stage;

namespace Convo.Functions.Processes.Crashing;

/// <summary>A crash at the two worst moments of a delivery: Slack has the message but nobody wrote that down, and Slack was asked but did nothing.</summary>
public abstract class MeetingCrash
{
    private const string Post = "/slack/api/chat.postMessage";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_kill_in_the_middle_of_a_delivery_leaves_exactly_one_message_of_each_meeting()
    {
        await using var stage = await SetUpAsync();
        await stage.Api.PublishAsync(Recipes.Make("greet", "created", null, Recipes.Post("post", "#meetings", "{{event.title}}")), None);

        await stage.Sandbox.AddFaultAsync(Hang("after"), None);
        await Events.SendAsync(stage, "posted");
        await Eventually.HoldsAsync(async () => (await Events.TextsAsync(stage)).SequenceEqual(["posted"]), Patience, "the first message is in Slack");
        await stage.Sandbox.AddFaultAsync(Hang("before"), None);
        await Events.SendAsync(stage, "not-posted");
        await Eventually.HoldsAsync(async () => await stage.Sandbox.StruckAsync(None) == 2, Patience, "Slack was asked for the second");

        await stage.CrashAsync();
        await stage.StartAsync();

        await Eventually.HoldsAsync(async () => await Events.DoneAsync(stage) == 2, Leases.LeaseAndSweep, "both runs are done");
        Assert.Equal(["posted", "not-posted"], await Events.TextsAsync(stage));
    }

    private protected abstract Task<IStage> SetUpAsync();

    private static JsonObject Hang(string when) => new() { ["fault"] = "hang", ["target"] = Post, ["when"] = when, ["count"] = 1 };
}
