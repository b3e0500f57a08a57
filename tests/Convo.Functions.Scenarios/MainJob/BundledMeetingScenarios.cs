using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.MainJob;

/// <summary>Every meeting that comes with the sandbox posts what it should, and nothing is found worth a warning.</summary>
public abstract class BundledMeetingScenarios(IProductHost host) : Scenario(host)
{
    private readonly IProductHost host = host;

    [Theory]
    [InlineData("weekly-sync", 4, "• Run the load test on Thursday and send the figures to everyone – Marit")]
    [InlineData("umlauts", 3, "• Gespräch mit den Süßwarenhändlern führen – Jürgen Müller-Lüdenscheidt")]
    [InlineData("emoji", 3, "🚀 Release retro 🎉 what went well 👍🏽")]
    [InlineData("right-to-left", 3, "• ترجمة الإعلان إلى العربية (3 صفحات) – ليلى")]
    [InlineData("forty-items", 40, "• Order the badges for all visitors – Marit")]
    [InlineData("sparse", 2, "• Find the second pallet")]
    [InlineData("untitled", 1, "• Send the tracking number – You")]
    [InlineData("you-and-participant", 3, "• Send the list of machines – Participant")]
    [InlineData("line-separators", 3, "• Clean up the notes")]
    [InlineData("long", 11, "Strategy day: minutes of the whole day")]
    public async Task A_bundled_meeting_is_posted_whole_and_without_a_warning(string scenario, int items, string words)
    {
        var conversation = await Product.PlayAsync(scenario);
        var run = Assert.Single((await Product.UntilEndedAsync(conversation)).Runs);
        var messages = await Product.MessagesAboutAsync(conversation);

        Assert.Equal("done", run.State);
        var top = Assert.Single(messages, message => !message.IsReply);
        Assert.All(messages.Where(message => message.IsReply), reply => Assert.Equal(top.Ts, reply.ThreadTs));
        var whole = string.Join('\n', messages.Select(message => message.Words));
        Assert.Contains(words, whole, StringComparison.Ordinal);
        Assert.Equal(items, whole.Split('\n').Count(line => line.StartsWith('•')));
        Assert.Empty(host.Log.Warnings);
    }

    [Fact]
    public async Task A_meeting_beyond_the_limits_of_slack_goes_on_in_a_thread()
    {
        var meeting = A.Meeting() with { Items = [.. Enumerable.Range(1, 80).Select(item => ($"Item {item}: {new string('x', 240)}", (string?)"Marit"))] };
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        var messages = await Product.MessagesAboutAsync(conversation);
        Assert.True(messages.Count > 1, "the meeting fits into one message");
        Assert.Equal(messages.Count - 1, messages.Count(message => message.IsReply));
        for (var item = 1; item <= meeting.Items.Count; item++)
        {
            Assert.Single(messages, message => message.Words.Contains($"• Item {item}:", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Control_sequences_in_a_meeting_stay_words()
    {
        var conversation = await Product.PlayAsync("markup");
        await Product.UntilEndedAsync(conversation);

        var message = Assert.Single(await Product.MessagesAboutAsync(conversation));
        foreach (var text in new[] { message.Words, message.Text })
        {
            Assert.DoesNotContain("<!", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<@", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<http", text, StringComparison.Ordinal);
            Assert.Contains("&lt;!channel&gt;", text, StringComparison.Ordinal);
            Assert.Contains("{{secret}}", text, StringComparison.Ordinal);
        }

        Assert.Empty(host.Log.Warnings);
    }

    [Fact]
    public async Task A_meeting_without_items_posts_nothing_and_the_run_says_why()
    {
        var conversation = await Product.PlayAsync("no-items");
        var run = Assert.Single((await Product.UntilEndedAsync(conversation)).Runs);

        Assert.Equal("done", run.State);
        Assert.Contains("needs", run.Reason, StringComparison.Ordinal);
        Assert.Empty(run.Deliveries);
        Assert.Empty(await Product.MessagesAboutAsync(conversation));
    }

    [Fact]
    public async Task A_meeting_whose_key_points_nobody_made_costs_no_credit_and_starts_no_run()
    {
        var conversation = await Product.PlayAsync("no-keypoints");
        await Product.PassAsync(TimeSpan.FromMinutes(30));

        var meeting = await Product.MeetingAsync(conversation);
        Assert.Empty(meeting.Runs);
        Assert.Empty(await Product.MessagesAboutAsync(conversation));
    }
}
