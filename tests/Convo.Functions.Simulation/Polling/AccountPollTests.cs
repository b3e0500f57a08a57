using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Simulation.Polling;

/// <summary>Single courses of the poll, each in a quiet world.</summary>
public sealed class AccountPollTests
{
    private static readonly PollSettings Quiet =
        new(Limit: 500, HasWebhooks: false) { RefusesOneIn = 0, StoreFailsOneIn = 0, PagesMove = false, Instances = 1 };

    [Fact]
    public async Task A_meeting_whose_webhooks_were_all_lost_is_opened_and_its_recipes_run_once()
    {
        var world = new PollWorld(Quiet);
        var meeting = await HeldAsync(world);

        await world.LiveUntilAsync(meeting.End.AddHours(30));

        var known = await KnownAsync(world, meeting);
        Assert.Equal(["poll.created", "poll.summary", "poll.transcript"], known.Events.Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal(EventSource.Poll, known.Meeting!.HeardBy);
        Assert.Equal([1, 1], world.Delivered.Values);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_webhook_and_the_poll_open_one_occasion_whoever_is_first(bool webhookFirst)
    {
        var world = new PollWorld(Quiet);
        var meeting = await HeldAsync(world);
        foreach (var name in new[] { "conversation.created", "conversation.keypoints.ready", "conversation.summary.ready" })
        {
            world.Deliver(meeting, name, meeting.KeyPointsAt!.Value, webhookFirst ? TimeSpan.Zero : TimeSpan.FromHours(3));
        }

        await world.LiveUntilAsync(meeting.End.AddHours(30));

        var known = await KnownAsync(world, meeting);
        Assert.Equal(webhookFirst ? EventSource.Webhook : EventSource.Poll, known.Meeting!.HeardBy);
        Assert.Equal(["created", "summary"], known.Runs.Select(run => run.Recipe).Order(StringComparer.Ordinal));
        Assert.Equal([1, 1], world.Delivered.Values);
    }

    [Fact]
    public async Task A_meeting_that_webhooks_told_all_about_costs_no_call_of_its_own()
    {
        var world = new PollWorld(Quiet);
        var meeting = Meeting(world);
        world.Hold(meeting);
        world.Deliver(meeting, "conversation.created", meeting.End, TimeSpan.Zero);
        world.Deliver(meeting, "conversation.keypoints.ready", meeting.KeyPointsAt!.Value, TimeSpan.Zero);

        await world.LiveUntilAsync(world.Clock.Now.AddHours(8));

        Assert.Equal(0, world.Convo.Looks);
        Assert.NotEqual(0, world.Convo.PollCalls);
    }

    [Fact]
    public async Task Key_points_that_never_come_are_looked_for_seven_times_in_a_day_and_then_never_again()
    {
        var world = new PollWorld(Quiet);
        var meeting = Meeting(world) with { KeyPointsAt = null };
        world.Hold(meeting);
        await world.LiveUntilAsync(meeting.End.AddHours(25));
        Assert.Equal(7, world.Convo.Looks);

        await world.LiveUntilAsync(meeting.End.AddHours(49));

        Assert.Equal(7, world.Convo.Looks);
    }

    [Fact]
    public async Task What_is_no_longer_listed_is_not_taken_for_deleted()
    {
        var world = new PollWorld(Quiet);
        var meeting = await HeldAsync(world);

        await world.LiveUntilAsync(meeting.End.AddDays(10));

        var known = await KnownAsync(world, meeting);
        Assert.Null(known.Meeting!.DeletedAt);
        Assert.DoesNotContain(known.Events, e => e.Kind is OccasionKind.Deleted);
        Assert.Empty(await world.AnyInstance.Store.WatchedAsync(PollWorld.Account, CancellationToken.None));
    }

    [Fact]
    public async Task After_three_days_of_silence_what_was_held_meanwhile_is_found()
    {
        var world = new PollWorld(Quiet with { PageSize = 3 });
        var begin = world.Clock.Now;
        await world.LiveUntilAsync(begin.AddMinutes(6));
        for (var n = 0; n < 20; n++)
        {
            var end = begin.AddHours(1 + (n * 3));
            world.Hold(new ModelMeeting($"sess_{n}", end.AddMinutes(-30), end, end.AddMinutes(3)));
        }

        world.Clock.Now = begin.AddDays(3);
        await world.LiveUntilAsync(begin.AddDays(3).AddMinutes(11));

        Assert.Equal(40, world.Delivered.Count);
        Assert.All(world.Delivered.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Meetings_from_before_the_account_was_connected_are_left_alone()
    {
        var world = new PollWorld(Quiet);
        var longAgo = world.Clock.Now.AddHours(-3);
        world.Hold(new ModelMeeting("sess_old", longAgo.AddMinutes(-30), longAgo, longAgo.AddMinutes(3)));

        await world.LiveUntilAsync(world.Clock.Now.AddHours(3));

        Assert.Empty((await world.AnyInstance.Meetings.ReadAsync(MeetingKey.For(PollWorld.Account, "sess_old"), CancellationToken.None)).Events);
        Assert.Empty(world.Delivered);
    }

    [Fact]
    public async Task Of_instances_that_ring_at_the_same_moment_one_polls()
    {
        var one = new PollWorld(Quiet);
        var four = new PollWorld(Quiet with { Instances = 4 });
        await one.LiveUntilAsync(one.Clock.Now.AddHours(6));
        await four.LiveUntilAsync(four.Clock.Now.AddHours(6));

        Assert.Equal(one.Convo.PollCalls, four.Convo.PollCalls);
    }

    [Fact]
    public async Task A_poll_that_is_refused_says_so_and_goes_on_when_it_may()
    {
        var world = new PollWorld(Quiet with { RefusesOneIn = 1 });
        await world.TickAsync();

        var cursor = (await world.AnyInstance.Store.CursorAsync(PollWorld.Account, CancellationToken.None))!;
        Assert.Equal("429", cursor.Trouble!.Reason);
        Assert.Null(cursor.CompleteAt);
        Assert.InRange(cursor.NextAt - world.Clock.Now, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(180));
        Assert.Equal(0, (await world.AnyInstance.Budget.ReadAsync(PollWorld.Account, CancellationToken.None)).Room(
            Core.Budgets.CallUse.Gathering, world.Clock.Now));
    }

    [Fact]
    public async Task A_clock_that_was_wrong_and_is_set_back_does_not_stop_the_poll()
    {
        var world = new PollWorld(Quiet);
        world.Clock.Now += TimeSpan.FromDays(1);
        await world.TickAsync();
        world.Clock.Now -= TimeSpan.FromDays(1);

        await world.TickAsync();

        Assert.Equal(2, world.Convo.PollCalls);
        var cursor = (await world.AnyInstance.Store.CursorAsync(PollWorld.Account, CancellationToken.None))!;
        Assert.Equal(world.Clock.Now.AddMinutes(5), cursor.NextAt);
    }

    [Fact]
    public async Task Another_key_is_tried_at_once()
    {
        var world = new PollWorld(Quiet);
        await world.TickAsync();
        world.Clock.Now += TimeSpan.FromMinutes(1);
        await world.TickAsync();
        Assert.Equal(1, world.Convo.PollCalls);

        await world.AnyInstance.Poll.RunAsync(world.Connection with { Generation = 2 }, CancellationToken.None);

        Assert.Equal(2, world.Convo.PollCalls);
    }

    private static ModelMeeting Meeting(PollWorld world)
    {
        var end = world.Clock.Now.AddMinutes(47);
        return new ModelMeeting("sess_1", end.AddMinutes(-30), end, end.AddMinutes(3));
    }

    private static async Task<ModelMeeting> HeldAsync(PollWorld world)
    {
        await world.LiveUntilAsync(world.Clock.Now.AddMinutes(1));
        var meeting = Meeting(world);
        world.Hold(meeting);
        return meeting;
    }

    private static Task<MeetingSnapshot> KnownAsync(PollWorld world, ModelMeeting meeting) =>
        world.AnyInstance.Meetings.ReadAsync(MeetingKey.For(PollWorld.Account, meeting.Id), CancellationToken.None);
}
