using System.Globalization;
using System.Text.RegularExpressions;

namespace Convo.Functions.Connectors.Mail.Smtp;

/// <summary>A server's answer (RFC 5321, section 4.2): one code, one line or several.</summary>
/// <param name="Code">Three digits; the first says what became of the command.</param>
/// <param name="Lines">What stands after the code, line by line. From outside: it never reaches a log or a reason.</param>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>Whether it went well: 2xx.</summary>
    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>Whether it may go well later: 4xx.</summary>
    public bool IsPassing => Code is >= 400 and < 500;

    /// <summary>The codes alone, such as <c>SMTP 550 5.1.1</c> (the second by RFC 3463): what may be shown of an answer.</summary>
    public string Shown => Lines.Count > 0 && EnhancedCode().Match(Lines[0]) is { Success: true } enhanced
        ? string.Create(CultureInfo.InvariantCulture, $"SMTP {Code} {enhanced.Value}")
        : string.Create(CultureInfo.InvariantCulture, $"SMTP {Code}");

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?=\x20|\z)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EnhancedCode();
}
