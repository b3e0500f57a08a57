namespace Convo.Sandbox.Mail;

/// <summary>What stands behind <c>MAIL FROM:</c> or <c>RCPT TO:</c> (RFC 5321, section 4.1.2): an address in angle brackets, and parameters.</summary>
/// <param name="Address">The address; empty for the empty sender <c>&lt;&gt;</c>.</param>
/// <param name="Parameters">By name, in capitals; a parameter without a value has an empty one.</param>
internal sealed record SmtpPath(string Address, IReadOnlyDictionary<string, string> Parameters)
{
    // RFC 5321, section 4.5.3.1.3.
    private const int LongestPath = 256;

    /// <summary>Whether the address is in plain letters, as all are without SMTPUTF8 (RFC 6531).</summary>
    public bool IsAscii => Address.All(char.IsAscii);

    /// <summary>Reads it; null where it is not of this form.</summary>
    /// <param name="text">The line behind the verb.</param>
    /// <param name="word"><c>FROM:</c> or <c>TO:</c>.</param>
    /// <param name="mayBeEmpty">Whether <c>&lt;&gt;</c> is an address here.</param>
    public static SmtpPath? Read(string text, string word, bool mayBeEmpty)
    {
        if (!text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = text[word.Length..].TrimStart();
        var close = rest.IndexOf('>');
        if (rest is not ['<', ..] || close < 0)
        {
            return null;
        }

        var address = rest[1..close];
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in rest[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = one.Split('=', 2);
            if (!parameters.TryAdd(parts[0].ToUpperInvariant(), parts.Length > 1 ? parts[1] : ""))
            {
                return null;
            }
        }

        return (address.Length == 0 && mayBeEmpty) || IsAddress(address) ? new(address, parameters) : null;
    }

    private static bool IsAddress(string text) =>
        text.Length <= LongestPath
        && text.LastIndexOf('@') is > 0 and var at && at < text.Length - 1
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or ',');
}
