using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Trying;

/// <summary>
/// Tries recipes without effect. It decides nothing itself: which run a meeting starts is <see cref="Joining"/>'s, whether it can fire
/// <see cref="Readiness"/>'s, what it sends and what the firewall keeps back <see cref="Plan"/>'s. Facts come by the usual way and cost calls, but never a
/// credit.
/// </summary>
public sealed class Trials(Gathering gathering, ActionShelf actions, FlowOptions options, TimeProvider clock)
{
    private const int MostSteps = 25;

    private static readonly TimeZoneInfo AnyZone = TimeZoneInfo.Utc;

    /// <summary>Tries a recipe with a meeting as it stands now.</summary>
    public async Task<Trial> WithMeetingAsync(Recipe recipe, MeetingSnapshot meeting, PrivacyRules privacy, CancellationToken cancellation)
    {
        if (TrialRun.Of(recipe, meeting) is not ({ } run, { } fresh))
        {
            return Nothing(TrialRun.WhyNone(recipe, meeting));
        }

        var facts = gathering.Begin(fresh);
        var answers = await facts.ReadAsync(run, recipe, cancellation);
        var sampled = FactNeeds.Of(recipe, run.Occasion.Kind).Where(FactNeeds.IsMadeLast).ToList();
        var all = answers.Concat(sampled.Select(group => Sample(group, recipe))).ToDictionary();
        var tried = all.OrderBy(answer => answer.Key)
            .Select(answer => sampled.Contains(answer.Key) ? TriedSample.Of(answer.Key, recipe) : Tried(answer.Key, answer.Value)).ToList();
        return Decide(recipe, run, all, facts.Known(run), tried, privacy);
    }

    /// <summary>Tries a recipe with the sample facts of the catalogue, as if its occasion had just come.</summary>
    public Trial WithSamples(Recipe recipe, PrivacyRules privacy)
    {
        var now = clock.GetUtcNow();
        var occasion = new Occasion(recipe.When.Occasions.Min(), Occasion.First);
        var run = new Run(default, recipe.Id, Version: 0, occasion, now, now + recipe.When.Deadline, RunState.Waiting);
        var groups = FactNeeds.Of(recipe, occasion.Kind);
        var kind = new FactValue.Group(new Dictionary<string, FactValue>
        {
            ["event"] = new FactValue.Group(new Dictionary<string, FactValue> { ["kind"] = new FactValue.Text(occasion.Kind.Word()) }),
        });
        var answers = new Dictionary<FactGroup, FactAnswer> { [FactGroup.Event] = new FactAnswer.Known(kind) };
        var tried = groups.Select(group => TriedSample.Of(group, recipe)).ToList();
        var samples = Questions.Samples(recipe.Questions).Members.Aggregate(FactCatalogue.SampleFacts(), (known, one) => known.With(one.Key, one.Value));
        return Decide(recipe, run, answers, samples.Root, tried, privacy);
    }

    /// <summary>Everything that can be known of a meeting without spending a credit.</summary>
    public async Task<MeetingFactsView> KnownAsync(MeetingSnapshot meeting, CancellationToken cancellation)
    {
        var kind = meeting.Events.Where(happened => happened.Kind is not null).MaxBy(happened => happened.ReceivedAt)?.Kind ?? OccasionKind.Created;
        var needs = FactCatalogue.All.Where(fact => !fact.IsMadeLast).Select(fact => fact.Path).ToHashSet();
        var when = new RecipeWhen(new HashSet<OccasionKind> { kind }, Each: false, TimeSpan.Zero);
        var everything = new Recipe("everything", "Everything", AnyZone, when, OnlyIf: null, Steps: [], needs);
        var run = TrialRun.Pretend(everything, meeting, kind, clock.GetUtcNow());
        var facts = gathering.Begin(TrialRun.Joined(meeting));
        var answers = await facts.ReadAsync(run, everything, cancellation);
        var tried = answers.OrderBy(answer => answer.Key).Select(answer => Tried(answer.Key, answer.Value)).ToList();
        return new MeetingFactsView(Readiness.Merge(answers, facts.Known(run)), tried);
    }

    private static KeyValuePair<FactGroup, FactAnswer> Sample(FactGroup group, Recipe recipe) => KeyValuePair.Create(
        group,
        (FactAnswer)new FactAnswer.Known(group is FactGroup.Answers ? Questions.Samples(recipe.Questions) : FactCatalogue.SampleFacts(group)));

    private static TriedFacts Tried(FactGroup group, FactAnswer answer)
    {
        var (state, reason) = answer switch
        {
            FactAnswer.NotYet missing => (FactState.NotYet, missing.Reason),
            FactAnswer.Later later => (FactState.Later, later.Reason),
            FactAnswer.Denied denied => (FactState.Denied, denied.Reason),
            _ => (FactState.Known, (string?)null),
        };
        return new TriedFacts(group, FactNeeds.CostOf(group), state, reason);
    }

    private static Trial Nothing(string reason) => new(TrialDecision.DoesNotRun, reason, Advice: null, Until: null, [], [], [], More: 0);

    private Trial Decide(
        Recipe recipe,
        Run run,
        IReadOnlyDictionary<FactGroup, FactAnswer> answers,
        FactValue.Group known,
        IReadOnlyList<TriedFacts> tried,
        PrivacyRules privacy) =>
        Readiness.Decide(run, answers, known, clock.GetUtcNow(), options.LongestWait) switch
        {
            Readiness.Wait wait => new(TrialDecision.Waits, wait.Reason, Advice: null, wait.Until, [], tried, [], More: 0),
            Readiness.Refuse refuse => new(TrialDecision.Refused, refuse.Reason, refuse.Advice, Until: null, [], tried, [], More: 0),
            Readiness.Ready ready => Render(recipe, ready.Facts, tried, privacy),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer."),
        };

    private Trial Render(Recipe recipe, FactSet facts, IReadOnlyList<TriedFacts> tried, PrivacyRules privacy)
    {
        var (decision, reason, advice) = Plan.Make(recipe, facts, actions, privacy) switch
        {
            Plan.Deliver => (TrialDecision.Runs, (string?)null, (string?)null),
            Plan.Refuse refuse => (TrialDecision.Refused, refuse.Reason, refuse.Advice),
            Plan.Nothing nothing => (TrialDecision.DoesNotRun, nothing.Reason, null),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no plan."),
        };
        var steps = decision is TrialDecision.Refused ? [] : TrialSteps.Of(recipe, facts, actions, privacy);
        return new(decision, reason, advice, Until: null, TrialConditions.Of(recipe, facts), tried, [.. steps.Take(MostSteps)],
            Math.Max(0, steps.Count - MostSteps));
    }
}

/// <summary>What is known of a meeting.</summary>
/// <param name="Facts">The facts.</param>
/// <param name="Groups">What could be had of each group.</param>
public sealed record MeetingFactsView(FactSet Facts, IReadOnlyList<TriedFacts> Groups);
