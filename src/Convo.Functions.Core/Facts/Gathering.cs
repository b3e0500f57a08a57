using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Facts;

/// <summary>Gets the facts that runs need. Each group is asked for once for all runs of a meeting that are looked at together.</summary>
public sealed class Gathering(IFactSource source, IConnections connections, ContentStore content, CalendarFacts calendar)
{
    /// <summary>Begins to gather for a meeting.</summary>
    public MeetingFacts Begin(MeetingSnapshot meeting) => new(meeting, source, connections, content, calendar);
}

/// <summary>The facts of one meeting, as far as they have been asked for.</summary>
public sealed class MeetingFacts(
    MeetingSnapshot meeting, IFactSource source, IConnections connections, ContentStore content, CalendarFacts calendar)
{
    private readonly Dictionary<FactGroup, FactAnswer> answers = [];

    /// <summary>What can be had of everything that a recipe needs and that costs no credit, and what its occasion is about.</summary>
    public async Task<IReadOnlyDictionary<FactGroup, FactAnswer>> ReadAsync(Run run, Recipe recipe, CancellationToken cancellation)
    {
        var wanted = FactNeeds.GatheredFirst(recipe, run.Occasion.Kind);
        await AskAsync([.. wanted.Where(group => group is not FactGroup.Event && !answers.ContainsKey(group))], cancellation);
        var had = new Dictionary<FactGroup, FactAnswer>();

        foreach (var group in wanted)
        {
            had[group] = group is FactGroup.Event ? await ReadEventAsync(run, cancellation) : answers[group];
        }

        return had;
    }

    /// <summary>The event of the calendar that the meeting was, whether a recipe needs it or not: what isn't known yet is asked for.</summary>
    /// <returns>The event, null where none fits; or why that can't be told now.</returns>
    public async Task<(KnownMatch? Match, FactAnswer.Later? Later)> EventAsync(CancellationToken cancellation)
    {
        FactGroup[] wanted = [FactGroup.Conversation, FactGroup.Calendar];
        await AskAsync([.. wanted.Where(group => !answers.ContainsKey(group))], cancellation);

        return answers[FactGroup.Calendar] is FactAnswer.Known { Facts: var facts }
            && new FactSet(facts).Find("calendar.matched") is FactValue.Flag { Value: true }
                ? (await calendar.FindAsync(meeting.Key, cancellation), null)
                : (null, answers[FactGroup.Calendar] as FactAnswer.Later);
    }

    /// <summary>What is known without asking anybody.</summary>
    public FactValue.Group Known(Run run)
    {
        var newest = meeting.EventsOf(run).MaxBy(e => e.ReceivedAt);
        return Groups(
            ("meeting", Groups(("id", new FactValue.Text(meeting.Meeting?.ConversationId ?? "")))),
            ("event", Groups(
                ("kind", new FactValue.Text(run.Occasion.Kind.Word())),
                ("at", new FactValue.Time(newest?.ReceivedAt ?? run.OpenedAt)))));
    }

    private static FactValue.Group Groups(params (string Name, FactValue Value)[] members) =>
        new(members.ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal));

    // All at once: what a gathering costs is reserved as a whole. The calendar is compared with what came, and comes last.
    private async Task AskAsync(IReadOnlyCollection<FactGroup> groups, CancellationToken cancellation)
    {
        if (groups.Count is 0)
        {
            return;
        }

        if (await connections.FindAsync(meeting.Key.Connection, cancellation) is not { } connection)
        {
            var denied = new FactAnswer.Denied($"There is no connection named {meeting.Key.Connection}.", "Add it under connections, then run it again.");
            Answer(groups, _ => denied);
            return;
        }

        var called = groups.Where(group => group is not FactGroup.Calendar).ToList();

        if (called.Count > 0)
        {
            var given = await source.ReadAsync(connection, meeting.Meeting!.ConversationId, called, cancellation);
            Answer(called, group => given[group]);
        }

        if (groups.Contains(FactGroup.Calendar))
        {
            answers[FactGroup.Calendar] = await calendar.ReadAsync(
                meeting.Key, connection, answers[FactGroup.Conversation], answers.GetValueOrDefault(FactGroup.KeyPoints), cancellation);
        }
    }

    private void Answer(IEnumerable<FactGroup> groups, Func<FactGroup, FactAnswer> answer)
    {
        foreach (var group in groups)
        {
            answers[group] = answer(group);
        }
    }

    private async Task<FactAnswer> ReadEventAsync(Run run, CancellationToken cancellation)
    {
        foreach (var happened in meeting.EventsOf(run).OrderByDescending(e => e.ReceivedAt))
        {
            if (await content.GetAsync(meeting.Key.Text, ContentStore.RawName(happened.Id), cancellation) is { } raw
                && EventReader.ReadReleased(raw, happened.ReceivedAt) is EventReading.Readable { Event: var read })
            {
                return new FactAnswer.Known(Groups(("event", read.Data)));
            }
        }

        return new FactAnswer.Known(Groups());
    }
}
