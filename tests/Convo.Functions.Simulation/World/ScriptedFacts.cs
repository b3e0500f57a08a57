using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;
using Convo.Functions.Simulation.Schedule;

namespace Convo.Functions.Simulation.World;

/// <summary>Convo's side of a meeting: what can be read of it, and from when on.</summary>
/// <param name="ConversationId">Convo's id.</param>
/// <param name="Items">How many action items it has.</param>
internal sealed record ScriptedMeeting(string ConversationId, int Items)
{
    /// <summary>From when on which version of the key points can be read.</summary>
    public SortedDictionary<DateTimeOffset, int> Versions { get; } = [];

    /// <summary>True where the account may not read it.</summary>
    public bool IsDenied { get; init; }

    /// <summary>The version that can be read now; null before the first.</summary>
    public int? VersionAt(DateTimeOffset now) => Versions.Where(v => v.Key <= now).Select(v => (int?)v.Value).LastOrDefault();

    /// <summary>What a message about the key points says at a version.</summary>
    public static string TitleAt(int version) => $"points {version}";

    /// <summary>What a message about one action item says at a version.</summary>
    public static string ItemAt(int item, int version) => $"item {item} of {version}";
}

/// <summary>Convo as one instance reaches it: late, out of order, refusing for a while.</summary>
internal sealed class ScriptedFacts(SimulatedWorld world, Instance instance) : IFactSource
{
    public async Task<FactAnswer> ReadAsync(Connection connection, string conversationId, FactGroup group, CancellationToken cancellation)
    {
        await world.Scheduler.PassAsync(instance, $"read {group} of {conversationId}", cancellation);
        var answer = Answer(world.Meetings[conversationId], group);
        await world.Scheduler.PassAsync(instance, $"answer: {group} is {answer.GetType().Name}", cancellation);
        return answer;
    }

    private FactAnswer Answer(ScriptedMeeting meeting, FactGroup group)
    {
        if (meeting.IsDenied)
        {
            return new FactAnswer.Denied("the key was revoked", "Enter another key.");
        }

        if (!world.IsHealing && world.Choices.Now(Topic.Outside, 12))
        {
            return new FactAnswer.Later("the hourly limit is used up", world.Now + TimeSpan.FromMinutes(world.Choices.Pick(Topic.Outside, 60)));
        }

        return (group, meeting.VersionAt(world.Now)) switch
        {
            (FactGroup.Conversation, _) => new FactAnswer.Known(Group(("meeting", Group(("title", new FactValue.Text("Planning")))))),
            (FactGroup.KeyPoints, { } version) => new FactAnswer.Known(Group(
                ("keyPoints", Group(("title", new FactValue.Text(ScriptedMeeting.TitleAt(version))))),
                ("actionItems", new FactValue.List(
                    [.. Enumerable.Range(0, meeting.Items).Select(i => Group(("text", new FactValue.Text(ScriptedMeeting.ItemAt(i, version)))))])))),
            _ => new FactAnswer.NotYet($"{group} is not there yet"),
        };
    }

    private static FactValue.Group Group(params (string Name, FactValue Value)[] members) => new(members.ToDictionary(m => m.Name, m => m.Value));
}
