using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Simulation.Mutants;
using Convo.Functions.Simulation.Schedule;
using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation.Named;

/// <summary>A meeting is deleted a second or a while after its message went out; instances die around it.</summary>
public sealed class DeletionTests
{
    private readonly ScriptedMeeting meeting = new("sess_deleted", Items: 1);
    private SimulatedWorld? world;

    [Theory]
    [InlineData(2)]
    [InlineData(600)]
    public void Without_a_crash_the_message_is_taken_back_once(int deletedAfter) => AssertTakenBack(deletedAfter, crashAt: null);

    [Theory]
    [InlineData(2)]
    [InlineData(600)]
    public void A_post_that_happened_and_was_never_recorded_is_found_and_taken_back(int deletedAfter) =>
        AssertTakenBack(deletedAfter, gate => world!.Channel.Messages.Count > 0 && Is(gate, "Deliver", "write meetings"));

    [Theory]
    [InlineData(2)]
    [InlineData(600)]
    public void A_crash_between_the_withdrawal_and_its_record_does_it_again_without_harm(int deletedAfter) =>
        AssertTakenBack(deletedAfter, gate => world!.Channel.Withdrawals > 0 && Is(gate, "Deliver", "write meetings"));

    [Theory]
    [InlineData(2)]
    [InlineData(600)]
    public void A_crash_when_the_withdrawals_are_written_but_not_hinted_is_healed_by_the_sweep(int deletedAfter) =>
        AssertTakenBack(deletedAfter, gate => IsDeleted() && Is(gate, "Advance", "send Deliver"));

    [Fact]
    public void A_product_that_takes_back_only_what_it_has_a_receipt_of_is_found_out()
    {
        Make(deletedAfter: 2, gate => world!.Channel.Messages.Count > 0 && Is(gate, "Deliver", "write meetings"), new WithdrawOnlyWhatIsKnown());

        Assert.Contains("was deleted", world!.Run());
    }

    private static bool Is(Gate gate, string job, string what) =>
        gate.Job?.Name.StartsWith(job, StringComparison.Ordinal) is true && gate.What.StartsWith(what, StringComparison.Ordinal);

    private bool IsDeleted() => Stored().Meeting?.DeletedAt is not null;

    private MeetingSnapshot Stored() => world!.Watch.Read(SimulatedWorld.KeyOf(meeting));

    private void Make(int deletedAfter, Func<Gate, bool>? crashAt, Mutant? mutant = null)
    {
        world = new SimulatedWorld(new Choices(seed: null), new WorldSettings { CrashAt = crashAt }, mutant);
        world.Meetings[meeting.ConversationId] = meeting;
        world.Recipes.Publish(TeamRecipes.ForSummary(IfFails.Continue));
        meeting.Versions[world.Now] = 1;
        Send(TimeSpan.FromSeconds(1), Story.Ready[0]);
        Send(TimeSpan.FromSeconds(deletedAfter), "conversation.deleted");
    }

    private void AssertTakenBack(int deletedAfter, Func<Gate, bool>? crashAt)
    {
        Make(deletedAfter, crashAt);

        Assert.Null(world!.Run());

        Assert.Equal(crashAt is null ? 0 : 1, world.Crashes);
        Assert.Empty(world.Channel.Messages);
        Assert.Equal(1, world.Channel.Withdrawals);
        Assert.Equal(["withdrawn", "stands"], Stored().Deliveries.OrderBy(d => d.Id.RowKey, StringComparer.Ordinal).Select(d => d.State.Word()));
    }

    private void Send(TimeSpan after, string name) =>
        world!.At(world.Now + after, name, () => world.Deliver(world.Body(meeting, name), name));
}
