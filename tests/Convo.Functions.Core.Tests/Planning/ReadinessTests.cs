using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Xunit;

namespace Convo.Functions.Core.Tests.Planning;

public sealed class ReadinessTests
{
    private static readonly FactAnswer NotYet = new FactAnswer.NotYet("not there yet");
    private static readonly FactAnswer Known = new FactAnswer.Known(Given.Facts(("keyPoints", Given.Facts(("title", new FactValue.Text("Planning"))))));
    private static readonly Run Run = Given.Run(RunState.Waiting);

    [Fact]
    public void A_run_fires_the_moment_all_facts_are_there()
    {
        var ready = Assert.IsType<Readiness.Ready>(Decide(Run, Given.Noon, (FactGroup.KeyPoints, Known)));

        Assert.Equal(new FactValue.Text("Planning"), ready.Facts.Find("keyPoints.title"));
        Assert.Equal(new FactValue.Text("known"), ready.Facts.Find("meeting.id"));
    }

    [Theory]
    [InlineData(FactGroup.KeyPoints, "Convo could not be asked for 7 days: limit", "connection")]
    [InlineData(FactGroup.Email, "It waited for an AI credit in vain: limit", "credits")]
    [InlineData(FactGroup.Answers, "It waited for an AI credit in vain: limit", "credits")]
    public void Who_gives_up_after_a_week_says_what_it_waited_for(FactGroup group, string reason, string advice)
    {
        var late = Run.Deadline.AddDays(8);

        var refuse = Assert.IsType<Readiness.Refuse>(Decide(Run, late, (group, new FactAnswer.Later("limit", late.AddDays(20)))));

        Assert.Equal(reason, refuse.Reason);
        Assert.Contains(advice, refuse.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(1, 60)]
    [InlineData(4, 480)]
    public void Missing_facts_are_looked_for_less_and_less_often(long looks, int seconds)
    {
        var wait = Assert.IsType<Readiness.Wait>(Decide(Run with { Looks = looks }, Given.Noon, (FactGroup.KeyPoints, NotYet)));

        Assert.Equal(Given.Noon.AddSeconds(seconds), wait.Until);
    }

    [Fact]
    public void The_last_look_is_at_the_deadline()
    {
        var wait = Assert.IsType<Readiness.Wait>(Decide(Run with { Looks = 10 }, Given.Noon, (FactGroup.KeyPoints, NotYet)));

        Assert.Equal(Run.Deadline, wait.Until);
    }

    [Fact]
    public void What_an_occasion_is_about_is_refused_at_the_deadline() =>
        Assert.IsType<Readiness.Refuse>(Decide(Run, Run.Deadline, (FactGroup.KeyPoints, NotYet)));

    [Fact]
    public void Facts_that_are_only_nice_to_have_are_left_out_at_the_deadline() =>
        Assert.IsType<Readiness.Ready>(Decide(Run, Run.Deadline, (FactGroup.KeyPoints, Known), (FactGroup.Transcript, NotYet)));

    [Fact]
    public void An_outage_is_waited_out_beyond_the_deadline_but_not_for_ever()
    {
        var later = new FactAnswer.Later("limit", Run.Deadline.AddDays(1));

        var wait = Assert.IsType<Readiness.Wait>(Decide(Run, Run.Deadline.AddHours(1), (FactGroup.KeyPoints, later)));
        Assert.Equal(Run.Deadline.AddDays(1), wait.Until);
        Assert.IsType<Readiness.Refuse>(Decide(Run, Run.Deadline + Given.Options.LongestWait, (FactGroup.KeyPoints, later)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    public void A_limit_that_lasts_for_days_moves_the_deadline_to_its_end(int days)
    {
        var nextMonth = Given.Noon.AddDays(days);

        var wait = Assert.IsType<Readiness.Wait>(Decide(Run, Given.Noon, (FactGroup.Email, new FactAnswer.Later("credits", nextMonth))));
        Assert.Equal((nextMonth, nextMonth), (wait.Until, wait.Deadline));

        // What comes up then is waited out.
        var moved = Run with { Deadline = nextMonth };
        var outage = new FactAnswer.Later("limit", nextMonth.AddHours(20));
        Assert.Equal(outage.NotBefore, Assert.IsType<Readiness.Wait>(Decide(moved, nextMonth.AddMinutes(1), (FactGroup.KeyPoints, outage))).Until);
    }

    [Fact]
    public void Who_finds_the_next_months_credits_used_up_too_is_told_at_once()
    {
        var nextMonth = Given.Noon.AddDays(30);
        var again = new FactAnswer.Later("credits", nextMonth.AddMonths(1));

        Assert.IsType<Readiness.Refuse>(Decide(Run with { Deadline = nextMonth }, nextMonth.AddMinutes(1), (FactGroup.Email, again)));
    }

    [Fact]
    public void What_is_being_made_and_paid_for_is_waited_for_whatever_the_time()
    {
        var late = Run.Deadline + Given.Options.LongestWait + TimeSpan.FromHours(1);
        var underWay = new FactAnswer.Later("being made", late.AddMinutes(2)) { IsUnderWay = true };

        Assert.Equal(underWay.NotBefore, Assert.IsType<Readiness.Wait>(Decide(Run, late, (FactGroup.Email, underWay))).Until);
    }

    [Fact]
    public void A_limit_of_hours_leaves_the_deadline_where_it_is()
    {
        var later = new FactAnswer.Later("limit", Given.Noon.AddHours(23));

        Assert.Null(Assert.IsType<Readiness.Wait>(Decide(Run, Given.Noon, (FactGroup.KeyPoints, later))).Deadline);
    }

    [Fact]
    public void A_time_to_come_back_that_has_passed_is_not_believed()
    {
        var wait = Assert.IsType<Readiness.Wait>(Decide(Run, Given.Noon, (FactGroup.KeyPoints, new FactAnswer.Later("limit", Given.Noon.AddHours(-1)))));

        Assert.Equal(Given.Noon.AddSeconds(30), wait.Until);
    }

    [Fact]
    public void What_is_denied_is_refused_at_once_with_advice()
    {
        var refuse = Assert.IsType<Readiness.Refuse>(
            Decide(Run, Given.Noon, (FactGroup.KeyPoints, Known), (FactGroup.Transcript, new FactAnswer.Denied("revoked", "Enter another key."))));

        Assert.Equal(("revoked", "Enter another key."), (refuse.Reason, refuse.Advice));
    }

    private static Readiness Decide(Run run, DateTimeOffset now, params (FactGroup Group, FactAnswer Answer)[] answers) => Readiness.Decide(
        run,
        answers.ToDictionary(a => a.Group, a => a.Answer),
        Given.Facts(("meeting", Given.Facts(("id", new FactValue.Text("known"))))),
        now,
        Given.Options.LongestWait);
}
