using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.MainJob;

/// <summary>Late facts edit what was posted; they never post again.</summary>
public abstract class RefreshScenarios(IProductHost host) : Scenario(host)
{
    [Fact]
    public async Task A_late_refresh_of_the_key_points_edits_the_message()
    {
        var meeting = A.Meeting();
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        await Product.PassAsync(TimeSpan.FromMinutes(7));

        var refreshed = meeting.Refreshed("Refund the eleven customers");
        await Product.RefreshAsync(conversation, refreshed);
        await Product.UntilEndedAsync(conversation);

        var message = await OneMessageAsync(conversation, refreshed.Rendered);
        Assert.Equal(meeting.Rendered, Assert.Single(message.Edits).Text);
    }

    [Fact]
    public async Task Three_refreshes_in_a_row_end_with_the_last_words()
    {
        var meeting = A.Meeting();
        var conversation = await Product.PlayAsync(meeting);

        foreach (var words in new[] { "First version", "Second version", "Third version" })
        {
            await Product.RefreshAsync(conversation, meeting.Refreshed(words));
        }

        await Product.UntilEndedAsync(conversation);
        await OneMessageAsync(conversation, meeting.Refreshed("Third version").Rendered);
    }

    [Fact]
    public async Task A_refresh_that_changes_nothing_edits_nothing()
    {
        var meeting = A.Meeting();
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        await Product.PassAsync(TimeSpan.FromMinutes(1));
        await Product.RefreshAsync(conversation, meeting);
        await Product.UntilEndedAsync(conversation);

        Assert.Empty((await OneMessageAsync(conversation, meeting.Rendered)).Edits);
    }

    [Theory]
    [InlineData("429", null)]
    [InlineData("500", null)]
    [InlineData("500", "after")]
    [InlineData("html", null)]
    [InlineData("html", "after")]
    [InlineData("drop", "after")]
    public async Task A_refresh_while_the_first_post_is_tried_again_leaves_one_message_with_the_last_words(string fault, string? when)
    {
        var meeting = A.Meeting();
        await Product.FaultAsync(fault, PostMessage, when: when);
        var conversation = await Product.PlayAsync(meeting);
        await Product.StruckAsync(1);
        await Product.SettleAsync();

        var refreshed = meeting.Refreshed("Refund the eleven customers");
        await Product.RefreshAsync(conversation, refreshed);
        await Product.UntilEndedAsync(conversation);

        await OneMessageAsync(conversation, refreshed.Rendered);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("after")]
    public async Task A_refresh_while_the_first_post_hangs_leaves_one_message_with_the_last_words(string? when)
    {
        var meeting = A.Meeting();
        await Product.FaultAsync("hang", PostMessage, when: when, duration: "PT1H");
        var conversation = await Product.PlayAsync(meeting);
        await Product.StruckAsync(1);

        var refreshed = meeting.Refreshed("Refund the eleven customers");
        await Product.RefreshAsync(conversation, refreshed);
        await Product.PassAsync(TimeSpan.FromSeconds(61));
        await Product.UntilEndedAsync(conversation);

        await OneMessageAsync(conversation, refreshed.Rendered);
    }

    [Fact]
    public async Task An_edit_that_fails_is_made_again()
    {
        var meeting = A.Meeting();
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        await Product.PassAsync(TimeSpan.FromMinutes(1));

        await Product.FaultAsync("500", "/slack/api/chat.update", count: 2);
        var refreshed = meeting.Refreshed("Refund the eleven customers");
        await Product.RefreshAsync(conversation, refreshed);
        await Product.UntilEndedAsync(conversation);

        await OneMessageAsync(conversation, refreshed.Rendered);
    }
}
