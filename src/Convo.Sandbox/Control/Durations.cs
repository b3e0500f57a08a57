using System.Xml;

namespace Convo.Sandbox.Control;

/// <summary>ISO 8601 durations such as <c>PT10M</c>.</summary>
internal static class Durations
{
    public static bool TryParse(string? text, TimeSpan fallback, out TimeSpan duration)
    {
        duration = fallback;
        if (text is null)
        {
            return true;
        }

        try
        {
            duration = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false;
        }
    }
}
