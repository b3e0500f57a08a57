using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Intake;

/// <summary>
/// What people ask for by hand: run something again, release what is in quarantine. It comes in as events do, and survives crashes as they do.
/// </summary>
public sealed class Wishes(
    MeetingReads reads,
    MeetingStore meetings,
    IRecipes recipes,
    OpenWork open,
    Inbox inbox,
    Quarantine quarantine,
    Hints hints,
    TimeProvider clock)
{
    /// <summary>Runs a recipe once more on the occasion of a run: a new run with the recipe's present version, and a new message.</summary>
    public Task<AgainAnswer> RunAgainAsync(string runId, string by, CancellationToken cancellation) => RunAgainAsync(runId, by, after: null, cancellation);

    /// <summary>The same, where it was wished for so often before and not more: of two who wish the same at once, one is heard.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="by">Who wishes it.</param>
    /// <param name="after">How many such wishes there were when this one was decided on; null for any.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<AgainAnswer> RunAgainAsync(string runId, string by, int? after, CancellationToken cancellation)
    {
        if (await reads.FindRunAsync(runId, cancellation) is not ({ } run, { Meeting: { } meeting } snapshot))
        {
            return new AgainAnswer.Unknown();
        }

        if (meeting.DeletedAt is not null)
        {
            return new AgainAnswer.Not("The meeting was deleted in Convo.", "There is nothing left to run it on.");
        }

        var published = (await recipes.PublishedAsync(cancellation)).FirstOrDefault(p => p.Recipe.Id == run.Recipe);

        if (published is null || !published.Recipe.When.Occasions.Contains(run.Occasion.Kind))
        {
            return new AgainAnswer.Not(
                await recipes.IsOffAsync(run.Recipe, cancellation) ?? $"The recipe no longer runs for this occasion ({run.Occasion.Kind.Word()}).",
                "Publish the recipe for this occasion, then run it again.");
        }

        var before = WishesFor(snapshot, run);

        if (after is { } known && known != before)
        {
            return new AgainAnswer.Not("Somebody else has run it again meanwhile.", "Look at that run first.");
        }

        var again = run with { Occasion = run.Occasion with { N = $"again-{before + 1}" } };
        var wish = new MeetingEvent(
            $"again|{again.Recipe}|{again.Occasion}",
            "run.again",
            again.Occasion.Kind,
            meeting.ConversationId,
            clock.GetUtcNow(),
            EventSource.Person,
            DataHash: "",
            LateMinutes: null,
            new RunAgain(run.Recipe, again.Occasion.N, by));

        await open.CreateAsync(run.Meeting, hints.ExpectedBy(clock.GetUtcNow()), [meetings.Add(run.Meeting, wish)], cancellation);
        await hints.AdvanceAsync(run.Meeting, cancellation);
        return new AgainAnswer.Started(again.Id);
    }

    /// <summary>How often it was wished for that a recipe runs again on the occasions of a run's kind.</summary>
    public static int WishesFor(MeetingSnapshot meeting, Run run) =>
        meeting.Events.Count(happened => happened.Again?.Recipe == run.Recipe && happened.Kind == run.Occasion.Kind);

    /// <summary>Has every open meeting looked at: a recipe was switched off, and what it had waiting is cancelled now, not at its next look.</summary>
    public async Task LookAtOpenAsync(CancellationToken cancellation)
    {
        await foreach (var meeting in open.DueAsync(DateTimeOffset.MaxValue, cancellation))
        {
            await hints.AdvanceAsync(meeting, cancellation);
        }
    }

    /// <summary>Takes a body out of quarantine and in as an event, whatever its time says.</summary>
    public async Task<Release> ReleaseAsync(string id, string by, CancellationToken cancellation)
    {
        if (await quarantine.FindAsync(id, cancellation) is not { } entry)
        {
            return Release.Unknown;
        }

        if (await quarantine.BodyAsync(entry, cancellation) is not { } body)
        {
            return Release.NoLongerKept;
        }

        if (EventReader.ReadReleased(body, entry.ReceivedAt) is not EventReading.Readable { Event: var read })
        {
            return Release.Unreadable;
        }

        var incoming = Inbox.ToIncoming(new Arrival(entry.Connection, body, clock.GetUtcNow()), read);
        await inbox.StoreAsync(incoming, hints.ExpectedBy(clock.GetUtcNow()), cancellation);
        await quarantine.MarkReleasedAsync(entry, clock.GetUtcNow(), by, cancellation);
        await hints.AdvanceAsync(incoming.Meeting, cancellation);
        return Release.Released;
    }
}

/// <summary>What became of the wish to run something again.</summary>
public abstract record AgainAnswer
{
    private AgainAnswer()
    {
    }

    /// <summary>A new run starts soon.</summary>
    public sealed record Started(string RunId) : AgainAnswer;

    /// <summary>There is no such run.</summary>
    public sealed record Unknown : AgainAnswer;

    /// <summary>It can't be run now.</summary>
    public sealed record Not(string Reason, string Advice) : AgainAnswer;
}

/// <summary>What became of the wish to release a body.</summary>
public enum Release
{
    /// <summary>It came in as an event.</summary>
    Released,

    /// <summary>There is no such entry.</summary>
    Unknown,

    /// <summary>Its body is no longer kept.</summary>
    NoLongerKept,

    /// <summary>It names no meeting, so that there is nothing to run; it stays for a look.</summary>
    Unreadable,
}
