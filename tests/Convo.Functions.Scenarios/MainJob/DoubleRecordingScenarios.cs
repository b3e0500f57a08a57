using System.Globalization;
using System.Text.Json.Nodes;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.MainJob;

/// <summary>Two people record one meeting, each in their own account: a recipe is done once, whoever is first.</summary>
public abstract class DoubleRecordingScenarios(IProductHost host) : Scenario(host)
{
    private const string Second = "enterprise";
    private static readonly TimeSpan UntilTheNextSnapshot = TimeSpan.FromMinutes(31);
    private readonly IProductHost host = host;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Product.ArrangeCalendarAsync();
        var connected = await Product.ConnectAsync(Second, "convo", Product.Host.Sandbox, ("apiKey", "convo_sandbox_enterprise"));
        Assert.True((int)connected.Status is 200 or 201, connected.Text);

        // What other scenarios planned lies behind.
        await Product.PassAsync(TimeSpan.FromHours(3));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_second_recording_of_an_event_ends_without_a_second_post_in_either_order(bool isOursFirst)
    {
        var (meeting, begins) = await PlannedAsync();
        var ours = await Product.HoldAsync(meeting with { Begins = begins });
        var theirs = await Product.HoldAsync(meeting with { Begins = begins.AddMinutes(1) }, Second);

        var (first, second) = isOursFirst ? ((ours, host.Convo), (theirs, Second)) : ((theirs, Second), (ours, host.Convo));
        await ReadyAsync(first);
        await ReadyAsync(second);

        Assert.Single(await MessagesAsync(first));
        Assert.Empty(await MessagesAsync(second));
        var run = (await Product.MeetingAsync(second.Item1, second.Item2)).Runs.Single(one => one.Recipe == recipe);
        Assert.Equal("done", run.State);
        Assert.Matches("^already posted from .+'s recording$", run.Reason);
    }

    [Fact]
    public async Task Two_recordings_that_are_ready_at_once_are_posted_once()
    {
        var (meeting, begins) = await PlannedAsync();
        var ours = await Product.HoldAsync(meeting with { Begins = begins });
        var theirs = await Product.HoldAsync(meeting with { Begins = begins }, Second);

        await Task.WhenAll(Product.FireAsync(ours, KeyPointsReady, SummaryReady), Product.FireAsync(theirs, KeyPointsReady, SummaryReady));
        await Product.UntilEndedAsync(ours);
        await Product.UntilEndedAsync(theirs, Second);

        Assert.Single((await MessagesAsync((ours, host.Convo))).Concat(await MessagesAsync((theirs, Second))));
    }

    [Fact]
    public async Task Meetings_of_different_events_are_both_posted()
    {
        var (meeting, begins) = await PlannedAsync(isShared: false);
        var ours = await Product.HoldAsync(meeting with { Begins = begins });
        var theirs = await Product.HoldAsync(meeting with { Begins = begins }, Second);

        await ReadyAsync((ours, host.Convo));
        await ReadyAsync((theirs, Second));

        Assert.Single(await MessagesAsync((ours, host.Convo)));
        Assert.Single(await MessagesAsync((theirs, Second)));
    }

    private async Task ReadyAsync((string Conversation, string Connection) recording)
    {
        await Product.FireAsync(recording.Conversation, KeyPointsReady);
        await Product.UntilEndedAsync(recording.Conversation, recording.Connection);
    }

    // The sample recipe posts to another channel than the one that is asked here.
    private async Task<IReadOnlyList<MessageTold>> MessagesAsync((string Conversation, string Connection) recording) =>
        [.. (await Product.MessagesAboutAsync(recording.Conversation, channel, recording.Connection)).Where(one => !one.IsReply)];

    private string channel = "";
    private string recipe = "";

    // An event in both calendars, seen beforehand, and a recipe for the meeting that it is.
    private async Task<(MeetingScript Meeting, DateTimeOffset Begins)> PlannedAsync(bool isShared = true)
    {
        var meeting = A.Meeting();
        channel = A.Channel();
        await Product.AddChannelAsync(channel);
        recipe = (await Product.PublishAsync(A.RecipeFor(meeting).PostingTo($"#{channel}"))).Id;
        var now = await Product.NowAsync();
        var begins = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)).AddHours(1);
        await Product.PlanAsync(Event(begins, meeting.Title));
        await PlanInSecondAsync(Event(begins, isShared ? meeting.Title : "Another meeting"));
        await Product.PassAsync(UntilTheNextSnapshot);
        await Product.PassAsync(TimeSpan.FromHours(1));
        return (meeting, begins);
    }

    // The sandbox puts the event of a meeting into the calendar of the account that it is played into; this one is about nothing.
    private Task PlanInSecondAsync(JsonObject planned)
    {
        var start = planned["start"]!.GetValue<string>();
        return Product.SandboxAsync("meetings", new JsonObject
        {
            ["meeting"] = new JsonObject { ["title"] = "Placeholder", ["start"] = start, ["minutes"] = 30, ["calendar"] = planned },
            ["hold"] = true,
            ["account"] = Second,
        });
    }

    private static JsonObject Event(DateTimeOffset start, string title) => new()
    {
        ["summary"] = title,
        ["start"] = start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["minutes"] = 30,
        ["attendees"] = new JsonArray(
            new JsonObject { ["email"] = "marit@sandbox.example" }, new JsonObject { ["email"] = "bob@customer.example" }),
    };
}
