using Convo.Sandbox.Clock;

namespace Convo.Sandbox;

/// <summary>How a sandbox is started. Every member has a default.</summary>
public sealed record SandboxOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The port of the mailbox on 127.0.0.1; 0 takes a free one. Null takes the one after <see cref="Port"/>, or a free one where that is taken.
    /// </summary>
    public int? MailPort { get; init; }

    /// <summary>The clock to share with the program under trial; a new one over the system's clock when null.</summary>
    public SandboxClock? Clock { get; init; }

    /// <summary>
    /// Where ids come from. Null takes the time of the start, because a program that remembers the meetings of an earlier sandbox would take
    /// a repeated id for a meeting it has seen.
    /// </summary>
    public ulong? Seed { get; init; }

    /// <summary>
    /// Asked before <c>POST /control/clock</c> moves the clock; false refuses the move. The program that shares the clock says so where real
    /// accounts live by it too. Null allows every move.
    /// </summary>
    public Func<CancellationToken, Task<bool>>? MayMoveClock { get; init; }

    /// <summary>Whether Slack refuses more than one message a second and channel (after a burst of three).</summary>
    public bool SlackPacing { get; init; } = true;

    /// <summary>Where the sandbox reports its own faults; nowhere when null.</summary>
    public ILoggerFactory? Loggers { get; init; }
}
