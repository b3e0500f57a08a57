using Xunit;
using Xunit.Abstractions;

namespace Convo.Functions.Core.Tests.Calendars;

/// <summary>How often the match is right, over cases that a person labelled: at the default threshold a wrong one is rarer than a missed one.</summary>
public sealed class LabelledMatchTests(ITestOutputHelper output)
{
    private const double LowestPrecision = 0.98;
    private const double LowestRecall = 0.85;

    [Fact]
    public void Of_the_labelled_meetings_nearly_all_find_their_event_and_hardly_one_a_wrong_one()
    {
        var (right, wrong, missed) = (0, 0, 0);

        foreach (var labelled in LabelledMatch.All)
        {
            var match = labelled.Find();
            var isRight = match.Event?.Id == labelled.Expected;
            right += isRight && labelled.Expected is not null ? 1 : 0;
            wrong += match.Event is not null && !isRight ? 1 : 0;
            missed += match.Event is null && labelled.Expected is not null ? 1 : 0;

            if (!isRight)
            {
                output.WriteLine(
                    $"{labelled.Name}: found {match.Event?.Id ?? "none"}, right is {labelled.Expected ?? "none"} ({match.Score:0.00}, {match.Why})");
            }
        }

        var labelledWithEvent = LabelledMatch.All.Count(labelled => labelled.Expected is not null);
        var precision = (double)right / (right + wrong);
        var recall = (double)right / labelledWithEvent;
        output.WriteLine(
            $"{LabelledMatch.All.Count} meetings, {labelledWithEvent} with an event: {right} right, {wrong} wrong, {missed} missed; "
            + $"precision {precision:0.000}, recall {recall:0.000}");
        Assert.True(precision >= LowestPrecision, $"precision {precision:0.000}");
        Assert.True(recall >= LowestRecall, $"recall {recall:0.000}");
    }

    [Fact]
    public void The_labelled_set_is_large_and_has_meetings_that_were_never_planned()
    {
        Assert.True(LabelledMatch.All.Count >= 80, "fewer than 80 cases");
        Assert.True(LabelledMatch.All.Count(labelled => labelled.Expected is null) >= 20, "fewer than 20 without an event");
        Assert.Equal(LabelledMatch.All.Count, LabelledMatch.All.Select(labelled => labelled.Name).Distinct().Count());
        Assert.All(LabelledMatch.All, labelled => Assert.True(
            labelled.Expected is null || labelled.Events.Any(one => one.Id == labelled.Expected), $"{labelled.Name} expects an event that it does not have"));
    }

    [Fact]
    public void Every_score_lies_between_0_and_1_and_has_a_sentence_that_quotes_nothing()
    {
        foreach (var labelled in LabelledMatch.All)
        {
            var match = labelled.Find();

            Assert.InRange(match.Score, 0, 1);
            Assert.NotEmpty(match.Why);
            foreach (var one in labelled.Events.Where(one => one.Title is { Length: > 6 }))
            {
                Assert.DoesNotContain(one.Title!, match.Why, StringComparison.OrdinalIgnoreCase);
            }
        }
    }
}
