using System.Text.Json;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Tests.Credits;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Core.Tests.Recipes;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Planning;

/// <summary>What is made last: answers and drafts for credits, and the link that makes a meeting public.</summary>
public sealed class MadeFactsTests : IConnections, IPrivacyRules
{
    private static readonly ActionShelf Shelf = new([new NoteAction("note")]);
    private static readonly RecipeQuestion Risks = new("risks", "Which risks were named?");
    private static readonly RecipeQuestion Dates = new("dates", "Which dates?");
    private readonly MemoryTables tables = new();
    private readonly StepClock clock = new();
    private readonly CountedConvo convo = new();
    private PrivacyRules rules = PrivacyRules.None;

    [Fact]
    public async Task Only_the_questions_that_something_shows_are_asked_and_the_others_stand_as_signs()
    {
        var made = await MakeAsync(Recipe("{{answers.risks}}"));

        Assert.Equal(1, convo.Asked);
        var known = Readiness.Merge(made.Answers, made.Facts.Root);
        Assert.Equal(new FactValue.Text("About Which risks were named?"), known.Find("answers.risks"));
        Assert.Equal(new FactValue.Text("…"), known.Find("answers.dates"));
    }

    [Fact]
    public async Task Two_answers_are_two_credits_and_a_second_look_costs_nothing()
    {
        var recipe = Recipe("{{answers.risks}} {{answers.dates}}");

        await MakeAsync(recipe);
        var again = await MakeAsync(recipe);

        Assert.Equal(2, convo.Asked);
        Assert.Equal(
            new FactValue.Text("About Which dates?"), Readiness.Merge(again.Answers, again.Facts.Root).Find("answers.dates"));
    }

    [Fact]
    public async Task None_is_asked_where_the_month_has_credits_for_the_first_alone()
    {
        var made = await MakeAsync(Recipe("{{answers.risks}} {{answers.dates}}") with { CreditsPerMonth = 1 });

        Assert.IsType<FactAnswer.Later>(made.Answers[FactGroup.Answers]);
        Assert.Equal(0, convo.Asked);
    }

    [Fact]
    public async Task A_lost_answer_is_told_as_uncertain_and_no_link_is_made_then()
    {
        convo.Answer = _ => new Generated.MayHaveCost("No answer came.");

        var made = await MakeAsync(Recipe("{{answers.risks}} {{share.url}}"));

        Assert.Contains("uncertain", Assert.IsType<FactAnswer.Denied>(made.Answers[FactGroup.Answers]).Reason, StringComparison.Ordinal);
        Assert.Equal(0, convo.Shared);
    }

    [Fact]
    public async Task The_link_is_made_once_and_kept()
    {
        var recipe = Recipe("{{share.url}}");

        await MakeAsync(recipe);
        var again = await MakeAsync(recipe);

        Assert.Equal(1, convo.Shared);
        Assert.Equal(
            new FactValue.Text("https://convo.example/shared/1"), Readiness.Merge(again.Answers, again.Facts.Root).Find("share.url"));
    }

    [Fact]
    public async Task An_answer_that_may_not_leave_keeps_the_link_from_being_made_beside_it()
    {
        convo.Answer = _ => new Generated.Written(new GeneratedText(null, "They spoke of feedback."));
        var shelf = new ActionShelf([new NoteAction("note")]);
        var recipe = Recipe("{{answers.risks}}", "{{share.url}}");
        rules = new PrivacyRules(["heron"], [], [], []);

        await MakeAsync(recipe, shelf);

        // Whatever is on the lists may have been spoken of: the whole meeting can't be looked through.
        Assert.Equal((1, 0), (convo.Asked, convo.Shared));
    }

    [Fact]
    public async Task What_does_not_hold_makes_nothing()
    {
        var title = new ConditionGroup.Leaf("meeting.title", "is", JsonSerializer.SerializeToElement("another"));

        var made = await MakeAsync(Recipe("{{answers.risks}} {{share.url}} {{email.body}}") with { OnlyIf = title });

        Assert.Empty(made.Answers);
        Assert.Equal((0, 0), (convo.Asked, convo.Shared));
    }

    Task<Connection?> IConnections.FindAsync(string name, CancellationToken cancellation) =>
        Task.FromResult<Connection?>(new Connection(name, "convo", new Dictionary<string, string>(), 1));

    Task<PrivacyRules> IPrivacyRules.NowAsync(string account, CancellationToken cancellation) => Task.FromResult(rules);

    private static Recipe Recipe(params string[] texts)
    {
        RecipeStep[] steps =
        [
            .. texts.Select((text, index) => Given.Step($"s{index}") with { Settings = JsonSerializer.SerializeToElement(new { channel = "#a", text }) }),
        ];
        return Given.Recipe(steps) with
        {
            Needs = steps.SelectMany(step => new NoteAction().Needs(step.Settings)).ToHashSet(),
            CreditsPerMonth = 5,
            Questions = [Risks, Dates],
            MayMakePublic = true,
        };
    }

    // As another instance would, with nothing remembered.
    private Task<MadeFacts.Made> MakeAsync(Recipe recipe, ActionShelf? shelf = null)
    {
        var content = new ContentStore(tables, clock);
        var made = new MadeFacts(convo.Generating(tables, this, content, clock), new Sharing(convo, this, content), shelf ?? Shelf, this);
        var facts = new FactSet(Given.Facts(("meeting", Given.Facts(("title", new FactValue.Text("Budget"))))));
        return made.ReadAsync(Given.Snapshot(meeting: Given.Meeting(1)), Given.Run(RunState.Waiting), recipe, facts, CancellationToken.None);
    }
}
