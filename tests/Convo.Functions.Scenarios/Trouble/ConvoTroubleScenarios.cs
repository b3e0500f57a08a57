using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Trouble;

/// <summary>Convo is late, busy, closed or broken: what can come is waited for, what can't is told.</summary>
public abstract class ConvoTroubleScenarios(IProductHost host) : Scenario(host)
{
    [Fact]
    public async Task Key_points_that_come_late_are_waited_for()
    {
        var meeting = A.Meeting().WithoutKeyPoints();
        var conversation = await Product.PlayAsync(meeting, KeyPointsReady);
        await Product.PassAsync(TimeSpan.FromMinutes(5));
        var waiting = await Product.RunAsync(conversation);
        Assert.Equal("waiting", waiting.State);
        Assert.NotNull(waiting.Reason);
        Assert.True(waiting.LooksAgainAt <= waiting.WaitsUntil, "the run does not look again before it gives up");

        var made = meeting.Refreshed("Written down at last");
        await Product.RefreshAsync(conversation, made, quiet: true);
        await Product.UntilEndedAsync(conversation);
        await OneMessageAsync(conversation, made.Rendered);
    }

    [Fact]
    public async Task Key_points_that_do_not_come_are_given_up_at_the_deadline_and_a_person_can_run_it_again()
    {
        var meeting = A.Meeting().WithoutKeyPoints();
        var conversation = await Product.PlayAsync(meeting, KeyPointsReady);
        var begin = await Product.NowAsync();
        var run = Assert.Single((await Product.UntilEndedAsync(conversation)).Runs);
        Assert.Equal("refused", run.State);
        Assert.Contains("waited until", run.Reason, StringComparison.Ordinal);
        Assert.Contains("run it again", run.Advice, StringComparison.Ordinal);
        Assert.InRange(run.EndedAt!.Value - begin, TimeSpan.FromMinutes(19), TimeSpan.FromMinutes(22));

        var made = meeting.Refreshed("Written down at last");
        await Product.RefreshAsync(conversation, made, quiet: true);
        Assert.Equal("done", (await Product.RunAgainAsync(run)).State);
        await OneMessageAsync(conversation, made.Rendered);
    }

    [Fact]
    public async Task A_limit_of_convo_parks_the_run_until_it_is_reset()
    {
        var meeting = A.Meeting();
        await Product.FaultAsync("429", "/api/v1/conversations", count: 1, retryAfter: 1800);
        var conversation = await Product.PlayAsync(meeting);
        await Product.SettleAsync();
        var run = await Product.RunAsync(conversation);
        Assert.Equal("waiting", run.State);
        Assert.InRange(run.LooksAgainAt!.Value - await Product.NowAsync(), TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(31));

        await Product.UntilEndedAsync(conversation);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("500")]
    [InlineData("drop")]
    public async Task An_answer_of_convo_that_says_nothing_is_asked_for_again(string fault)
    {
        var meeting = A.Meeting();
        await Product.FaultAsync(fault, "/api/v1/conversations", count: 2);
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        Assert.Equal("done", (await Product.RunAsync(conversation)).State);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Fact]
    public async Task A_limit_that_outlasts_the_deadline_is_still_waited_out()
    {
        var meeting = A.Meeting();
        await Product.FaultAsync("429", "/api/v1/conversations", count: 3, retryAfter: 3000);
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        Assert.Equal("done", (await Product.RunAsync(conversation)).State);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Fact]
    public async Task A_key_that_convo_does_not_take_is_told_with_advice_and_the_run_goes_on_with_one_that_it_takes()
    {
        var meeting = A.Meeting();
        await KeyAsync("convo_revoked_0000");
        var conversation = await Product.PlayAsync(meeting);
        await Product.SettleAsync();
        var run = await Product.RunAsync(conversation);
        Assert.Equal("waiting", run.State);
        Assert.Contains("refused the API key", run.Reason, StringComparison.Ordinal);
        Assert.Contains("Save the connection with a key that works", run.Reason, StringComparison.Ordinal);
        Assert.Empty(await Product.MessagesAboutAsync(conversation));

        await KeyAsync("convo_sandbox_professional");
        await Product.SettleAsync();
        Assert.Equal("done", (await Product.RunAsync(conversation)).State);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    private async Task KeyAsync(string key) =>
        Assert.Equal(200, (int)(await Product.ConnectAsync(Product.Host.Convo, "convo", Product.Host.Sandbox, ("apiKey", key))).Status);
}
