using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Calendars.Doubles;
using Xunit;

namespace Convo.Functions.Core.Tests.Calendars;

public sealed class EventMarkTests
{
    private static readonly CalendarEvent Weekly = Given.Event("abc", "Weekly: Größe!", Given.Nine, "dana@example.com", "ben@example.com");

    [Theory]
    [InlineData("other", "weekly groesse", 0, 30, "ben@example.com", true)]
    [InlineData("other", "weekly groesse", 0, 30, "", true)]
    [InlineData("other", "weekly groesse", 0, 30, "kim@example.com", false)]
    [InlineData("other", "weekly groesse", 0, 45, "ben@example.com", false)]
    [InlineData("other", "weekly groesse", 1, 30, "ben@example.com", false)]
    [InlineData("other", "another title", 0, 30, "ben@example.com", false)]
    [InlineData("abc", "another title", 0, 45, "kim@example.com", true)]
    [InlineData("abc_20260511T090000Z", "another title", 0, 30, "kim@example.com", true)]
    [InlineData("abc_20260511", "another title", 0, 30, "", true)]
    [InlineData("abc_x", "another title", 0, 30, "ben@example.com", false)]
    [InlineData("abc", "Weekly: Größe!", 60, 30, "ben@example.com", false)]
    public void It_is_the_same_event_by_its_id_or_by_its_words_and_people_at_the_same_time(
        string id, string title, int late, int minutes, string invited, bool isSame)
    {
        var start = Given.Nine.AddMinutes(late);
        var other = Given.Event(id, title, start, [.. new[] { invited }.Where(email => email.Length > 0)]) with { End = start.AddMinutes(minutes) };

        Assert.Equal(isSame, EventMark.Of(Weekly).IsSame(EventMark.Of(other)));
        Assert.Equal(isSame, EventMark.Of(other).IsSame(EventMark.Of(Weekly)));
    }

    [Fact]
    public void Events_without_a_title_are_the_same_by_their_id_alone()
    {
        var (one, other) = (Given.Event("a", "", Given.Nine), Given.Event("b", "", Given.Nine));

        Assert.False(EventMark.Of(one).IsSame(EventMark.Of(other)));
        Assert.True(EventMark.Of(one).IsSame(EventMark.Of(one with { Title = "Named since" })));
    }

    [Fact]
    public void Addresses_count_whatever_their_case_and_no_word_is_kept()
    {
        var mark = EventMark.Of(Weekly);
        var other = Given.Event("other", Weekly.Title, Given.Nine, "BEN@Example.com");

        Assert.True(mark.IsSame(EventMark.Of(other)));
        Assert.DoesNotContain("eekly", mark.ToString() + string.Concat(mark.People), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ben", string.Concat(mark.People), StringComparison.OrdinalIgnoreCase);
    }
}
