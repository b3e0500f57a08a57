using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Tests.Planning;
using Convo.Functions.Core.Tests.Recipes;
using Convo.Functions.Core.Trying;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Trying;

/// <summary>Recipes tried: they decide as the flow does, and leave nothing behind.</summary>
public sealed class TrialTests
{
    private readonly MemoryTables tables = new();
    private readonly Told source = new();

    [Fact]
    public void With_samples_a_recipe_runs_and_shows_what_it_would_send()
    {
        var trial = Trials().WithSamples(Recipe(), PrivacyRules.None);

        Assert.Equal(TrialDecision.Runs, trial.Decision);
        Assert.All(trial.Facts, facts => Assert.Equal(FactState.Sample, facts.State));
        Assert.Equal(("first", "#a"), (trial.Steps[0].Id, trial.Steps[0].Sends!.Destination));
        Assert.Equal("Q1 Planning Review", Assert.IsType<ActionPreview.Plain>(trial.Steps[0].Preview).Text);
        Assert.Empty(tables.Snapshot());
        Assert.Empty(source.Asked);
    }

    [Fact]
    public void Every_condition_is_told_with_its_place_its_words_and_why_it_fails()
    {
        var trial = Trials().WithSamples(Recipe("onlyIf", """
            { "any": [ { "fact": "meeting.minutes", "is": "at-least", "value": 60 },
                       { "none": [ { "fact": "meeting.title", "is": "contains", "value": "Budget" } ] } ] }
            """), PrivacyRules.None);

        Assert.Equal(
            [("onlyIf.any[0]", "meeting.minutes is at least 60", false), ("onlyIf.any[1].none[0]", "meeting.title contains “Budget”", false)],
            trial.Conditions.Select(condition => (condition.Path, condition.Text, condition.Holds)));
        Assert.Contains("45", trial.Conditions[0].Why, StringComparison.Ordinal);
        Assert.Equal(TrialDecision.Runs, trial.Decision);
    }

    [Fact]
    public void Where_a_condition_does_not_hold_it_says_so_and_still_shows_how_it_would_look()
    {
        var trial = Trials().WithSamples(Recipe("onlyIf.all", """[ { "fact": "meeting.minutes", "is": "at-least", "value": 600 } ]"""), PrivacyRules.None);

        Assert.Equal(TrialDecision.DoesNotRun, trial.Decision);
        Assert.Contains("condition 1", trial.Reason, StringComparison.Ordinal);
        Assert.NotNull(trial.Steps[0].Preview);
    }

