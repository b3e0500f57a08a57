using System.Text.Json;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.MainJob;

/// <summary>A meeting becomes one message, however Convo tells of it.</summary>
public abstract class MainJobScenarios(IProductHost host) : Scenario(host)
{
    public static TheoryData<string, string, string> Orders => new()
    {
        { KeyPointsReady, SummaryReady, ActionItemsReady },
        { KeyPointsReady, ActionItemsReady, SummaryReady },
        { SummaryReady, KeyPointsReady, ActionItemsReady },
        { SummaryReady, ActionItemsReady, KeyPointsReady },
        { ActionItemsReady, KeyPointsReady, SummaryReady },
        { ActionItemsReady, SummaryReady, KeyPointsReady },
    };

    [Fact]
    public async Task A_meeting_becomes_one_message_that_says_what_the_recipe_renders()
    {
        var meeting = A.Meeting().Titled("Budget of the spring").WithActionItem("Send the figures", "Jonas").WithActionItem("Ask legal");
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        var message = await OneMessageAsync(
            conversation,
            "*Budget of the spring* (Mon 11 May, 10:30)\n• Call the carrier back – Marit\n• Send the figures – Jonas\n• Ask legal");
        Assert.Empty(message.Edits);
    }

    [Fact]
    public async Task The_run_is_told_over_the_api_with_a_link_to_the_message()
    {
        var meeting = A.Meeting();
        var conversation = await Product.PlayAsync(meeting);
        var told = await Product.UntilEndedAsync(conversation);

        var run = Assert.Single(told.Runs);
        var delivery = Assert.Single(run.Deliveries);
        var message = await OneMessageAsync(conversation, meeting.Rendered);
        Assert.Equal(("done", "delivered", "#meetings"), (run.State, delivery.State, delivery.Destination));
        Assert.Contains(message.Ts.Replace(".", "", StringComparison.Ordinal), delivery.Link, StringComparison.Ordinal);
        Assert.Equal(meeting.Title, told.Title);
        Assert.All(told.Events, happened => Assert.Equal("webhook", happened.Source));
        var listed = (await Product.GetAsync<RunsTold>("api/runs?limit=100")).Items;
        Assert.Equal(JsonSerializer.Serialize(run), JsonSerializer.Serialize(Assert.Single(listed, one => one.Id == run.Id)));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task The_three_ready_events_in_any_order_make_one_message(string first, string second, string third)
    {
        var meeting = A.Meeting();
        var conversation = await Product.PlayAsync(meeting, first, second, third);
        await Product.UntilEndedAsync(conversation);
        await Product.PassAsync(TimeSpan.FromMinutes(3));

        await OneMessageAsync(conversation, meeting.Rendered);
        Assert.Equal([first, second, third], (await Product.MeetingAsync(conversation)).Events.Select(happened => happened.Name));
    }

    [Theory]
    [InlineData("double", null)]
    [InlineData("reorder", null)]
    [InlineData("drop", 2)]
    public async Task Events_that_are_doubled_change_places_or_get_lost_make_one_message(string fault, int? count)
    {
        var meeting = A.Meeting();
        await Product.FaultAsync(fault, "webhook", count);
        var conversation = await Product.PlayAsync(meeting, KeyPointsReady, SummaryReady, ActionItemsReady);
        await Product.UntilEndedAsync(conversation);

        await OneMessageAsync(conversation, meeting.Rendered);
        Assert.Equal(fault is "drop" ? 1 : 3, (await Product.MeetingAsync(conversation)).Events.Count);
    }

    [Fact]
    public async Task An_event_that_comes_minutes_late_posts_nothing_more()
    {
        var meeting = A.Meeting();
        await Product.FaultAsync("delay", "webhook", duration: "PT5M");
        var conversation = await Product.PlayAsync(meeting, KeyPointsReady, SummaryReady, ActionItemsReady);
        await Product.AdvanceAsync(TimeSpan.FromMinutes(6));
        await Product.SentAsync(conversation, events: 3);
        await Product.UntilEndedAsync(conversation);

        await OneMessageAsync(conversation, meeting.Rendered);
        Assert.Equal(3, (await Product.MeetingAsync(conversation)).Events.Count);
    }

    [Fact]
    public async Task Ten_meetings_at_once_make_ten_messages()
    {
        var meetings = Enumerable.Range(0, 10).Select(_ => A.Meeting()).ToList();
        var played = await Task.WhenAll(meetings.Select(meeting => Product.PlayAsync(meeting)));

        foreach (var (conversation, meeting) in played.Zip(meetings))
        {
            await Product.UntilEndedAsync(conversation);
            await OneMessageAsync(conversation, meeting.Rendered);
        }
    }
}
