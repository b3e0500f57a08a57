using System.Globalization;
using Convo.Sandbox.Faults;

namespace Convo.Sandbox.Mail;

/// <summary>One conversation with a client that hands in mail (RFC 5321), spoilt where the faults say so.</summary>
/// <param name="channel">The client.</param>
/// <param name="mailbox">Where mails are kept.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="clock">The sandbox's clock.</param>
/// <param name="stop">Ends with the sandbox.</param>
internal sealed class SmtpSession(SmtpChannel channel, Mailbox mailbox, FaultBook faults, TimeProvider clock, CancellationToken stop)
{
    /// <summary>The largest mail, in bytes: 10 MiB.</summary>
    public const int LargestMail = 10 * 1024 * 1024;

    /// <summary>Most recipients of one mail (RFC 5321, section 4.5.3.1.8, asks for room for 100).</summary>
    public const int MostRecipients = 100;

    private const int MostComplaints = 10;
    private const int MostSignIns = 3;
    private const string Name = "sandbox.localhost";
    private const string Fine = "250 2.0.0 Fine";
    private const string NoMailYet = "503 5.5.1 Say MAIL first";
    private static readonly string[] KnownParameters = ["SIZE", "BODY", "SMTPUTF8", "AUTH"];

    private readonly List<string> recipients = [];
    private bool isGreeted;
    private bool isSignedIn;
    private bool isOver;
    private int complaints;
    private int signIns;
    private SmtpPath? from;

    /// <summary>Talks until the client says goodbye or can't be talked with.</summary>
    public async Task RunAsync()
    {
        try
        {
            await channel.SayAsync($"220 {Name} ESMTP the sandbox's mailbox: nothing leaves this machine");
            while (!isOver && await channel.ReadLineAsync() is { } line)
            {
                if (await AnswerAsync(line) is { } reply)
                {
                    await channel.SayAsync(reply);
                }
            }
        }
        catch (SmtpEndedException ended) when (ended.LastWord is { } word)
        {
            await channel.SayAsync(word);
        }
        catch (SmtpEndedException)
        {
            // It has hung up.
        }
    }

    private async Task<string?> AnswerAsync(string line)
    {
        var (verb, rest) = line.IndexOf(' ') is >= 0 and var space ? (line[..space], line[(space + 1)..].Trim()) : (line, "");
        return verb.ToUpperInvariant() switch
        {
            _ when line.Any(char.IsControl) => Complain("500 5.5.2 A command is one line of plain text"),
            "EHLO" => Greet(rest, $"250-{Name}\n250-SIZE {LargestMail}\n250-8BITMIME\n250-SMTPUTF8\n250-PIPELINING\n250 AUTH PLAIN LOGIN"),
            "HELO" => Greet(rest, $"250 {Name}"),
            "AUTH" => await SignInAsync(rest),
            "MAIL" => TakeSender(rest),
            "RCPT" => TakeRecipient(rest),
            "DATA" => await TakeMailAsync(rest),
            "RSET" => Reset(),
            "NOOP" => Fine,
            "VRFY" => "252 2.1.5 Every address is taken",
            "HELP" => "214 2.0.0 EHLO, AUTH, MAIL, RCPT, DATA, RSET, NOOP, QUIT; the README of the sandbox says more",
            "QUIT" => Close("221 2.0.0 Goodbye"),
            "STARTTLS" => Complain("502 5.5.1 No certificate of this mailbox would be trusted; connect without encryption, from this machine"),

            // A page in a browser can make it speak HTTP to any port of this machine; the commands would stand in its body.
            _ when rest.Contains("HTTP/", StringComparison.OrdinalIgnoreCase) => Close("554 5.5.0 This is a mail server"),
            _ => Complain("500 5.5.1 That command is not known here"),
        };
    }

    private string Greet(string client, string answer)
    {
        if (client.Length == 0)
        {
            return Complain("501 5.5.4 Say who you are, as in EHLO example.com");
        }

        isGreeted = true;
        Reset();
        return answer;
    }

    private async Task<string> SignInAsync(string arguments)
    {
        if (!isGreeted || isSignedIn || from is not null)
        {
            return Complain("503 5.5.1 Sign in once, after EHLO and before MAIL");
        }

        var answer = await SmtpSignIn.AskAsync(channel, arguments);
        isSignedIn = answer == SmtpSignIn.Welcome;
        return isSignedIn || ++signIns < MostSignIns ? answer : Close(answer);
    }

