namespace Convo.Functions.Core.Meetings;

/// <summary>The answer to the first question about a meeting: did it get out? Pure.</summary>
/// <param name="Word">The answer in one word.</param>
/// <param name="Sentence">The answer in one sentence, without anything that was said in the meeting.</param>
public sealed record GotOut(GotOutWord Word, string Sentence)
{
    /// <summary>Looks at the runs that count: where a person ran a recipe again, what went before counts no more.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="name">What people call a recipe, by its id.</param>
    public static GotOut Of(MeetingSnapshot meeting, Func<string, string> name)
    {
        var runs = meeting.CountingRuns.ToList();
        var deliveries = runs.SelectMany(meeting.DeliveriesOf).ToList();
        var delivered = deliveries.Count(delivery => delivery.State is DeliveryState.Delivered);
        var open = runs.Count(run => !run.HasEnded) + deliveries.Count(delivery => !delivery.IsSettled && IsEnded(runs, delivery));
        var failed = runs.Where(run => run.State is RunState.Refused or RunState.Cancelled).ToList();

        return runs switch
        {
            [] => new(GotOutWord.Nothing, "No recipe ran on this meeting."),
            _ when deliveries.Find(delivery => delivery.State is DeliveryState.Stands) is { } stands =>
                new(GotOutWord.Partly, $"The meeting was deleted in Convo; {stands.Reason}."),
            _ when deliveries.Exists(delivery => delivery.State is DeliveryState.Withdrawn) =>
                new(GotOutWord.No, "The meeting was deleted in Convo, and what had been sent was taken back."),
            _ when runs.Find(run => run.State is RunState.Uncertain) is { } unclear =>
                new(GotOutWord.Uncertain, $"Nobody can tell whether {name(unclear.Recipe)} got out: {unclear.Reason}"),
            _ when open > 0 => new(GotOutWord.OnItsWay, OnItsWay(runs, delivered, name)),
            _ when failed.Count == 0 && delivered > 0 => new(GotOutWord.Yes, $"Everything is out: {Places(deliveries)}."),
            _ when failed.Count == 0 => new(GotOutWord.Nothing, $"There was nothing to send: {runs[^1].Reason ?? "no step had anything to do"}."),
            _ when delivered > 0 => new(GotOutWord.Partly, $"{Places(deliveries)} got it; {name(failed[0].Recipe)} did not: {failed[0].Reason}"),
            _ => new(GotOutWord.No, $"{name(failed[0].Recipe)} did not get out: {failed[0].Reason}"),
        };
    }

    private static bool IsEnded(List<Run> runs, Delivery delivery) =>
        runs.Exists(run => run.HasEnded && run.Recipe == delivery.Id.Recipe && run.Occasion == delivery.Id.Occasion);

    private static string OnItsWay(List<Run> runs, int delivered, Func<string, string> name)
    {
        var waits = runs.Find(run => run.State is RunState.Waiting && run.Reason is not null);
        var rest = waits is null ? "the rest is on its way" : $"{name(waits.Recipe)} waits: {waits.Reason}";
        return delivered > 0 ? $"{delivered} sent so far; {rest}" : $"Nothing is out yet; {rest}";
    }

    private static string Places(List<Delivery> deliveries) => string.Join(
        ", ",
        deliveries.Where(delivery => delivery.State is DeliveryState.Delivered).Select(delivery => delivery.Destination).Distinct(StringComparer.Ordinal));
}

/// <summary>Whether it got out.</summary>
public enum GotOutWord
{
    /// <summary>All that was to be sent is there.</summary>
    Yes,

    /// <summary>Some of it.</summary>
    Partly,

    /// <summary>None of it.</summary>
    No,

    /// <summary>Not yet: something waits or is being sent.</summary>
    OnItsWay,

    /// <summary>Nobody can tell; a person has to look.</summary>
    Uncertain,

    /// <summary>There was nothing to send.</summary>
    Nothing,
}
