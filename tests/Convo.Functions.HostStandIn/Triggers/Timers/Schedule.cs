using NCrontab;

namespace Convo.Functions.HostStandIn.Triggers.Timers;

/// <summary>A schedule of a timer function, in UTC; the library is the one that the host uses.</summary>
internal sealed class Schedule
{
    private const int FieldsWithSeconds = 6;
    private static readonly TimeSpan ShortestMonitored = TimeSpan.FromMinutes(1);
    private readonly CrontabSchedule crontab;

    public Schedule(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        crontab = CrontabSchedule.Parse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = fields.Length is FieldsWithSeconds });
    }

    /// <summary>The next occurrence after a time.</summary>
    public DateTimeOffset After(DateTimeOffset time) => new(crontab.GetNextOccurrence(time.UtcDateTime), TimeSpan.Zero);

    /// <summary>Whether the host keeps a status for it: not where occurrences come less than a minute apart.</summary>
    public bool IsMonitored(DateTimeOffset now)
    {
        var first = After(now);
        return After(first) - first >= ShortestMonitored;
    }
}
