namespace Convo.Sandbox.Histories;

/// <summary>Days counted as people at work count them: Monday to Friday.</summary>
internal static class WorkingDays
{
    /// <summary>The working day that lies so many working days before (negative) or after a day.</summary>
    public static DateOnly Move(DateOnly day, int by)
    {
        for (var left = Math.Abs(by); left > 0;)
        {
            day = day.AddDays(Math.Sign(by));
            left -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day;
    }
}
