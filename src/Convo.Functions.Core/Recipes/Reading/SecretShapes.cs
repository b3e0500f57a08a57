using System.Text.RegularExpressions;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>
/// Tells texts that look like secrets: Slack's tokens and incoming-webhook addresses, Convo's keys and webhook secrets. Prefixes as in Slack's
/// "Token types" and Convo's API documentation ("Authentication", "Webhooks").
/// </summary>
internal static partial class SecretShapes
{
    public static bool IsIn(string text) => Shape().IsMatch(text);

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(xox[a-z](-|\.)[A-Za-z0-9-]{6,}|xapp-[A-Za-z0-9-]{6,}|whsec_[A-Za-z0-9+/=_-]{4,}|convo_[A-Za-z0-9_-]{6,})"
        + @"|hooks\.slack\.com/(services|workflows)/",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