    private string TakeSender(string text)
    {
        if (!isSignedIn)
        {
            return Complain("530 5.7.0 Sign in first");
        }

        if (from is not null)
        {
            return Complain("503 5.5.1 One mail at a time; RSET gives it up");
        }

        if (SmtpPath.Read(text, "FROM:", mayBeEmpty: true) is not { } path)
        {
            return Complain("501 5.5.4 Write MAIL FROM:<anna@example.com>");
        }

        if (path.Parameters.Keys.FirstOrDefault(name => !KnownParameters.Contains(name)) is { } unknown)
        {
            return Complain($"555 5.5.4 The parameter {unknown} is not known here");
        }

        if (path.Parameters.GetValueOrDefault("BODY", "8BITMIME").ToUpperInvariant() is not ("7BIT" or "8BITMIME"))
        {
            return Complain("501 5.5.4 BODY is 7BIT or 8BITMIME");
        }

        var size = path.Parameters.GetValueOrDefault("SIZE", "0");
        if (!long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var announced))
        {
            return Complain("501 5.5.4 SIZE is a number of bytes");
        }

        if (announced > LargestMail)
        {
            return TooLarge;
        }

        if (!path.IsAscii && !path.Parameters.ContainsKey("SMTPUTF8"))
        {
            return Complain(NeedsUtf8);
        }

        from = path;
        return "250 2.1.0 Fine";
    }

    private string TakeRecipient(string text)
    {
        if (from is null)
        {
            return Complain(NoMailYet);
        }

        if (SmtpPath.Read(text, "TO:", mayBeEmpty: false) is not { } path || path.Parameters.Count > 0)
        {
            return Complain("501 5.5.4 Write RCPT TO:<anna@example.com>");
        }

        if (!path.IsAscii && !from.Parameters.ContainsKey("SMTPUTF8"))
        {
            return Complain(NeedsUtf8);
        }

        if (recipients.Count == MostRecipients)
        {
            return $"452 4.5.3 One mail goes to {MostRecipients} recipients at most";
        }

        if (Struck(FaultKind.RefuseRecipient, [path.Address]) is not null)
        {
            return "550 5.1.1 There is no such mailbox (a fault that was set)";
        }

        if (Struck(FaultKind.DeferRecipient, [path.Address]) is not null)
        {
            return "450 4.2.1 This mailbox can't take mail just now (a fault that was set)";
        }

        recipients.Add(path.Address);
        return "250 2.1.5 Fine";
    }

    private async Task<string?> TakeMailAsync(string arguments)
    {
        if (from is null || recipients.Count == 0 || arguments.Length > 0)
        {
            return Complain(from is null ? NoMailYet : "503 5.5.1 Say RCPT first, then DATA alone");
        }

        await channel.SayAsync("354 Go on; a line with a dot alone ends it");
        var mail = await channel.ReadMailAsync(LargestMail);
        var (sender, to) = (from.Address, recipients.ToArray());
        Reset();
        return mail is null ? TooLarge : await KeepAsync(sender, to, mail);
    }

    /// <summary>The end of the mail has come: what goes wrong here is what leaves a sender in doubt.</summary>
    private async Task<string?> KeepAsync(string sender, string[] to, byte[] mail)
    {
        var delay = Struck(FaultKind.Delay, to);
        var spoiling = Struck(FaultKind.Drop, to) ?? Struck(FaultKind.Hang, to);
        if (delay is { When: FaultMoment.Before })
        {
            await Task.Delay(delay.Duration, clock, stop);
        }

        var id = spoiling is null or { When: FaultMoment.After } ? mailbox.Add(sender, to, mail) : 0;
        if (delay is { When: FaultMoment.After })
        {
            await Task.Delay(delay.Duration, clock, stop);
        }

        if (spoiling is null)
        {
            return $"250 2.0.0 Kept as {id}";
        }

        if (spoiling.Kind == FaultKind.Hang)
        {
            await Task.Delay(spoiling.Duration, clock, stop);
        }

        isOver = true;
        return null;
    }

    private static string TooLarge => $"552 5.3.4 A mail is {LargestMail} bytes at most";

    private static string NeedsUtf8 => "553 5.6.7 An address with other than plain letters needs SMTPUTF8 with MAIL";

    private Fault? Struck(FaultKind kind, IReadOnlyList<string> addresses) => faults.TryTakeMail(kind, addresses);

    private string Reset()
    {
        from = null;
        recipients.Clear();
        return Fine;
    }

    private string Complain(string reply) => ++complaints < MostComplaints ? reply : Close("421 4.7.0 Too many commands went wrong");

    private string Close(string reply)
    {
        isOver = true;
        return reply;
    }
}
