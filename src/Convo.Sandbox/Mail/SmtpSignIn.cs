using System.Text;

namespace Convo.Sandbox.Mail;

/// <summary>Signs a client in (RFC 4954), by PLAIN or LOGIN, with the one user that the mailbox knows.</summary>
internal static class SmtpSignIn
{
    public const string User = "sandbox";
    public const string Password = "sandbox";

    /// <summary>The code of a sign-in that went well.</summary>
    public const string Welcome = "235 2.7.0 Welcome";

    private const string Refused = "535 5.7.8 The user is 'sandbox', and so is the password";
    private const string NotBase64 = "501 5.5.2 That is not Base64";
    private const string Cancelled = "501 5.7.0 Cancelled";

    /// <summary>Asks for what is missing and gives the answer; <see cref="Welcome"/> where user and password are right.</summary>
    /// <param name="channel">The client.</param>
    /// <param name="arguments">What stands behind AUTH: the method, and for some clients the first answer.</param>
    /// <exception cref="SmtpEndedException">The client hung up.</exception>
    public static async Task<string> AskAsync(SmtpChannel channel, string arguments)
    {
        var parts = arguments.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
        var first = parts.Length > 1 ? parts[1].Trim() : null;
        return parts.FirstOrDefault()?.ToUpperInvariant() switch
        {
            "PLAIN" => Plain(first ?? await PromptAsync(channel, "")),
            "LOGIN" => await LoginAsync(channel, first),
            _ => "504 5.5.4 The ways to sign in are PLAIN and LOGIN",
        };
    }

    // Three parts: on whose behalf, the user, the password (RFC 4616).
    private static string Plain(string answer) => answer == "*" ? Cancelled
        : Decoded(answer) is not { } text ? NotBase64
        : text.Split('\0') is [_, User, Password] ? Welcome : Refused;

    private static async Task<string> LoginAsync(SmtpChannel channel, string? first)
    {
        var user = first ?? await PromptAsync(channel, "Username:");
        if (user == "*")
        {
            return Cancelled;
        }

        var password = await PromptAsync(channel, "Password:");
        return password == "*" ? Cancelled
            : Decoded(user) is not { } name || Decoded(password) is not { } word ? NotBase64
            : name == User && word == Password ? Welcome : Refused;
    }

    private static async Task<string> PromptAsync(SmtpChannel channel, string question)
    {
        await channel.SayAsync($"334 {Convert.ToBase64String(Encoding.ASCII.GetBytes(question))}");
        return await channel.ReadLineAsync() ?? throw new SmtpEndedException(null);
    }

    // "=" alone stands for an empty first answer (RFC 4954, section 4).
    private static string? Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return base64 == "=" ? ""
            : Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length)
            : null;
    }
}
