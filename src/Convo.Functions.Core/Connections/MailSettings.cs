using System.Globalization;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Core.Connections;

/// <summary>The settings of a connection of kind <c>mail</c>: the server that takes our mail, and who it comes from.</summary>
public static class MailSettings
{
    /// <summary>The server's name, such as <c>smtp.example.com</c>.</summary>
    public const string Host = "host";

    /// <summary>Its port; 587 where it is left out.</summary>
    public const string Port = "port";

    /// <summary>The address that mail comes from.</summary>
    public const string From = "from";

    /// <summary>The name that stands beside it; none where it is left out.</summary>
    public const string FromName = "fromName";

    /// <summary>How the way to the server is secured: <see cref="StartTls"/> where it is left out.</summary>
    public const string Security = "security";

    /// <summary>Encrypted from STARTTLS on (RFC 3207), with a certificate that is valid for the server's name; nothing is sent otherwise.</summary>
    public const string StartTls = "starttls";

    /// <summary>Not encrypted, for a server on this machine alone: for tests.</summary>
    public const string NoneOnLoopback = "none-loopback";

    /// <summary>The secret with the name to sign in with.</summary>
    public const string User = "user";

    /// <summary>The secret with the password.</summary>
    public const string Password = "password";

    private const int LongestFromName = 100;

    /// <summary>All settings.</summary>
    public static IReadOnlyList<string> All { get; } = [Host, Port, From, FromName, Security];

    /// <summary>The port that the settings mean; null where they mean none.</summary>
    public static int? PortOf(IReadOnlyDictionary<string, string> settings) =>
        !settings.TryGetValue(Port, out var text) ? OutgoingHost.SubmissionPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port
        : null;

    /// <summary>What is wrong with settings.</summary>
    internal static IEnumerable<Problem> Check(IReadOnlyDictionary<string, string> settings, LoopbackRule loopback)
    {
        var host = settings.GetValueOrDefault(Host, "");
        var port = PortOf(settings);

        if (host.Length == 0)
        {
            yield return new Problem($"settings.{Host}", "It is missing.", "Give the name of the mail server, such as smtp.example.com.");
        }
        else if (OutgoingHost.CheckHost(host, port ?? OutgoingHost.SubmissionPort, loopback) is { } wrong)
        {
            yield return new Problem($"settings.{Host}", $"This server can't be used. {wrong.Reason}", wrong.Advice);
        }

        if (OutgoingHost.CheckPort(host, port ?? 0) is { } closed)
        {
            yield return new Problem($"settings.{Port}", closed.Reason, closed.Advice);
        }

        if (!MailAddressRules.IsOne(settings.GetValueOrDefault(From)))
        {
            yield return new Problem($"settings.{From}", "There has to be one mail address here.", "Write an address such as meetings@example.com.");
        }

        if (settings.TryGetValue(FromName, out var name) && (name.Length > LongestFromName || name.Any(char.IsControl)))
        {
            yield return new Problem($"settings.{FromName}", "This can't be a name.", $"Write at most {LongestFromName} characters on one line.");
        }

        if (SecurityProblem(settings.GetValueOrDefault(Security, StartTls), host) is { } open)
        {
            yield return open;
        }
    }

    private static Problem? SecurityProblem(string security, string host) => security switch
    {
        StartTls => null,
        NoneOnLoopback when OutgoingHost.IsLoopback(host) => null,
        NoneOnLoopback => new($"settings.{Security}", "Only a server on this machine can be used without encryption.", $"Write {StartTls}, or leave it out."),
        _ => new($"settings.{Security}", "There is no such way to secure a connection.", $"Write {StartTls}, or leave it out."),
    };
}
