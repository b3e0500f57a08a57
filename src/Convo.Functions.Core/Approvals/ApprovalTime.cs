using System.Globalization;

namespace Convo.Functions.Core.Approvals;

/// <summary>Shows moments to those who decide: in the recipe's zone, with its name, since they may live elsewhere.</summary>
public static class ApprovalTime
{
    /// <summary>Such as <c>Mon 11 May, 14:03 (Europe/Berlin)</c>; in UTC where the zone isn't known.</summary>
    public static string Show(DateTimeOffset time, string zone)
    {
        var known = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
        return $"{TimeZoneInfo.ConvertTime(time, known).ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture)} ({known.Id})";
    }
}
