using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Connectors.Tests.ConvoApi;

/// <summary>The calendar against the sandbox's, which is as strict as Convo's pages leave room for.</summary>
public sealed class ConvoCalendarTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_event_is_read_with_its_people_and_without_an_organiser()
    {
        await using var stage = await ConvoStage.StartAsync();
        var start = stage.Clock.GetUtcNow().AddHours(1);
        await stage.PlanAsync(new
        {
            events = new[]
            {
                new
                {
                    id = "evt_1", summary = "Supplier kickoff", start = start.ToString("O"), minutes = 45, organizer = new { email = "jonas@firma.example" },
                    attendees = new[]
                    {
                        new { email = "jonas@firma.example", displayName = "Jonas Vik", responseStatus = "accepted" },
                        new { email = "marit@nordwind.example", displayName = " ", responseStatus = "declined" },
                    },
                },
            },
        });

        var here = await HereAsync(stage, stage.Clock.GetUtcNow(), start.AddHours(1));

        var one = Assert.Single(here.Events);
        Assert.Equal(("evt_1", "Supplier kickoff", false, null), (one.Id, one.Title, one.IsAllDay, one.Organiser));
        Assert.Equal(TimeSpan.FromMinutes(45), one.End - one.Start);
        Assert.Equal(
            [new Attendee("Jonas Vik", "jonas@firma.example"), new Attendee(null, "marit@nordwind.example", HasDeclined: true)], one.Attendees);
        Assert.Equal((start.AddHours(1), null), (here.WholeUntil, here.PauseUntil));
    }

    [Fact]
    public async Task More_than_fifty_events_are_read_page_by_page_from_the_last_start()
    {
        await using var stage = await ConvoStage.StartAsync();
        var now = stage.Clock.GetUtcNow();
        await stage.PlanAsync(new { events = Enumerable.Range(1, 130).Select(n => new { id = $"evt_{n}", start = now.AddMinutes(n).ToString("O") }) });

        var here = await HereAsync(stage, now, now.AddHours(24));

        Assert.Equal(Enumerable.Range(1, 130).Select(n => $"evt_{n}"), here.Events.OrderBy(one => one.Start).Select(one => one.Id));
        Assert.Equal(now.AddHours(24), here.WholeUntil);
    }

    [Fact]
    public async Task What_starts_after_the_asked_time_is_left_out_and_asks_no_further_page()
    {
        await using var stage = await ConvoStage.StartAsync();
        var now = stage.Clock.GetUtcNow();
        await stage.PlanAsync(new { events = Enumerable.Range(1, 90).Select(n => new { id = $"evt_{n}", start = now.AddHours(n).ToString("O") }) });

        Assert.Equal(23, (await HereAsync(stage, now, now.AddHours(24))).Events.Count);
    }

    [Fact]
    public async Task Where_more_than_fifty_start_at_once_the_answer_is_whole_only_until_then()
    {
        await using var stage = await ConvoStage.StartAsync();
        var now = stage.Clock.GetUtcNow();
        await stage.PlanAsync(new { events = Enumerable.Range(1, 60).Select(n => new { id = $"evt_{n}", start = now.AddHours(2).ToString("O") }) });

        var here = await HereAsync(stage, now, now.AddHours(24));

        Assert.Equal(50, here.Events.Count);
        Assert.Equal(now.AddHours(2), here.WholeUntil);
    }

    [Fact]
    public async Task The_past_is_given_only_by_a_generous_account()
    {
        await using var stage = await ConvoStage.StartAsync();
        var now = stage.Clock.GetUtcNow();
        await stage.PlanAsync(new { events = new[] { new { id = "evt_1", start = now.AddHours(-1).ToString("O") } } });

        Assert.Empty((await HereAsync(stage, now.AddHours(-2), now)).Events);
        await stage.PlanAsync(new { generous = true });
        Assert.Equal("evt_1", Assert.Single((await HereAsync(stage, now.AddHours(-2), now)).Events).Id);
    }

    [Theory]
    [InlineData(CallUse.Poll, false)]
    [InlineData(CallUse.Gathering, true)]
    public async Task A_snapshot_leaves_the_last_calls_of_the_hour_to_those_who_look_for_the_event_of_a_meeting(CallUse use, bool isAsked)
    {
        await using var stage = await ConvoStage.StartAsync();
        Assert.IsType<CallAnswer.Granted>(await stage.Budget.ReserveAsync(stage.Connection.Name, CallUse.Gathering, 80, None));
        var now = stage.Clock.GetUtcNow();

        var answer = await stage.Calendar.EventsAsync(stage.Connection, now, now.AddHours(1), use, None);

        Assert.Equal((isAsked, isAsked ? 1 : 0), (answer is CalendarAnswer.Here, (await stage.CallsAsync()).Calls));
    }

    [Fact]
    public async Task No_calendar_is_an_answer_and_no_failure()
    {
        await using var stage = await ConvoStage.StartAsync();
        await stage.PlanAsync(new { connected = false });

        Assert.IsType<CalendarAnswer.NotConnected>(await AskAsync(stage, stage.Clock.GetUtcNow(), stage.Clock.GetUtcNow().AddHours(1)));
    }

    [Theory]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("html")]
    [InlineData("drop")]
    public async Task Trouble_at_convo_is_tried_later(string fault)
    {
        await using var stage = await ConvoStage.StartAsync();
        await stage.FaultAsync(new { fault, target = "/api/v1/calendar/events" });

        var later = Assert.IsType<CalendarAnswer.Later>(await AskAsync(stage, stage.Clock.GetUtcNow(), stage.Clock.GetUtcNow().AddHours(1)));
        Assert.True(later.NotBefore > stage.Clock.GetUtcNow(), "it may be tried at once");
    }

    [Fact]
    public async Task Without_a_key_the_calendar_is_tried_later_and_the_owner_is_not_known()
    {
        await using var stage = await ConvoStage.StartAsync(key: null);

        Assert.IsType<CalendarAnswer.Later>(await AskAsync(stage, stage.Clock.GetUtcNow(), stage.Clock.GetUtcNow().AddHours(1)));
        Assert.Null(await stage.Calendar.OwnAddressAsync(stage.Connection, None));
    }

    [Fact]
    public async Task The_owner_is_whose_key_it_is()
    {
        await using var stage = await ConvoStage.StartAsync();

        Assert.Equal("owner@sandbox.example", await stage.Calendar.OwnAddressAsync(stage.Connection, None));
        await stage.FaultAsync(new { fault = "500", target = "/api/v1/user/profile" });
        Assert.Null(await stage.Calendar.OwnAddressAsync(stage.Connection, None));
    }

    [Fact]
    public async Task The_event_that_convo_linked_is_a_fact_of_the_meeting()
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(new { meeting = new { title = "Budget", calendar = new { id = "evt_1", linked = true } } });

        var row = Assert.IsType<FactAnswer.Known>(await stage.Facts.ReadAsync(stage.Connection, id, FactGroup.Conversation, None));

        Assert.Equal(new FactValue.Text("evt_1"), new FactSet(row.Facts).Find("meeting.calendarEventId"));
    }

    private static Task<CalendarAnswer> AskAsync(ConvoStage stage, DateTimeOffset from, DateTimeOffset until) =>
        stage.Calendar.EventsAsync(stage.Connection, from, until, CallUse.Poll, None);

    private static async Task<CalendarAnswer.Here> HereAsync(ConvoStage stage, DateTimeOffset from, DateTimeOffset until) =>
        Assert.IsType<CalendarAnswer.Here>(await AskAsync(stage, from, until));
}
