using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Forecasting;

/// <summary>What forecasts are taken from: the meetings of the last days, as far as history keeps them. Nothing that was said is in it.</summary>
/// <param name="Meetings">The meetings.</param>
/// <param name="Days">The days that they are from, at most 30; at least 1.</param>
/// <param name="LooksPerEvent">How often runs read their facts for an event of a kind: events that come at once are often looked at together.</param>
public sealed record PastMeetings(IReadOnlyList<PastMeeting> Meetings, int Days, IReadOnlyDictionary<OccasionKind, double> LooksPerEvent)
{
    /// <summary>How many meetings 30 days bring at this rate.</summary>
    public double AMonth => (double)Meetings.Count * Forecast.Days / Days;

    /// <summary>Of meetings that were read.</summary>
    /// <param name="meetings">The meetings of the last 30 days, or the newest of them.</param>
    /// <param name="now">The end of these days.</param>
    public static PastMeetings Of(IReadOnlyList<MeetingSnapshot> meetings, DateTimeOffset now)
    {
        var oldest = meetings.Select(meeting => meeting.Meeting?.FirstSeen ?? now).DefaultIfEmpty(now).Min();
        var days = Math.Clamp((int)Math.Ceiling((now - oldest).TotalDays), 1, Forecast.Days);
        return new PastMeetings([.. meetings.Select(PastMeeting.Of)], days, Looks(meetings));
    }

    private static Dictionary<OccasionKind, double> Looks(IReadOnlyList<MeetingSnapshot> meetings) => meetings
        .SelectMany(meeting => meeting.Runs, (meeting, run) => (run, Events: meeting.EventsOf(run).Count()))
        .Where(one => one.run.Reads > 0 && one.Events > 0)
        .GroupBy(one => one.run.Occasion.Kind)
        .ToDictionary(kind => kind.Key, kind => (double)kind.Sum(one => one.run.Reads) / kind.Sum(one => one.Events));
}

/// <summary>What happened to one meeting.</summary>
/// <param name="Events">The events that open occasions, without wishes of people.</param>
public sealed record PastMeeting(IReadOnlyList<PastEvent> Events)
{
    internal static PastMeeting Of(MeetingSnapshot meeting) => new(
        [
            .. meeting.Events.Where(happened => happened is { Again: null, Kind: not null })
                .Select(happened => new PastEvent(happened.Kind!.Value, happened.ReceivedAt)),
        ]);
}

/// <summary>One event of a meeting.</summary>
/// <param name="Kind">The occasion it opened.</param>
/// <param name="At">When it came in.</param>
public sealed record PastEvent(OccasionKind Kind, DateTimeOffset At);
