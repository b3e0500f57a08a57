using System.Globalization;
using System.Text.RegularExpressions;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Convo.Functions.Connectors.Mail.Smtp;

/// <summary>A server's answer that stopped the client: its codes. Its words are from outside, and reach no log and no reason.</summary>
/// <param name="Code">Three digits; the first says what became of the command.</param>
/// <param name="Enhanced">The code by RFC 3463, such as <c>5.1.1</c>; null where there is none.</param>
internal sealed partial record SmtpReply(int Code, string? Enhanced)
{
    /// <summary>Whether it went well all the same: the client wants one code where the protocol allows several.</summary>
    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>Whether it may go well later: 4xx.</summary>
    public bool IsPassing => Code is >= 400 and < 500;

    /// <summary>The codes alone, such as <c>SMTP 550 5.1.1</c>: what may be shown of an answer.</summary>
    public string Shown => string.Create(CultureInfo.InvariantCulture, $"SMTP {Code}{(Enhanced is null ? "" : " ")}{Enhanced}");

    /// <summary>The answer that an exception of the client tells of; null where it was none of SMTP.</summary>
    public static SmtpReply? Of(Exception failure) => failure switch
    {
        SmtpCommandException { StatusCode: var code } refused => Of((int)code, refused.Message),

        // The client puts the code before the words, where it has one at all.
        AuthenticationException when Told().Match(failure.Message) is { Success: true } told =>
            Of(int.Parse(told.Groups["code"].Value, CultureInfo.InvariantCulture), failure.Message[told.Length..]),
        AuthenticationException => new(534, null),
        MailKit.ServiceNotAuthenticatedException => Of(530, failure.Message),
        _ => null,
    };

    private static SmtpReply? Of(int code, string words) =>
        code is >= 200 and < 600 ? new(code, EnhancedCode().Match(words) is { Success: true } enhanced ? enhanced.Value : null) : null;

    [GeneratedRegex(@"^(?<code>\d{3}): ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Told();

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?=\s|\z)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EnhancedCode();
}
