using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Approving;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Standalone;

/// <summary>The store dies, or takes its time, around an answer: what was said happens once, and nobody is told that it was saved before it was.</summary>
public sealed class AnswerCrashScenarios(StandaloneBesideSandbox host) : ApprovalScenario(host), IClassFixture<StandaloneBesideSandbox>
{
    private const string Question = "|post.ask|000";
    private readonly StandaloneBesideSandbox host = host;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_while_the_question_is_planned_or_posted_leaves_one_question(bool afterTheWrite)
    {
        foreach (var value in new[] { "state", "claim", "receipt" })
        {
            var cut = PowerCut.At(
                TableNames.Meetings, row => row.Key.EndsWith(Question, StringComparison.Ordinal) && row.Text(value) is not null, afterTheWrite);
            await host.RestartAsync(cut);
            var meeting = A.Meeting();
            var (posts, asks) = (A.Channel(), A.Channel());
            var waiting = new Waiting(meeting, "", "", posts, new Asked(Product, asks));
            await Product.AddChannelAsync(posts);
            await Product.AddChannelAsync(asks);
            var recipe = A.RecipeFor(meeting).PostingTo($"#{posts}").AskingIn($"#{asks}", Asked.Marit);
            await Product.PublishAsync(recipe);
            waiting = waiting with { Conversation = await Product.PlayAsync(meeting), Recipe = recipe.Id };
            await cut.Struck.WaitAsync(Product.Bound);

            await host.RestartAsync(new PowerCut());
            await Product.PassAsync(TimeSpan.FromMinutes(3));
            await Product.PassAsync(TimeSpan.FromMinutes(1));

            await StillWaitsAsync(waiting);
            await waiting.Asked.PressAsync(Asked.Approve, Asked.Marit);
            await WentOutAsync(waiting);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_between_the_answer_and_the_delivery_loses_neither_and_repeats_nothing(bool afterTheWrite)
    {
        await host.RestartAsync(new PowerCut());
        var waiting = await AskAsync();
        var cut = PowerCut.At(TableNames.Meetings, row => row.Text("approveVerdict") is not null && row.Text("receipt") is null, afterTheWrite);
        await host.RestartAsync(cut);

        var press = await waiting.Asked.PressAsync(Asked.Approve, Asked.Marit);
        Assert.Contains("Not saved", await waiting.Asked.ToldAsync(press), StringComparison.Ordinal);
        Assert.Empty(await Product.MessagesAsync(waiting.Posts));

        await host.RestartAsync(new PowerCut());
        if (!afterTheWrite)
        {
            await StillWaitsAsync(waiting);
            await waiting.Asked.PressAsync(Asked.Approve, Asked.Marit);
        }

        // What is going out has to be through before the clock moves: it would count as having taken a minute.
        await Product.SettleAsync();
        await Product.PassAsync(TimeSpan.FromMinutes(1));
        await WentOutAsync(waiting);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A86_a_press_while_the_store_is_slow_is_answered_in_time_and_the_message_changes_only_once_it_is_saved(bool isSaved)
    {
        await host.RestartAsync(new PowerCut());
        var waiting = await AskAsync();
        var slow = new SlowStore(TableNames.Meetings, row => row.Text("approveVerdict") is not null);
        await host.RestartAsync(slow.Around);

        var pressing = waiting.Asked.PressAsync(Asked.Approve, Asked.Marit);
        await slow.Reached.WaitAsync(Product.Bound);
        await Product.AdvanceAsync(TimeSpan.FromSeconds(2));
        var press = await pressing;

        Assert.Equal((200, "saving"), (press.Status, press.Body));
        Assert.StartsWith("Saving", await waiting.Asked.ToldAsync(press), StringComparison.Ordinal);
        await StillWaitsAsync(waiting);

        if (isSaved)
        {
            slow.Release();
            await WentOutSoonAsync(waiting);
        }
        else
        {
            slow.Fail();
            await ToldAsync(waiting, "Press again");
            await StillWaitsAsync(waiting);
        }
    }

    private async Task WentOutSoonAsync(Waiting waiting)
    {
        while ((await PostAsync(waiting)).State is not "delivered")
        {
            await Product.SettleAsync();
        }

        await WentOutAsync(waiting);
    }

    private async Task ToldAsync(Waiting waiting, string words)
    {
        while (!(await waiting.Asked.EverythingToldAsync()).Any(told => told.Contains(words, StringComparison.Ordinal)))
        {
            Product.Bound.ThrowIfCancellationRequested();
        }
    }
}
