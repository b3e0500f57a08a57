using System.Text.Json;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Tests.Recipes;
using Xunit;

namespace Convo.Functions.Core.Tests.Planning;

public sealed class PlanTests
{
    private static readonly ActionShelf Shelf = new([new NoteAction("note")]);
    private static readonly FactSet Facts = FactCatalogue.SampleFacts();

    [Fact]
    public void Steps_wait_for_all_before_them_that_stop_on_failure_and_for_the_one_they_name()
    {
        var plan = Make(Note("a"), Note("b") with { IfFails = IfFails.Continue }, Note("c"), Note("d") with { After = "b" });

        Assert.Equal(
            ["a:", "b:a", "c:a", "d:a,c,b"],
            plan.Deliveries.Select(d => $"{d.Step.Id}:{string.Join(',', d.WaitsFor)}"));
    }

    [Fact]
    public void For_each_plans_one_delivery_an_item_with_its_place() =>
        Assert.Equal([0, 1], Make(Note("a") with { ForEach = "decisions" }).Deliveries.Select(d => d.Item));

    [Theory]
    [InlineData("me", false, false)]
    [InlineData(null, true, false)]
    [InlineData(null, false, true)]
    public void What_can_not_be_edited_is_not_changed_once_it_was_begun(string? claim, bool mayHaveHappened, bool isChanged)
    {
        var planned = Make(Note("a")).Deliveries[0] with { KeepsFirst = true };
        var before = Given.Delivery("a", DeliveryState.Pending) with { Claim = claim, MayHaveHappened = mayHaveHappened };
        var subject = new Subject(Given.Recipe([Note("a")]), Title: null, PrivacyRules.None);

        var wanted = Wanted.All([planned], Given.Run(RunState.Running), Given.Snapshot(deliveries: [before]), subject, Given.Noon);

        Assert.Equal(isChanged, Assert.Single(wanted).Change is not null);
    }

    [Fact]
    public void At_most_two_hundred_items_are_planned()
    {
        var many = new FactSet(Given.Facts(("decisions", new FactValue.List([.. Enumerable.Repeat<FactValue>(new FactValue.Text("x"), 201)]))));
        var plan = Assert.IsType<Plan.Deliver>(Plan.Make(Given.Recipe([Note("a") with { ForEach = "decisions" }]), many, Shelf, PrivacyRules.None));

        Assert.Equal(200, plan.Deliveries.Count);
    }

    [Fact]
    public void A_list_that_is_not_known_is_nothing_to_do() =>
        Assert.IsType<Plan.Nothing>(Plan.Make(Given.Recipe([Note("a") with { ForEach = "decisions" }]), FactSet.Empty, Shelf, PrivacyRules.None));

    [Fact]
    public void A_condition_that_does_not_hold_plans_nothing()
    {
        var recipe = Given.Recipe([Note("a")]) with { OnlyIf = Condition("budget") };

        Assert.IsType<Plan.Nothing>(Plan.Make(recipe, Facts, Shelf, PrivacyRules.None));
    }

    [Fact]
    public void A_step_whose_condition_does_not_hold_is_left_out() =>
        Assert.Equal(["b"], Make(Note("a") with { OnlyIf = Condition("budget") }, Note("b")).Deliveries.Select(d => d.Step.Id));

    [Theory]
    [InlineData("other", 1)]
    [InlineData("note", 2)]
    public void An_action_that_is_not_installed_refuses(string action, int version) =>
        Assert.IsType<Plan.Refuse>(Plan.Make(Given.Recipe([Note("a") with { Action = action, Version = version }]), Facts, Shelf, PrivacyRules.None));

    [Fact]
    public void What_is_stored_of_an_artefact_can_be_read_again()
    {
        var classes = new HashSet<PrivacyClass> { PrivacyClass.People, PrivacyClass.Content };
        var planned = PlannedDelivery.Of(Note("a"), 0, [], new Artefact("#team", """{"a":"ö"}""", "ö", classes), PrivacyRules.None);

        var read = PlannedDelivery.Read(planned.Content);

        Assert.Equal(("#team", """{"a":"ö"}""", "ö"), (read.Destination, read.Body, read.Preview));
        Assert.True(classes.SetEquals(read.Classes));
    }

    [Fact]
    public void The_same_artefact_has_the_same_hash_and_another_has_another()
    {
        static string Hash(string text) =>
            PlannedDelivery.Of(Note("a"), 0, [], new Artefact("#team", text, text, new HashSet<PrivacyClass>()), PrivacyRules.None).Hash;

        Assert.Equal(Hash("one"), Hash("one"));
        Assert.NotEqual(Hash("one"), Hash("two"));
    }

    private static Plan.Deliver Make(params RecipeStep[] steps) => Assert.IsType<Plan.Deliver>(Plan.Make(Given.Recipe(steps), Facts, Shelf, PrivacyRules.None));

    private static RecipeStep Note(string id) => Given.Step(id) with { Settings = JsonSerializer.SerializeToElement(new { channel = "#team", text = id }) };

    private static ConditionGroup.Leaf Condition(string word) => new("meeting.title", "contains", JsonSerializer.SerializeToElement(word));
}
