using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Meetings;
using Xunit;
using static Convo.Functions.Core.Tests.Calendars.CalendarStage;

namespace Convo.Functions.Core.Tests.Calendars;

/// <summary>Where the snapshot missed a meeting's event, the account is asked for the past, once; and what comes of it is remembered.</summary>
public sealed class LookBackTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly CalendarStage stage = new();

    [Fact]
    public async Task Where_the_account_gives_the_past_a_meeting_that_the_snapshot_missed_is_found_and_that_is_remembered()
    {
        await stage.SnapshotAsync();
        stage.Calendar.Events.Add(Weekly(0));
        stage.Calendar.IsGenerous = true;

        Assert.Equal("yes", Words(await stage.MeetAsync(), "calendar.matched"));

        Assert.Equal(Backwards.Works, (await stage.Store.StateAsync("acme", None))!.Backwards);
        Assert.Single(await stage.Store.EventsAsync("acme", None));
        Assert.Equal([CallUse.Poll, CallUse.Gathering], stage.Calendar.Uses);
    }

    [Fact]
    public async Task Each_meeting_is_looked_for_backwards_once()
    {
        await stage.SnapshotAsync();
        await stage.MeetAsync();
        await stage.MeetAsync();

        Assert.Equal(2, stage.Calendar.Asked.Count);
    }

    [Fact]
    public async Task An_event_that_was_there_and_is_not_given_any_more_says_clearly_that_the_past_is_not_given()
    {
        stage.Calendar.Events.Add(Given.Event("evt_1", "Sales", Given.Nine.AddMinutes(-50), "tom@acme.example"));
        await stage.SnapshotAsync();
        await stage.MeetAsync();

        Assert.Equal(Backwards.DoesNot, (await stage.Store.StateAsync("acme", None))!.Backwards);
        await stage.MeetAsync(key: MeetingKey.For("acme", "sess_2"));
        Assert.Equal(2, stage.Calendar.Asked.Count);
    }

    [Fact]
    public async Task Three_looks_that_bring_nothing_are_a_no_for_a_month()
    {
        await stage.SnapshotAsync();
        for (var meeting = 1; meeting <= 5; meeting++)
        {
            await stage.MeetAsync(key: MeetingKey.For("acme", $"sess_{meeting}"));
        }

        Assert.Equal(1 + 3, stage.Calendar.Asked.Count);
        stage.Clock.Now = stage.Clock.Now.AddDays(31);
        await stage.MeetAsync(key: MeetingKey.For("acme", "sess_later"));
        Assert.Equal(1 + 4, stage.Calendar.Asked.Count);
    }

    [Fact]
    public async Task A_look_that_was_refused_says_nothing_about_the_past()
    {
        await stage.SnapshotAsync();
        stage.Calendar.Instead = new CalendarAnswer.Later("too many", Given.Nine.AddDays(1));

        Assert.Equal("no", Words(await stage.MeetAsync(), "calendar.matched"));

        var state = await stage.Store.StateAsync("acme", None);
        Assert.Equal((Backwards.Untried, 0), (state!.Backwards, state.VagueTries));
    }
}
