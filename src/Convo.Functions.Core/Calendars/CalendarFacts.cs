using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Calendars.Matching;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Calendars;

/// <summary>Gives the facts of the calendar: finds the event that a meeting was, in the snapshot or, where the account allows, by one look backwards.</summary>
public sealed class CalendarFacts(ICalendarAccount account, CalendarStore store, MatchMemory memory, TimeProvider clock)
{
    private static readonly TimeSpan Around = TimeSpan.FromHours(12);
    private static readonly TimeSpan LookBack = TimeSpan.FromHours(4);
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(15);

    // A "no" may come to an end: Convo changes its API, or another calendar is connected.
    private static readonly TimeSpan NoHoldsFor = TimeSpan.FromDays(30);

    /// <summary>Gives them. No calendar is no failure: then the facts say that nothing matched.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="connection">The account.</param>
    /// <param name="row">Title and times, as the fact source gave them; without them there is nothing to compare.</param>
    /// <param name="keyPoints">The key points, for the names in them; null where they were not asked for.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<FactAnswer> ReadAsync(
        MeetingKey meeting, Connection connection, FactAnswer row, FactAnswer? keyPoints, CancellationToken cancellation)
    {
        if (row is not FactAnswer.Known { Facts: var facts })
        {
            return row;
        }

        if (await memory.GetAsync(meeting, cancellation) is { } known && IsStillRight(known, facts))
        {
            return Known(CalendarFactTree.Of(known));
        }

        if (TraitsOf(facts, (keyPoints as FactAnswer.Known)?.Facts) is not { } traits)
        {
            return Known(CalendarFactTree.Unmatched(0, "Convo does not say when the meeting began"));
        }

        return Known(await MatchAsync(meeting, connection, traits, cancellation));
    }

    /// <summary>The event that a meeting was found to be, as it is remembered; null where none was.</summary>
    public Task<KnownMatch?> FindAsync(MeetingKey meeting, CancellationToken cancellation) => memory.GetAsync(meeting, cancellation);

    private static FactAnswer.Known Known(FactValue.Group facts) => new(facts);

    private static bool IsStillRight(KnownMatch known, FactValue.Group facts) =>
        Text(facts, "meeting.calendarEventId") is not { Length: > 0 } linked || known.Event.Answers(linked);

    private static MeetingTraits? TraitsOf(FactValue.Group facts, FactValue.Group? keyPoints)
    {
        var row = new FactSet(facts);

        // Times at the ends of time come of odd dates, and nothing can be counted from them.
        if (row.Find("meeting.start") is not FactValue.Time { Value: { Year: > 1970 and < 9000 } start })
        {
            return null;
        }

        var names = keyPoints is not null && new FactSet(keyPoints).Find("participants") is FactValue.List participants
            ? participants.Items.OfType<FactValue.Text>().Select(name => name.Value).ToList()
            : [];
        return new(
            Text(facts, "meeting.title") ?? "", start, (row.Find("meeting.end") as FactValue.Time)?.Value, Text(facts, "meeting.calendarEventId"), names);
    }

    private static string? Text(FactValue.Group facts, string path) => (new FactSet(facts).Find(path) as FactValue.Text)?.Value;

    private async Task<FactValue.Group> MatchAsync(MeetingKey meeting, Connection connection, MeetingTraits traits, CancellationToken cancellation)
    {
        var state = await store.StateAsync(connection.Name, cancellation);

        // Another generation's snapshot may be another person's.
        if (state is null || state.Generation != connection.Generation)
        {
            return CalendarFactTree.Unmatched(0, "there is no snapshot of the calendar yet");
        }

        traits = traits with { OwnAddress = state.OwnAddress };
        var events = await store.EventsAsync(connection.Name, traits.Start - Around, traits.LikelyEnd + Around, cancellation);
        var match = CalendarMatch.Find(traits, events);

        if (match is { Event: null } && traits.LinkedEventId is { Length: > 0 })
        {
            match = CalendarMatch.Find(traits, await store.EventsAsync(connection.Name, cancellation));
        }

        if (match is { Event: null } && await LookBackAsync(meeting, connection, state, traits, events, cancellation) is { } more)
        {
            match = CalendarMatch.Find(traits, [.. events.Concat(more).DistinctBy(CalendarRows.KeyOf)]);
        }

        if (match.Event is not { } found)
        {
            return CalendarFactTree.Unmatched(match.Score, state.IsConnected || events.Count > 0 ? match.Why : "Convo has no calendar of this account");
        }

        var sides = Sides.Of(connection.Settings.GetValueOrDefault(AccountDomains.Setting), state.OwnAddress);
        var times = await store.TimesAsync(connection.Name, found.Title, cancellation);
        var known = new KnownMatch(found, match.Score, match.Why, times, sides.Domains, sides.OwnAddress);
        await memory.KeepAsync(meeting, known, cancellation);
        return CalendarFactTree.Of(known);
    }

    // Null where nothing was learnt.
    private async Task<IReadOnlyList<CalendarEvent>?> LookBackAsync(
        MeetingKey meeting, Connection connection, CalendarState state, MeetingTraits traits, IReadOnlyList<CalendarEvent> kept, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();

        if ((state.Backwards is Backwards.DoesNot && now - state.BackwardsAt < NoHoldsFor) || !state.IsConnected
            || !await store.TryOnceAsync(meeting, traits.Start, cancellation))
        {
            return null;
        }

        var (from, until) = (traits.Start - LookBack, traits.LikelyEnd + Slack);

        if (await account.EventsAsync(connection, from, until, CallUse.Gathering, cancellation) is not CalendarAnswer.Here here)
        {
            return null;
        }

        var past = here.Events.Where(one => one.Start <= now).Select(one => one.Bounded()).ToList();
        var learnt = Learnt(state, past.Count > 0, kept.Any(one => !one.IsAllDay && one.Start >= from && one.Start < until && one.Start < now - Slack), now);
        await store.WriteAsync(connection.Name, learnt, CalendarChanges.Adding(kept, past), cancellation);
        return past;
    }

    // One that was there beforehand and is not given now is a clear no; where nothing is known to have been, an empty answer says little.
    private static CalendarState Learnt(CalendarState state, bool cameSome, bool wereSome, DateTimeOffset now)
    {
        if (cameSome)
        {
            return state with { Backwards = Backwards.Works, BackwardsAt = now, VagueTries = 0 };
        }

        var isClear = wereSome || (state.Backwards is not Backwards.Works && state.VagueTries + 1 >= CalendarState.MostVagueTries);
        return isClear
            ? state with { Backwards = Backwards.DoesNot, BackwardsAt = now, VagueTries = 0 }
            : state with { VagueTries = state.VagueTries + 1 };
    }
}
