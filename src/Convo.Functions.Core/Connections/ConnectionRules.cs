using System.Net;
using System.Text.RegularExpressions;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Core.Connections;

/// <summary>What a connection must look like. Pure.</summary>
public static partial class ConnectionRules
{
    private const int LongestSecret = 4096;
    private const int LongestAddress = 500;

    /// <summary>Whether a text can be the name of a connection.</summary>
    public static bool IsName(string? name) => name is { Length: > 0 and <= 40 } && NameForm().IsMatch(name);

    /// <summary>What is wrong with a draft; nothing where it can be saved.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="isNew">True where there is no such connection yet, so that its secret must be given.</param>
    /// <param name="allowLoopback">Whether addresses on this machine, also without TLS, are allowed: for the sandbox and for tests.</param>
    public static IReadOnlyList<Problem> Check(ConnectionDraft draft, bool isNew, bool allowLoopback)
    {
        var problems = new List<Problem>();
        if (!IsName(draft.Name))
        {
            problems.Add(new Problem("name", "This can't be the name of a connection.", "Use 1 to 40 lower-case letters, digits and hyphens, such as acme."));
        }

        if (ConnectionKind.Find(draft.Kind) is not { } kind)
        {
            var kinds = string.Join(", ", ConnectionKind.All.Select(each => each.Name));
            problems.Add(new Problem(
                "kind", "There is no such kind of connection.", $"Use one of: {kinds}."));
            return problems;
        }

        foreach (var setting in draft.Settings.Keys.Where(name => name is not ConnectionKind.BaseUrlSetting))
        {
            problems.Add(new Problem($"settings.{Shown(setting)}", "There is no such setting.", $"A connection of kind {kind.Name} takes: baseUrl."));
        }

        if (draft.Settings.TryGetValue(ConnectionKind.BaseUrlSetting, out var address) && Address(address, allowLoopback) is null)
        {
            problems.Add(new Problem("settings.baseUrl", "This is not an address that can be used.", AddressAdvice(kind, allowLoopback)));
        }

        CheckSecrets(draft, kind, isNew, problems);
        return problems;
    }

    /// <summary>The base address that a text means, ending in a slash; null where it can't be used.</summary>
    public static Uri? Address(string text, bool allowLoopback)
    {
        if (text.Length > LongestAddress || !Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var uri)
            || uri is not { UserInfo: "", Query: "", Fragment: "" } || uri.Scheme is not ("https" or "http"))
        {
            return null;
        }

        // IdnHost, because Host shows circled and full-width digits as they were written, while the connection goes to what they mean.
        var loopback = uri.IdnHost is "localhost" || (IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
        return loopback ? (allowLoopback ? uri : null) : (uri.Scheme is "https" ? uri : null);
    }

    private static void CheckSecrets(ConnectionDraft draft, ConnectionKind kind, bool isNew, List<Problem> problems)
    {
        foreach (var (name, value) in draft.Secrets)
        {
            if (name != kind.Secret && !kind.OtherSecrets.Contains(name))
            {
                problems.Add(new Problem($"secrets.{Shown(name)}", "There is no such secret.", $"A connection of kind {kind.Name} takes: {kind.Secret}."));
            }
            else if (value is not { Length: >= 8 and <= LongestSecret } || !value.All(c => c is > ' ' and < '\x7f'))
            {
                problems.Add(new Problem(
                    $"secrets.{name}", "This can't be the secret.", $"Paste it whole and without spaces; it starts with {kind.SecretStart}."));
            }
        }

        if (isNew && !draft.Secrets.ContainsKey(kind.Secret))
        {
            problems.Add(new Problem($"secrets.{kind.Secret}", "It is missing.", $"Give secrets.{kind.Secret}, which starts with {kind.SecretStart}."));
        }
    }

    private static string AddressAdvice(ConnectionKind kind, bool allowLoopback) => allowLoopback
        ? $"Use an https address, such as {kind.BaseUrl}, or one on this machine, without user name and query."
        : $"Use an https address, such as {kind.BaseUrl}, without user name and query. Addresses on this machine need --allow-loopback.";

    // A name from outside is echoed only where it looks like one.
    private static string Shown(string name) => name.Length <= 40 && name.All(char.IsAsciiLetterOrDigit) ? name : "…";

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\z", RegexOptions.NonBacktracking)]
    private static partial Regex NameForm();
}
