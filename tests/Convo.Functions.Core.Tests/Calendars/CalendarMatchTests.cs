using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Calendars.Matching;
using Xunit;

namespace Convo.Functions.Core.Tests.Calendars;

public sealed class CalendarMatchTests
{
    private static readonly IReadOnlyList<Attendee> Three =
        [new("Marit Dahl", "marit@acme.example"), new("Jonas Vik", "jonas@acme.example"), new("Priya Nair", "priya@acme.example")];

    [Fact]
    public void The_sentence_says_how_far_apart_the_starts_are_how_alike_the_titles_and_how_many_names_were_found()
    {
        var match = Find(Meeting("Weekly sync", 2, "Marit", "Jonas", "Priya", "Kim"), Event("Weekly sync"));

        Assert.Equal("starts 2 minutes apart, same title, 3 of 4 names", match.Why);
        Assert.Equal(0.99, match.Score);
    }

    [Theory]
    [InlineData(0, "starts at the same minute")]
    [InlineData(1, "starts a minute apart")]
    [InlineData(-1, "starts a minute apart")]
    [InlineData(12, "starts 12 minutes apart")]
    public void Minutes_are_told_as_people_tell_them(double late, string words) =>
        Assert.StartsWith(words + ",", Find(Meeting("Weekly sync", late, "Marit"), Event("Weekly sync")).Why, StringComparison.Ordinal);

    [Fact]
    public void A_score_falls_the_later_the_meeting_began()
    {
        var scores = new[] { 0, 5, 10, 15, 20, 30, 45, 59 }
            .Select(late => Find(Meeting("Other words", late), Event("Weekly sync", minutes: 60), threshold: 0).Score)
            .ToList();

        Assert.Equal(scores.OrderDescending(), scores);
        Assert.True(scores[0] > scores[^1] + 0.2, "an hour late scores like a punctual one");
    }

    [Fact]
    public void Convos_own_link_counts_more_than_all_else()
    {
        var linked = Event("Something else", minutes: 30, id: "evt_2") with { Start = Given.Nine.AddHours(3), End = Given.Nine.AddHours(4), Attendees = [] };

        var match = CalendarMatch.Find(
            Meeting("Weekly sync", 0, "Marit", "Jonas") with { LinkedEventId = "evt_2" }, [Event("Weekly sync"), linked]);

        Assert.Equal((linked, 1.0, "Convo linked this event"), (match.Event, match.Score, match.Why));
    }

    [Fact]
    public void A_link_to_a_series_means_its_occurrence_nearest_to_the_meeting()
    {
        var days = Enumerable.Range(0, 5).Select(day => Event("Standup", id: $"evt_1_{day}") with
        {
            Start = Given.Nine.AddDays(day - 2),
            End = Given.Nine.AddDays(day - 2).AddMinutes(15),
        });

        Assert.Equal("evt_1_2", CalendarMatch.Find(Meeting("x", 0) with { LinkedEventId = "evt_1" }, [.. days]).Event?.Id);
    }

    [Fact]
    public void An_id_that_only_begins_like_the_linked_one_is_another()
    {
        var match = CalendarMatch.Find(Meeting("x", 600) with { LinkedEventId = "evt_1" }, [Event("Weekly sync", id: "evt_10")]);

        Assert.Null(match.Event);
    }

