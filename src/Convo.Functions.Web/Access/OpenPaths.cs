using Convo.Functions.Web.Site;

namespace Convo.Functions.Web.Access;

/// <summary>What is open without sign-in, and nothing else is (decided on the path exactly as it was sent).</summary>
internal sealed class OpenPaths(SiteFiles site)
{
    // The sign-in itself: its body carries the token, and without a right one it answers 401 like everything else.
    private const string SignIn = "/api/session";
    private const string Health = "/api/health";

    private static readonly string[] Prefixes = ["/hooks/convo/", "/hooks/slack/", "/approve/"];

    /// <summary>Whether a path is open.</summary>
    /// <param name="raw">The path as it stood in the request line.</param>
    /// <param name="decoded">The path that routing will see: where the two differ, tricks are at work, and nothing is open.</param>
    /// <param name="method">The method.</param>
    public bool IsOpen(string raw, string decoded, string method) =>
        string.Equals(raw, decoded, StringComparison.Ordinal)
        && (raw is Health
            || (raw is SignIn && method is "POST")
            || Array.Exists(Prefixes, prefix => IsOneBelow(raw, prefix))
            || site.Find(raw) is not null
            || SiteFiles.LacksSlash(raw));

    private static bool IsOneBelow(string raw, string prefix) =>
        raw.Length > prefix.Length && raw.StartsWith(prefix, StringComparison.Ordinal) && !raw.AsSpan(prefix.Length).ContainsAny(@"/\;%.");
}
