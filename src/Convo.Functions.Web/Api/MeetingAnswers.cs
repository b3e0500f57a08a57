using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Web.Api;

/// <summary>Meetings and runs as the API shows them.</summary>
internal static class MeetingAnswers
{
    // Ids of runs stand in addresses: there the separator of the rows would have to be escaped.
    private const char RowSeparator = '|';
    private const char Separator = '~';

    public static string ToApiId(string runId) => runId.Replace(RowSeparator, Separator);

    public static string FromApiId(string id) => id.Replace(Separator, RowSeparator);

    public static MeetingAnswer Of(MeetingSnapshot meeting, string? title, KnownRecipes recipes)
    {
        var gotOut = GotOut.Of(meeting, recipes.NameOf);
        return new MeetingAnswer(
            ConversationId(meeting),
            meeting.Key.Connection,
            title,
            meeting.Meeting?.FirstSeen ?? meeting.Events.Min(happened => happened.ReceivedAt),
            meeting.Meeting?.DeletedAt,
            meeting.Meeting?.Tombstone is { } left ? new TombstoneAnswer(left.Events, left.Runs, left.TakenBack, left.Standing) : null,
            [.. meeting.Events.OrderBy(happened => happened.ReceivedAt).Select(Of)],
            [.. meeting.Runs.OrderBy(run => run.OpenedAt).ThenBy(run => run.Id, StringComparer.Ordinal).Select(run => Of(run, meeting, recipes))],
            [.. meeting.Deliveries.Where(delivery => delivery.State is DeliveryState.Stands).Select(delivery => delivery.Reason!)],
            new GotOutAnswer(gotOut.Word.Kebab(), gotOut.Sentence));
    }

    public static RunAnswer Of(Run run, MeetingSnapshot meeting, KnownRecipes recipes)
    {
        var waits = run.State is RunState.Waiting;
        return new RunAnswer(
            ToApiId(run.Id),
            ConversationId(meeting),
            run.Recipe,
            recipes.Find(run.Recipe)?.Name,
            run.Version,
            run.Occasion.ToString(),
            run.State.Word(),
            run.HasEnded && meeting.Meeting?.DeletedAt is null && recipes.Find(run.Recipe) is { IsOn: true },
            run.OpenedAt,
            waits ? run.Deadline : null,
            waits ? run.NotBefore : null,
            run.EndedAt,
            run.Reason,
            run.Advice,
            [.. meeting.DeliveriesOf(run).OrderBy(delivery => delivery.Id.RowKey, StringComparer.Ordinal).Select(Of)]);
    }

    // A tombstone has no id any more; its hash takes the place, and leads to it too.
    public static string ConversationId(MeetingSnapshot meeting) => meeting.Meeting switch
    {
        { ConversationId.Length: > 0 } known => known.ConversationId,
        { } => meeting.Key.Hash,
        null => meeting.Events[0].ConversationId,
    };

    private static EventAnswer Of(MeetingEvent happened) => new(
        happened.Name, happened.ReceivedAt, happened.Source.Word(), happened.LateMinutes is > 0 ? happened.LateMinutes : null);

    private static DeliveryAnswer Of(Delivery delivery) => new(
        delivery.Id.Step,
        delivery.Id.Item,
        delivery.Action,
        delivery.Connection,
        delivery.Destination,
        delivery.State.Word(),
        delivery.Attempts,
        delivery.WaitsUntil,
        delivery.DeliveredAt,
        delivery.Link,
        delivery.Reason,
        delivery.Advice);
}
