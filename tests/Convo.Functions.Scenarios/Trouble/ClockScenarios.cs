using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Trouble;

/// <summary>A104: the clock jumps while something is tried again or leased. Nothing is posted twice, nothing is lost.</summary>
public abstract class ClockScenarios(IProductHost host) : Scenario(host)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<string, string?, int> Jumps
    {
        get
        {
            var jumps = new TheoryData<string, string?, int>();
            foreach (var hours in new[] { -1, 1, 24 })
            {
                jumps.Add("429", null, hours);
                jumps.Add("500", null, hours);
                jumps.Add("500", "after", hours);
            }

            return jumps;
        }
    }

    // The recipe was published at the start: a clock set back to before that would open no occasion for it.
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Product.PassAsync(2 * Hour);
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task A_jump_while_a_post_is_tried_again_neither_doubles_nor_loses_it(string fault, string? when, int hours)
    {
        var meeting = A.Meeting();
        await Product.FaultAsync(fault, PostMessage, when: when);
        var conversation = await Product.PlayAsync(meeting);
        await Product.StruckAsync(1);
        await Product.SettleAsync();
        await JumpAsync(hours);
        await Product.UntilEndedAsync(conversation);

        Assert.Equal("done", (await Product.RunAsync(conversation)).State);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(24)]
    public async Task A_jump_while_a_post_hangs_in_its_lease_neither_doubles_nor_loses_it(int hours)
    {
        var meeting = A.Meeting();
        await Product.FaultAsync("hang", PostMessage, when: "after", duration: "P2D");
        var conversation = await Product.PlayAsync(meeting);
        await Product.StruckAsync(1);
        await JumpAsync(hours);
        await Product.AdvanceAsync(TimeSpan.FromSeconds(61));
        await Product.UntilEndedAsync(conversation);

        Assert.Equal("done", (await Product.RunAsync(conversation)).State);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    public async Task A_jump_between_the_events_of_a_meeting_leaves_one_message(int hours)
    {
        var meeting = A.Meeting();
        var conversation = await Product.PlayAsync(meeting, SummaryReady);
        await JumpAsync(hours);
        await Product.FireAsync(conversation, KeyPointsReady, ActionItemsReady);
        await Product.UntilEndedAsync(conversation);

        await OneMessageAsync(conversation, meeting.Rendered);
    }

    private Task JumpAsync(int hours) => hours < 0 ? Product.SetBackAsync(-hours * Hour) : Product.AdvanceAsync(hours * Hour);
}
