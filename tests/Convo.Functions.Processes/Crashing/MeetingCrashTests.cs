using System.Text.Json.Nodes;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Processes.Stage;

namespace Convo.Functions.Processes.Crashing;

/// <summary>A crash at the two worst moments of a delivery: Slack has the message but nobody wrote that down, and Slack was asked but did nothing.</summary>
public sealed class MeetingCrashTests
{
    private const string Post = "/slack/api/chat.postMessage";

    // The lease of a crashed delivery is 2 minutes, the sweep comes every minute.
    private static readonly TimeSpan LeaseAndSweep = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_kill_in_the_middle_of_a_delivery_leaves_exactly_one_message_of_each_meeting()
    {
        await using var staged = await Staged.SetUpAsync(None);
        await staged.App.Api.PublishAsync(Recipes.Make("greet", "created", null, Recipes.Post("post", "#meetings", "{{event.title}}")), None);

        await staged.Sandbox.AddFaultAsync(Hang("after"), None);
        await SendAsync(staged, "posted");
        await Eventually.HoldsAsync(async () => (await TextsAsync(staged)).SequenceEqual(["posted"]), Patience, "the first message is in Slack");
        await staged.Sandbox.AddFaultAsync(Hang("before"), None);
        await SendAsync(staged, "not-posted");
        await Eventually.HoldsAsync(async () => await staged.Sandbox.StruckAsync(None) == 2, Patience, "Slack was asked for the second");

        await staged.CrashAsync();
        await staged.StartAppAsync();

        await Eventually.HoldsAsync(() => AreDoneAsync(staged, 2), LeaseAndSweep, "both runs are done");
        Assert.Equal(["posted", "not-posted"], await TextsAsync(staged));
    }

    private static JsonObject Hang(string when) => new() { ["fault"] = "hang", ["target"] = Post, ["when"] = when, ["count"] = 1 };

    private static async Task SendAsync(Staged staged, string title)
    {
        using var poster = new HttpPoster(staged.Hook);
        await poster.ConnectAsync(None);
        var body = staged.Signer.Body("conversation.created", $"sess_{title}", title);
        Assert.Equal(200, await poster.PostAsync(body, staged.Signer.Sign(body), None));
    }

    private static async Task<IEnumerable<string?>> TextsAsync(Staged staged) =>
        (await staged.Sandbox.MessagesAsync("meetings", None)).Select(message => message.GetProperty("text").GetString());

    private static async Task<bool> AreDoneAsync(Staged staged, int runs) =>
        (await staged.App.Api.GetAsync("api/runs", None)).GetProperty("items").EnumerateArray()
            .Count(run => run.GetProperty("state").GetString() == "done") == runs;
}
