using System.Text.RegularExpressions;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Outgoing;

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
    /// <param name="loopback">Which addresses on this machine, also without TLS, are allowed: for the sandbox and for tests.</param>
    public static IReadOnlyList<Problem> Check(ConnectionDraft draft, bool isNew, LoopbackRule loopback)
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

        foreach (var setting in draft.Settings.Keys.Where(name => !kind.Settings.Contains(name)))
        {
            var known = string.Join(", ", kind.Settings);
            problems.Add(new Problem($"settings.{Shown(setting)}", "There is no such setting.", $"A connection of kind {kind.Name} takes: {known}."));
        }

        if (kind.Settings.Contains(AccountDomains.Setting) && draft.Settings.TryGetValue(AccountDomains.Setting, out var domains)
            && !AccountDomains.IsValid(domains))
        {
            problems.Add(new Problem(
                $"settings.{AccountDomains.Setting}",
                "These are no domains.",
                "Write what stands behind the @ of your own addresses, such as example.com, example.org."));
        }

        if (kind == ConnectionKind.Mail)
        {
            problems.AddRange(MailSettings.Check(draft.Settings, loopback));
        }
        else if (draft.Settings.TryGetValue(ConnectionKind.BaseUrlSetting, out var address) && Read(address, loopback) is OutgoingAddress.Refused refused)
        {
            problems.Add(new Problem("settings.baseUrl", $"This address can't be used. {refused.Reason}", refused.Advice));
        }

        CheckSecrets(draft, kind, isNew, problems);
        return problems;
    }

    /// <summary>The base address that a text means, ending in a slash; null where it can't be used.</summary>
    public static Uri? Address(string text, LoopbackRule loopback) => Read(text, loopback) is OutgoingAddress.Allowed { Address: var address } ? address : null;

    // The same rule that holds when it is called: what was saved can be used.
    private static OutgoingAddress Read(string text, LoopbackRule loopback) => text.Length <= LongestAddress
        ? OutgoingAddress.Read(text, loopback)
        : new OutgoingAddress.Refused("It is too long.", $"Use an address of at most {LongestAddress} characters.");

    private static void CheckSecrets(ConnectionDraft draft, ConnectionKind kind, bool isNew, List<Problem> problems)
    {
        foreach (var (name, value) in draft.Secrets)
        {
            if (name != kind.Secret && !kind.OtherSecrets.Contains(name))
            {
                problems.Add(new Problem($"secrets.{Shown(name)}", "There is no such secret.", $"A connection of kind {kind.Name} takes: {kind.Secret}."));
            }
            else if (kind.HasPasswords)
            {
                CheckPassword(name, value, problems);
            }
            else if (value is not { Length: >= 8 and <= LongestSecret } || !value.All(c => c is > ' ' and < '\x7f'))
            {
                problems.Add(new Problem($"secrets.{name}", "This can't be the secret.", $"Paste it whole and without spaces.{StartOf(name, kind)}"));
            }
            else if (name == kind.Secret && !value.StartsWith(kind.SecretStart, StringComparison.Ordinal))
            {
                problems.Add(new Problem($"secrets.{name}", "This is another kind of secret.", $"Paste it whole.{StartOf(name, kind)}"));
            }
        }

        if (!isNew)
        {
            return;
        }

        // Names and passwords go together; of tokens only the first is needed.
        foreach (var missing in kind.OtherSecrets.Where(_ => kind.HasPasswords).Prepend(kind.Secret).Where(name => !draft.Secrets.ContainsKey(name)))
        {
            var start = kind.SecretStart.Length > 0 ? $", which starts with {kind.SecretStart}" : "";
            problems.Add(new Problem($"secrets.{missing}", "It is missing.", $"Give secrets.{missing}{start}."));
        }
    }

    private static void CheckPassword(string name, string value, List<Problem> problems)
    {
        if (value is not { Length: > 0 and <= LongestSecret } || value.Any(char.IsControl))
        {
            problems.Add(new Problem($"secrets.{name}", "This can't be the secret.", "Type it on one line, as the mail server's owner gave it."));
        }
    }

    private static string StartOf(string name, ConnectionKind kind) => name == kind.Secret ? $" It starts with {kind.SecretStart}" : "";

    // A name from outside is echoed only where it looks like one.
    private static string Shown(string name) => name.Length <= 40 && name.All(char.IsAsciiLetterOrDigit) ? name : "…";

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\z", RegexOptions.NonBacktracking)]
    private static partial Regex NameForm();
}
