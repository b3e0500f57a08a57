using Convo.Functions.Core.Facts;
using Xunit;

namespace Convo.Functions.Core.Tests.Facts;

public sealed class FactCatalogueTests
{
    [Theory]
    [InlineData("meeting.title", "meeting.title", FactType.Text)]
    [InlineData("actionItems", "actionItems", FactType.List)]
    [InlineData("actionItems.count", "actionItems", FactType.Number)]
    [InlineData("actionItems.first", "actionItems", FactType.Group)]
    [InlineData("actionItems.first.confidence", "actionItems", FactType.Number)]
    [InlineData("participants.first", "participants", FactType.Text)]
    [InlineData("keyPoints.sections.first.points", "keyPoints.sections", FactType.List)]
    [InlineData("keyPoints.sections.first.points.count", "keyPoints.sections", FactType.Number)]
    [InlineData("keyPoints.sections.first.points.first", "keyPoints.sections", FactType.Text)]
    [InlineData("transcript.segments.first.time", "transcript.segments", FactType.Time)]
    public void A_path_leads_to_a_fact(string path, string @base, FactType type)
    {
        Assert.Equal(type, FactCatalogue.Find(path)!.Type);
        Assert.Equal(@base, FactCatalogue.Base(path)!.Path);
        Assert.NotNull(FactCatalogue.SampleFacts().Find(path));
    }

    [Theory]
    [InlineData("meeting", "'meeting' is a group of facts")]
    [InlineData("actionItems.text", "actionItems.first.text")]
    [InlineData("actionItems.second", "actionItems.")]
    [InlineData("meeting.titel", "meeting.title")]
    [InlineData("Meeting.Title", "meeting.title")]
    [InlineData("transcipt.text", "transcript.text")]
    [InlineData("feedback.score", "feedback.")]
    [InlineData("weather.now", "Known are")]
    [InlineData("", "Known are")]
    [InlineData("meeting.title.count", "meeting.title")]
    public void A_path_that_leads_nowhere_gets_advice(string path, string advice)
    {
        Assert.Null(FactCatalogue.Find(path));
        Assert.Null(FactCatalogue.Base(path));
        Assert.Contains(advice, FactCatalogue.Advice(path), StringComparison.Ordinal);
    }

    [Fact]
    public void The_samples_are_complete_and_of_the_documented_types()
    {
        Assert.All(FactCatalogue.All, fact => AssertType(fact, FactCatalogue.SampleFacts().Find(fact.Path)));
    }

    [Fact]
    public void Facts_of_the_event_are_free_drafts_cost_a_credit_and_all_others_a_call() =>
        Assert.All(FactCatalogue.All, fact => Assert.Equal(
            fact.Group switch { FactGroup.Event => FactCost.Free, FactGroup.Email => FactCost.OneCredit, _ => FactCost.OneCall }, fact.Cost));

    [Fact]
    public void What_was_said_who_took_part_and_scores_have_their_own_classes()
    {
        Assert.Equal(PrivacyClass.Verbatim, FactCatalogue.Find("transcript.text")!.Class);
        Assert.Equal(PrivacyClass.People, FactCatalogue.Find("actionItems.first.owner")!.Class);
        Assert.Equal(PrivacyClass.People, FactCatalogue.Find("participants.first")!.Class);
        Assert.Equal(PrivacyClass.Coaching, FactCatalogue.Find("event.overallScore")!.Class);
        Assert.Equal(PrivacyClass.Schedule, FactCatalogue.Find("meeting.start")!.Class);
        Assert.All(FactCatalogue.All.Where(fact => fact.Group is FactGroup.Feedback), fact =>
        {
            Assert.Equal(PrivacyClass.Coaching, fact.Class);
            Assert.All(fact.Members, member => Assert.Equal(PrivacyClass.Coaching, member.Class));
        });
    }

    private static void AssertType(Fact fact, FactValue? value)
    {
        var type = value switch
        {
            FactValue.Text => FactType.Text,
            FactValue.Number => FactType.Number,
            FactValue.Time => FactType.Time,
            FactValue.Flag => FactType.Flag,
            FactValue.List => FactType.List,
            _ => throw new InvalidOperationException($"{fact.Path} has no sample"),
        };
        Assert.Equal(fact.Type, type);
        Assert.NotEmpty(fact.Description);

        foreach (var member in fact.Members)
        {
            AssertType(member, FactSet.Member(FactSet.Member(value, "first"), member.Name));
        }
    }
}
