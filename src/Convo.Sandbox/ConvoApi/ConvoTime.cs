using System.Globalization;

namespace Convo.Sandbox.ConvoApi;

/// <summary>Convo's form of a moment: UTC with <c>Z</c> and milliseconds, as its newer pages and all its events show it.</summary>
internal static class ConvoTime
{
    public static string Format(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The form of its older pages.</summary>
    public static string FormatWithoutMilliseconds(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads ISO 8601; a moment without a zone is UTC.</summary>
    public static bool TryParse(string? text, out DateTimeOffset moment) => DateTimeOffset.TryParse(
        text,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out moment);
}