    [Fact]
    public void A_step_for_each_item_shows_each_item_with_its_place_and_one_without_items_says_why()
    {
        var all = Trials().WithSamples(Recipe("steps[1].onlyIf", null), PrivacyRules.None);
        var urgent = Recipe("steps[1].onlyIf", """{ "all": [ { "fact": "item.priority", "is": "is", "value": "medium" } ] }""");
        var none = Trials().WithSamples(urgent, PrivacyRules.None);

        Assert.Equal([0, 1], all.Steps.Where(step => step.Id == "second").Select(step => step.Item));
        var left = Assert.Single(none.Steps, step => step.Id == "second");
        Assert.Null(left.Preview);
        Assert.Contains("No item of actionItems", left.LeftOut, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_items_the_first_are_listed_and_the_rest_is_counted()
    {
        var steps = string.Join(',', Enumerable.Range(0, 40).Select(n =>
            $$$"""{ "id": "s{{{n}}}", "action": "test.note", "version": 1, "connection": "slack", "settings": { "channel": "#a", "text": "x" } }"""));
        var trial = Trials().WithSamples(Recipe("steps", $"[{steps}]"), PrivacyRules.None);

        Assert.Equal((25, 15), (trial.Steps.Count, trial.More));
    }

    [Fact]
    public async Task With_a_meeting_the_facts_are_its_own_and_nothing_is_written()
    {
        var before = tables.Snapshot().Count;
        var trial = await Trials().WithMeetingAsync(Recipe(), Meeting(OccasionKind.Summary), PrivacyRules.None, default);

        Assert.Equal(TrialDecision.Runs, trial.Decision);
        Assert.Equal("Told by the account", Assert.IsType<ActionPreview.Plain>(trial.Steps[0].Preview).Text);
        Assert.Equal([FactGroup.Conversation, FactGroup.KeyPoints], source.Asked.Order());
        Assert.All(trial.Facts, facts => Assert.Equal((FactState.Known, FactCost.OneCall), (facts.State, facts.Cost)));
        Assert.Equal(before, tables.Snapshot().Count);
    }

    [Fact]
    public async Task A_meeting_without_the_occasion_does_not_run_and_says_what_it_waits_for_and_asks_nobody()
    {
        var trial = await Trials().WithMeetingAsync(Recipe(), Meeting(OccasionKind.Created), PrivacyRules.None, default);

        Assert.Equal(TrialDecision.DoesNotRun, trial.Decision);
        Assert.Equal("It waits for summary; this meeting has had created so far.", trial.Reason);
        Assert.Empty(source.Asked);
    }

    [Fact]
    public async Task Missing_facts_wait_before_the_deadline_and_refuse_after_it_as_a_run_would()
    {
        source.Answer = new FactAnswer.NotYet("Not made yet.");
        var waits = await Trials(Given.Noon.AddMinutes(5)).WithMeetingAsync(Recipe(), Meeting(OccasionKind.Summary), PrivacyRules.None, default);
        var refused = await Trials(Given.Noon.AddHours(5)).WithMeetingAsync(Recipe(), Meeting(OccasionKind.Summary), PrivacyRules.None, default);

        Assert.Equal((TrialDecision.Waits, "Not made yet."), (waits.Decision, waits.Reason));
        Assert.True(waits.Until > Given.Noon.AddMinutes(5));
        Assert.Equal(TrialDecision.Refused, refused.Decision);
        Assert.NotEmpty(refused.Advice!);
        Assert.Contains(refused.Facts, facts => facts is { State: FactState.NotYet, Reason: "Not made yet." });
    }

    [Fact]
    public async Task A_meeting_that_was_deleted_does_not_run()
    {
        var deleted = Meeting(OccasionKind.Summary, OccasionKind.Deleted);
        var trial = await Trials().WithMeetingAsync(Recipe(), deleted, PrivacyRules.None, default);

        Assert.Equal((TrialDecision.DoesNotRun, "The meeting was deleted in Convo."), (trial.Decision, trial.Reason));
    }

    [Fact]
    public async Task What_is_known_of_a_meeting_is_every_group_without_a_credit_and_why_one_is_missing()
    {
        source.Missing = FactGroup.Transcript;
        var known = await Trials().KnownAsync(Meeting(OccasionKind.Summary), default);

        Assert.Equal("Told by the account", ((FactValue.Text)known.Facts.Find("meeting.title")!).Value);
        Assert.Equal("sess_1", ((FactValue.Text)known.Facts.Find("meeting.id")!).Value);
        Assert.Contains(known.Groups, group => group is { Group: FactGroup.Transcript, State: FactState.NotYet });
        Assert.DoesNotContain(known.Groups, group => group.Cost is FactCost.OneCredit);
    }

    // The shelf has one version of each action.
    private static Recipe Recipe(params (string Path, string? Json)[] changes) => RecipeJson.Recipe(RecipeJson.With([("steps[1].version", "1"), .. changes]));

    private static Recipe Recipe(string path, string? json) => Recipe((path, json));

    private static MeetingSnapshot Meeting(params OccasionKind[] kinds) => Given.Snapshot(
        [.. kinds.Select((kind, index) => Given.Event($"e{index}", kind, Given.Noon.AddSeconds(index)))],
        Given.Meeting(kinds.Length, kinds.Contains(OccasionKind.Deleted) ? Given.Noon : null));

    private Trials Trials(DateTimeOffset? now = null)
    {
        var clock = new HandClock { Now = now ?? Given.Noon.AddMinutes(1) };
        var gathering = new Gathering(source, new OneConnection(), new ContentStore(tables, clock), Calendars.Given.NoCalendar(tables, clock));
        return new Trials(gathering, new ActionShelf([new NoteAction()]), Given.Options, clock);
    }

    private sealed class OneConnection : IConnections
    {
        public Task<Connection?> FindAsync(string name, CancellationToken cancellation) =>
            Task.FromResult<Connection?>(new Connection(name, "convo", new Dictionary<string, string>(), 1));
    }

    private sealed class Told : IFactSource
    {
        public List<FactGroup> Asked { get; } = [];

        public FactAnswer? Answer { get; set; }

        public FactGroup? Missing { get; set; }

        public Task<FactAnswer> ReadAsync(Connection connection, string conversationId, FactGroup group, CancellationToken cancellation)
        {
            Asked.Add(group);
            var facts = group is FactGroup.Conversation
                ? Given.Facts(("meeting", Given.Facts(("title", new FactValue.Text("Told by the account")), ("minutes", new FactValue.Number(30)))))
                : FactCatalogue.SampleFacts(group);
            return Task.FromResult(Answer ?? (group == Missing ? new FactAnswer.NotYet("Not made yet.") : new FactAnswer.Known(facts)));
        }
    }
}
