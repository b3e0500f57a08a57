using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Calendars.Doubles;

/// <summary>What became of the run that has an event. Pure.</summary>
public enum Holding
{
    /// <summary>It came to nothing, or its meeting was deleted: another may do it.</summary>
    GaveWay,

    /// <summary>It is under way; nobody knows yet.</summary>
    Open,

    /// <summary>Something of it was delivered.</summary>
    Delivered,

    /// <summary>Nobody knows whether something of it is there, and it must not be there twice.</summary>
    Uncertain,
}

/// <summary>Tells what became of the run that has an event. Pure.</summary>
internal static class Holdings
{
    public static Holding Of(MeetingSnapshot meeting, string recipe, OccasionKind kind)
    {
        var occasion = new Occasion(kind, Occasion.First);

        if (meeting.Meeting?.DeletedAt is not null || meeting.Runs.FirstOrDefault(run => run.Recipe == recipe && run.Occasion == occasion) is not { } run)
        {
            return Holding.GaveWay;
        }

        // A question to somebody is not yet what was asked about.
        if (meeting.DeliveriesOf(run).Any(delivery => delivery.Delivered is not null && !Asking.IsQuestion(delivery.Id)))
        {
            return Holding.Delivered;
        }

        return run.State is RunState.Uncertain ? Holding.Uncertain : run.HasEnded ? Holding.GaveWay : Holding.Open;
    }
}
