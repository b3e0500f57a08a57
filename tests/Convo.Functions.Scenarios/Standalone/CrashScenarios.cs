using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Standalone;

/// <summary>
/// The store dies at each of the writes between Convo's webhook and Slack's message, and the app is started again on its files: exactly one
/// message. Hints live in memory, so each of these starts with none.
/// </summary>
public sealed class CrashScenarios(StandaloneBesideSandbox host) : IClassFixture<StandaloneBesideSandbox>
{
    public static TheoryData<string, bool> Windows
    {
        get
        {
            var windows = new TheoryData<string, bool>();
            foreach (var window in new[] { "event", "run", "delivery", "claim", "record" })
            {
                windows.Add(window, false);
                windows.Add(window, true);
            }

            return windows;
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task A_crash_at_any_write_leaves_exactly_one_message_after_the_next_start(string window, bool afterTheWrite)
    {
        var cut = PowerCut.At(TableNames.Meetings, row => WindowOf(row) == window, afterTheWrite);
        await host.RestartAsync(cut);
        var meeting = A.Meeting();
        string conversation;
        using (var product = new Product(host))
        {
            await product.FreshAsync();
            conversation = await product.PlayAsync(meeting, "conversation.keypoints.ready", "conversation.summary.ready");
            await cut.Struck.WaitAsync(product.Bound);
        }

        await host.RestartAsync(new PowerCut());
        await AssertOneMessageAsync(conversation, meeting);
    }

    [Fact]
    public async Task A_stop_right_after_the_webhooks_were_taken_in_loses_nothing()
    {
        var meeting = A.Meeting();
        string conversation;
        using (var product = new Product(host))
        {
            await product.FreshAsync();
            conversation = await product.PlayAsync(meeting);
        }

        await host.RestartAsync(new PowerCut());
        await AssertOneMessageAsync(conversation, meeting);
    }

    private static string? WindowOf(Row row) => row.Key.Split('|')[0] switch
    {
        "e" => "event",
        "r" => "run",
        "d" when row.Text("delivered") is not null => "record",
        "d" when row.Text("claim") is not null => "claim",
        "d" => "delivery",
        _ => null,
    };

    private async Task AssertOneMessageAsync(string conversation, MeetingScript meeting)
    {
        using var product = new Product(host);
        await product.SettleAsync();

        // What the store could not take waits in the spool, and is handed on within two seconds.
        await product.AdvanceAsync(TimeSpan.FromSeconds(5));
        await product.KnownAsync(conversation);
        var told = await product.UntilEndedAsync(conversation);

        Assert.Equal("done", Assert.Single(told.Runs).State);
        Assert.Equal(meeting.Rendered, Assert.Single(await product.MessagesAboutAsync(conversation)).Words);
    }
}
