using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Facts;

/// <summary>Gets the facts that runs need. Each group is asked for once for all runs of a meeting that are looked at together.</summary>
public sealed class Gathering(IFactSource source, IConnections connections, ContentStore content)
{
    /// <summary>Begins to gather for a meeting.</summary>
    public MeetingFacts Begin(MeetingSnapshot meeting) => new(meeting, source, connections, content);
}

/// <summary>The facts of one meeting, as far as they have been asked for.</summary>
public sealed class MeetingFacts(MeetingSnapshot meeting, IFactSource source, IConnections connections, ContentStore content)
{
    private readonly Dictionary<FactGroup, FactAnswer> answers = [];

    /// <summary>What can be had of everything that a recipe needs, and what its occasion is about.</summary>
    public async Task<IReadOnlyDictionary<FactGroup, FactAnswer>> ReadAsync(Run run, Recipe recipe, CancellationToken cancellation)
    {
        var had = new Dictionary<FactGroup, FactAnswer>();

        foreach (var group in FactNeeds.WithoutCredits(recipe, run.Occasion.Kind))
        {
            had[group] = group is FactGroup.Event ? await ReadEventAsync(run, cancellation) : await ReadAsync(group, cancellation);
        }

        return had;
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

    private async Task<FactAnswer> ReadAsync(FactGroup group, CancellationToken cancellation)
    {
        if (answers.TryGetValue(group, out var known))
        {
            return known;
        }

        return answers[group] = await connections.FindAsync(meeting.Key.Connection, cancellation) is { } connection
            ? await source.ReadAsync(connection, meeting.Meeting!.ConversationId, group, cancellation)
            : new FactAnswer.Denied($"There is no connection named {meeting.Key.Connection}.", "Add it under connections, then run it again.");
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
