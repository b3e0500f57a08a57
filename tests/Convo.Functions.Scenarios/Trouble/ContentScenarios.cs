using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Trouble;

/// <summary>What was said is kept in one table, for a while, and goes at once when the meeting is deleted.</summary>
public abstract class ContentScenarios(IProductHost host) : Scenario(host)
{
    private const string Deleted = "conversation.deleted";
    private readonly IProductHost host = host;

    [Fact]
    public async Task After_the_keep_time_no_sentence_is_left_and_no_other_table_ever_held_one()
    {
        var meeting = A.Meeting().Titled("A title nobody else has").WithActionItem("A sentence nobody else says", "Someone Rarely Named");
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        string[] said = ["A title nobody else has", "A sentence nobody else says", "Someone Rarely Named"];
        var held = await host.Witness.HeldAsync(TableNames.Content, Product.Bound);
        Assert.All(said, words => Assert.Contains(held, row => row.Contains(words, StringComparison.Ordinal)));

        await Product.PassAsync(TimeSpan.FromHours(71));
        Assert.Equal(meeting.Title, (await Product.MeetingAsync(conversation)).Title);
        await Product.PassAsync(TimeSpan.FromHours(2));
        await Product.PassAsync(TimeSpan.FromMinutes(2));

        var left = await host.Witness.HeldAsync(TableNames.Content, Product.Bound);
        Assert.All(said, words => Assert.DoesNotContain(left, row => row.Contains(words, StringComparison.Ordinal)));
        Assert.All(said, words => Assert.Empty(host.Witness.RowsOutside(TableNames.Content, words)));
        Assert.Null((await Product.MeetingAsync(conversation)).Title);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Fact]
    public async Task A_deleted_meeting_takes_its_content_along_and_late_events_change_nothing()
    {
        var meeting = A.Meeting().WithActionItem("What was said before the deletion");
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        await Product.FireAsync(conversation, Deleted);
        await Product.SettleAsync();
        var told = await Product.MeetingAsync(conversation);
        Assert.NotNull(told.DeletedAt);
        Assert.Null(told.Title);
        var held = await host.Witness.HeldAsync(TableNames.Content, Product.Bound);
        Assert.DoesNotContain(held, row => row.Contains(conversation, StringComparison.Ordinal));
        Assert.DoesNotContain(held, row => row.Contains("before the deletion", StringComparison.Ordinal));
        Assert.Empty(await Product.MessagesAboutAsync(conversation));
    }

    [Fact]
    public async Task A_deletion_cancels_what_waits()
    {
        var meeting = A.Meeting().WithoutKeyPoints();
        var conversation = await Product.PlayAsync(meeting, KeyPointsReady);
        await Product.SettleAsync();
        Assert.Equal("waiting", (await Product.RunAsync(conversation)).State);

        await Product.FireAsync(conversation, Deleted);
        await Product.SettleAsync();

        var run = await Product.RunAsync(conversation);
        Assert.Equal("cancelled", run.State);
        Assert.Contains("deleted", run.Reason, StringComparison.Ordinal);
        await Product.PassAsync(TimeSpan.FromHours(1));
        Assert.Empty(await Product.MessagesAboutAsync(conversation));
    }

    [Fact]
    public async Task Events_that_arrive_after_the_deletion_post_and_keep_nothing()
    {
        var meeting = A.Meeting();
        await Product.FaultAsync("delay", "webhook", count: 1, duration: "PT5M");
        var conversation = await Product.PlayAsync(meeting, KeyPointsReady);
        await Product.FireAsync(conversation, Deleted);
        await Product.SettleAsync();
        await Product.AdvanceAsync(TimeSpan.FromMinutes(6));
        await Product.SentAsync(conversation, events: 2);
        await Product.PassAsync(TimeSpan.FromMinutes(2));

        var told = await Product.MeetingAsync(conversation);
        Assert.Equal(2, told.Events.Count);
        Assert.Empty(told.Runs);
        Assert.Empty(await Product.MessagesAboutAsync(conversation));
        Assert.DoesNotContain(await host.Witness.HeldAsync(TableNames.Content, Product.Bound), row => row.Contains(conversation, StringComparison.Ordinal));
    }
}
