using System.Text;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Calendars.Doubles;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Planning;

/// <summary>Plans the deliveries of a run: gathers, decides, renders, and writes. Doing it again changes nothing, unless facts have changed.</summary>
public sealed class Planner(
    MeetingStore meetings,
    ContentStore content,
    IRecipes recipes,
    ActionShelf actions,
    MadeFacts made,
    IPrivacyRules privacy,
    FlowOptions options,
    TimeProvider clock,
    DoubleRecordings? doubles = null)
{
    /// <summary>True when a run has something to plan now: it waits and it is time, it was interrupted, or there is news.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="run">One of its runs.</param>
    /// <param name="published">The recipes that are on.</param>
    public bool IsWanted(MeetingSnapshot meeting, Run run, IReadOnlyList<PublishedRecipe> published)
    {
        if (Settling.IsOver(meeting, run))
        {
            return false;
        }

        var isTime = run.NotBefore is not { } notBefore || notBefore <= clock.GetUtcNow();
        var hasNews = meeting.HasNewsFor(run) && (isTime || !run.IsParked);

        return run.State switch
        {
            RunState.Planned => true,
            RunState.Waiting => isTime || hasNews || IsSwitchedOff(run, published),
            _ => hasNews,
        };
    }

    /// <summary>Takes a run as far as it gets.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="run">The run.</param>
    /// <param name="published">The recipes that are on.</param>
    /// <param name="facts">The facts of the meeting.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task PlanAsync(
        MeetingSnapshot meeting, Run run, IReadOnlyList<PublishedRecipe> published, MeetingFacts facts, CancellationToken cancellation)
    {
        if (run.State is RunState.Waiting && IsSwitchedOff(run, published))
        {
            var off = await recipes.IsOffAsync(run.Recipe, cancellation) ?? "The recipe was switched off and on again meanwhile.";
            await meetings.WriteAsync(run.End(RunState.Cancelled, clock.GetUtcNow(), off), [], cancellation);
            return;
        }

        var seen = meeting.EventsOf(run).LongCount();

        if (await recipes.VersionAsync(run.Recipe, run.Version, cancellation) is not { } recipe)
        {
            var gone = $"Version {run.Version} of the recipe is gone.";
            await EndAsync([], run, seen, RunState.Refused, gone, "Publish the recipe, then run it again.", cancellation);
            return;
        }

        var decided = await DecideAsync(meeting, run, recipe, facts, cancellation);
        run = run with { Reads = run.Reads + 1 };

        if (decided is Readiness.Ready { Facts: var known })
        {
            var rules = await privacy.NowAsync(run.Meeting.Connection, cancellation);
            var plan = Plan.Make(recipe, known, actions, rules);

            if (!Sends(plan) || await StandsAsideAsync(run, recipe, facts, cancellation) is not { } aside)
            {
                await WriteAsync(
                    meeting, run with { NotBefore = null, IsParked = false }, seen, plan, new Subject(recipe, Title(known), rules), cancellation);
                return;
            }

            decided = aside;
        }

        switch (decided)
        {
            case Readiness.Wait wait:
                await WaitAsync(run, seen, wait, cancellation);
                break;
            case Readiness.Leave leave:
                await EndAsync([], run, seen, RunState.Done, leave.Reason, null, cancellation);
                break;
            case Readiness.Refuse refuse:
                await EndAsync([], run, seen, RunState.Refused, refuse.Reason, refuse.Advice, cancellation);
                break;
        }
    }

    // What costs a credit or can't be taken back is the last thing to be done.
    private async Task<Readiness> DecideAsync(MeetingSnapshot meeting, Run run, Recipe recipe, MeetingFacts facts, CancellationToken cancellation)
    {
        var readiness = Decide(await facts.ReadAsync(run, recipe, cancellation), facts.Known(run));

        if (readiness is not Readiness.Ready { Facts: var known } || !Plan.MakesLast(recipe))
        {
            return readiness;
        }

        if (await made.IsNeededAsync(run.Meeting, recipe, known, cancellation) && await StandsAsideAsync(run, recipe, facts, cancellation) is { } aside)
        {
            return aside;
        }

        var last = await made.ReadAsync(meeting, run, recipe, known, cancellation);
        return Decide(last.Answers, last.Facts.Root);

        Readiness Decide(IReadOnlyDictionary<FactGroup, FactAnswer> answers, FactValue.Group before) =>
            Readiness.Decide(run, answers, before, clock.GetUtcNow(), options.LongestWait);
    }

    private static bool Sends(Plan plan) => plan is Plan.Deliver { Deliveries: var planned } && planned.Any(one => one.Stopped is null);

    private async Task<Readiness?> StandsAsideAsync(Run run, Recipe recipe, MeetingFacts facts, CancellationToken cancellation) =>
        doubles is null ? null : await doubles.StandsAsideAsync(run, recipe, facts, cancellation);

    // Off, or off and on again since the run began to wait: switching off cancels what is not planned yet.
    private static bool IsSwitchedOff(Run run, IReadOnlyList<PublishedRecipe> published) =>
        !published.Any(p => p.Recipe.Id == run.Recipe && p.ActiveSince <= run.OpenedAt);

    private static string? Title(FactSet facts) => ((facts.Find("meeting.title") ?? facts.Find("event.title")) as FactValue.Text)?.Value;

    private Task<Run?> WaitAsync(Run run, long seen, Readiness.Wait wait, CancellationToken cancellation)
    {
        var waits = run with
        {
            Deadline = wait.Deadline ?? run.Deadline,
            NotBefore = wait.Until,
            Looks = run.Looks + 1,
            Reason = wait.Reason,
            IsParked = wait.IsParked,
        };

        // A run that has gone out keeps its news, so that they are read when the time has come.
        return meetings.WriteAsync(run.State is RunState.Waiting ? waits with { Seen = seen } : waits, [], cancellation);
    }

    // Once something is on its way, news that can't be used leave it as it is; what was planned by half goes as far as it was planned.
    private Task<Run?> EndAsync(
        IEnumerable<OrderedWrite> first, Run run, long seen, RunState state, string reason, string? advice, CancellationToken cancellation)
    {
        var ended = run.State switch
        {
            RunState.Waiting => run.End(state, clock.GetUtcNow(), reason, advice),
            RunState.Planned => run with { State = RunState.Running, Total = run.Written },
            RunState.Done when run.Total is 0 && state is RunState.Done => run with { Reason = reason },
            _ => run,
        };
        return meetings.WriteAsync(first, ended with { Seen = seen }, [], cancellation);
    }

    private Task WriteAsync(MeetingSnapshot meeting, Run run, long seen, Plan plan, Subject subject, CancellationToken cancellation)
    {
        var title = subject.Title is { } said ? content.Put(run.Meeting.Text, ContentStore.TitleName, Encoding.UTF8.GetBytes(said)) : [];

        return plan switch
        {
            Plan.Nothing nothing => EndAsync(title, run, seen, RunState.Done, nothing.Reason, null, cancellation),
            Plan.Refuse refuse => EndAsync(title, run, seen, RunState.Refused, refuse.Reason, refuse.Advice, cancellation),
            Plan.Deliver deliver => WriteAsync(title, run, seen, Wanted.All(deliver.Deliveries, run, meeting, subject, clock.GetUtcNow()), cancellation),
            _ => throw new InvalidOperationException($"{plan.GetType().Name} is no plan."),
        };
    }

    private async Task WriteAsync(
        IEnumerable<OrderedWrite> title, Run run, long seen, IReadOnlyList<Wanted> wanted, CancellationToken cancellation)
    {
        var changed = wanted.Where(one => one.Change is not null).ToList();

        // First what is to be said, then who says it: a delivery never points to content that isn't there.
        var said = changed.Select(one => one.Planned).Where(one => one.Stopped is null)
            .SelectMany(one => content.Put(run.Meeting.Text, ContentStore.ArtefactName(one.Hash), one.Content));
        IEnumerable<OrderedWrite> first = [.. title, .. said];
        var written = wanted.Count - changed.Count;

        foreach (var batch in changed.Select(one => one.Change!).Chunk(MeetingStore.DeliveriesPerBatch).DefaultIfEmpty([]))
        {
            written += batch.Length;
            var isWhole = written == wanted.Count;
            var state = run.HasEnded ? run.State : isWhole ? RunState.Running : RunState.Planned;

            // The news count as seen once all of them are written: a run that has ended has nothing else to bring it back to the rest.
            var step = run with { State = state, Written = written, Total = wanted.Count, Reason = null, Seen = isWhole ? seen : run.Seen };

            if (await meetings.WriteAsync(first, step, batch, cancellation) is not { } next)
            {
                return;
            }

            (run, first) = (next, []);
        }
    }
}