    [Fact]
    public void Two_events_that_fit_equally_well_are_both_left()
    {
        var match = CalendarMatch.Find(Meeting("Untitled Conversation", 0), [Event("Portal"), Event("Sales", id: "evt_2")]);

        Assert.Null(match.Event);
        Assert.StartsWith("two events fit equally well", match.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_meeting_entered_twice_is_one()
    {
        var match = CalendarMatch.Find(Meeting("Portal", 0), [Event("Portal"), Event("portal!", id: "evt_2") with { Attendees = [] }]);

        Assert.Equal("evt_1", match.Event?.Id);
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(46, false)]
    public void What_ended_more_than_a_quarter_of_an_hour_before_is_not_looked_at(double minutesAfterEnd, bool isNear)
    {
        var match = Find(Meeting("Weekly sync", 30 + minutesAfterEnd), Event("Weekly sync"));

        Assert.Null(match.Event);
        Assert.Equal(isNear, match.Score > 0);
    }

    [Fact]
    public void Whole_days_are_never_matched_by_time() =>
        Assert.Null(Find(Meeting("Workshop", 0), Event("Workshop") with { IsAllDay = true, End = Given.Nine.AddDays(1) }).Event);

    [Fact]
    public void A_no_of_the_accounts_owner_speaks_against_an_event_and_that_of_others_does_not()
    {
        var declined = Event("Portal") with { Attendees = [.. Three, new("Anna", "anna@acme.example", HasDeclined: true)] };
        var meeting = Meeting("Untitled Conversation", 0) with { OwnAddress = "ANNA@acme.example" };

        Assert.Null(Find(meeting, declined).Event);
        Assert.NotNull(Find(meeting with { OwnAddress = "marit@acme.example" }, declined).Event);
    }

    [Theory]
    [InlineData("Müller", "mueller@acme.example", null)]
    [InlineData("Søren Ås", null, "Soren As")]
    [InlineData("Lea Becker", null, "Becker, Lea")]
    [InlineData("MARIT", "marit.dahl@acme.example", null)]
    [InlineData("Marit Dahl", "m.dahl@acme.example", "Marit")]
    [InlineData("O’Neil", null, "ONeil")]
    public void A_name_is_found_however_it_is_spelt(string name, string? email, string? shown) =>
        Assert.Equal(new NameLikeness(1, 1), NameLikeness.Of([name], [new Attendee(shown, email ?? "")]));

    [Theory]
    [InlineData("You")]
    [InlineData("Participant")]
    [InlineData("Speaker 2")]
    [InlineData("A.")]
    [InlineData("")]
    public void Words_that_are_nobodys_name_are_not_looked_for(string name) => Assert.Equal(new NameLikeness(0, 0), NameLikeness.Of([name], Three));

    [Fact]
    public void Who_is_invited_answers_to_one_name_only() =>
        Assert.Equal(new NameLikeness(1, 2), NameLikeness.Of(["Marit", "Marit Dahl"], [new Attendee("Marit Dahl", "")]));

    [Theory]
    [InlineData("Weekly sync", "weekly  SYNC!", "Same")]
    [InlineData("Re: the budget", "Budget", "Same")]
    [InlineData("Portal launch", "Weekly sync: launch of the portal", "Similar")]
    [InlineData("Portal launch", "Portal retro", "Related")]
    [InlineData("Portal launch", "Sales numbers", "Other")]
    [InlineData("Untitled Conversation", "Sales numbers", "Silent")]
    [InlineData("Sales numbers", "", "Silent")]
    [InlineData("the meeting", "Sales numbers", "Silent")]
    [InlineData("اجتماع المبيعات", "اجتماع المبيعات", "Same")]
    public void Titles_are_as_alike_as_their_telling_words(string one, string other, string verdict) =>
        Assert.Equal(verdict, TitleLikeness.Compare(one, other).ToString());

    private static CalendarMatch Find(MeetingTraits meeting, CalendarEvent one, double threshold = CalendarMatch.DefaultThreshold) =>
        CalendarMatch.Find(meeting, [one], threshold);

    private static MeetingTraits Meeting(string title, double late, params string[] names) =>
        new(title, Given.Nine.AddMinutes(late), Given.Nine.AddMinutes(late + 30), null, names);

    private static CalendarEvent Event(string title, double minutes = 30, string id = "evt_1") =>
        new(id, title, Given.Nine, Given.Nine.AddMinutes(minutes), IsAllDay: false, Three, Organiser: null);
}
