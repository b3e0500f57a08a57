using System.Text.RegularExpressions;
using Convo.Functions.Core.Naming;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>Time zones by their IANA names.</summary>
internal static partial class Zones
{
    /// <summary>The zone of a name; null where there is none. The shape is checked first, because the name becomes part of a file's path.</summary>
    public static TimeZoneInfo? Find(string name) =>
        Shape().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    public static string Advice(string name) =>
        NearestName.Of(name, TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)) is { } near
            ? $"Did you mean '{near}'?"
            : "Use an IANA name, such as Europe/Berlin or America/New_York.";

    [GeneratedRegex(
        "^[A-Za-z][A-Za-z0-9_+-]{0,30}(/[A-Za-z0-9_+-]{1,30}){0,2}\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
