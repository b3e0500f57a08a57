namespace Convo.Functions.Core.Outgoing;

/// <summary>
/// What a mail address looks like that we write to or from: one address, plain and unquoted (the dot-atom form of RFC 5321, section 4.1.2). Quoted
/// names, comments, numbers for hosts and letters of other scripts are valid elsewhere and refused here: each has been a way to smuggle in another
/// recipient or to look like one.
/// </summary>
public static class MailAddressRules
{
    private const int LongestAddress = 254;
    private const int LongestLocalPart = 64;
    private const string Signs = "!#$%&'*+/=?^_`{|}~-";

    /// <summary>Whether a text is exactly one such address.</summary>
    public static bool IsOne(string? text) =>
        text is { Length: <= LongestAddress }
        && text.Split('@') is [{ Length: > 0 and <= LongestLocalPart } local, { Length: > 0 } domain]
        && local.Split('.').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || Signs.Contains(c)))
        && IsDomain(domain);

    /// <summary>The domain of an address that <see cref="IsOne"/>, in lower case.</summary>
    public static string DomainOf(string address) => address[(address.IndexOf('@') + 1)..].ToLowerInvariant();

    private static bool IsDomain(string domain) =>
        domain.Split('.') is { Length: >= 2 } labels
        && labels.All(label =>
            label.Length is > 0 and <= 63 && label[0] is not '-' && label[^1] is not '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-'))
        && labels[^1].Any(char.IsAsciiLetter);
}
