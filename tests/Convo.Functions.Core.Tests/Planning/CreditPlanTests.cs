using System.Text.Json;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Tests.Recipes;
using Xunit;

namespace Convo.Functions.Core.Tests.Planning;

/// <summary>When a plan needs an AI credit: never before everything else speaks for it.</summary>
public sealed class CreditPlanTests
{
    private static readonly ActionShelf Shelf = new([new NoteAction("note")]);

    [Theory]
    [InlineData("{{email.body}}", true)]
    [InlineData("{{email.subject ?? meeting.title}}", true)]
    [InlineData("{{meeting.title}}", false)]
    public void A_step_that_says_what_is_drafted_needs_one(string text, bool needs) => Assert.Equal(needs, Needs(Recipe(Step("a", text))));

    [Fact]
    public void Conditions_that_do_not_hold_need_none() => Assert.False(Needs(Recipe(Step("a", "{{email.body}}")) with { OnlyIf = Title("another") }));

    [Fact]
    public void A_step_that_is_not_to_be_done_needs_none()
    {
        Assert.False(Needs(Recipe(Step("a", "{{email.body}}") with { OnlyIf = Title("another") }, Step("b", "x"))));
        Assert.False(Needs(Recipe(Step("a", "{{email.body}}") with { ForEach = "transcript.segments" })));
        Assert.True(Needs(Recipe(Step("a", "x"), Step("b", "{{email.body}}") with { OnlyIf = Title("Budget") })));
    }

    [Theory]
    [InlineData("{{meeting.title}} {{email.body}}", false)]
    [InlineData("{{#if email.body}}{{meeting.title}}{{/if}}", false)]
    [InlineData("{{email.subject ?? meeting.title}}", true)]
    [InlineData("{{email.body}}", true)]
    public void What_the_privacy_rules_stop_whatever_the_draft_says_needs_none(string text, bool needs) =>
        Assert.Equal(needs, Needs(Recipe(Step("a", text)), new PrivacyRules(["Budget"], [], [], [])));

    [Fact]
    public void One_step_that_may_leave_is_enough() =>
        Assert.True(Needs(Recipe(Step("a", "{{meeting.title}} {{email.body}}"), Step("b", "{{email.body}}")), new PrivacyRules(["Budget"], [], [], [])));

    private static bool Needs(Recipe recipe, PrivacyRules? privacy = null)
    {
        var facts = new FactSet(Given.Facts(("meeting", Given.Facts(("title", new FactValue.Text("Budget"))))));
        return Plan.ToMake(recipe, MadeFacts.Signs(recipe, facts, []), Shelf, privacy ?? PrivacyRules.None).Count > 0;
    }

    private static Recipe Recipe(params RecipeStep[] steps) => Given.Recipe(steps) with
    {
        Needs = steps.SelectMany(step => new NoteAction().Needs(step.Settings)).ToHashSet(),
        CreditsPerMonth = 5,
    };

    private static RecipeStep Step(string id, string text) =>
        Given.Step(id) with { Settings = JsonSerializer.SerializeToElement(new { channel = "#a", text }) };

    private static ConditionGroup.Leaf Title(string title) => new("meeting.title", "is", JsonSerializer.SerializeToElement(title));
}
