using System.Text.RegularExpressions;

namespace Convo.Functions.Benchmarks.Trace;

/// <summary>
/// Reads a trace of system calls (<c>strace -f -y</c>) line by line and checks that no 200 leaves before the row of its event is on the disk: the row's
/// key was written to the log, after that a flush of the log began, that flush ended, and only then the answer was sent. Which event an answer belongs to
/// tells the signature in the request that came in on the same socket.
/// </summary>
/// <param name="eventOf">The hash of the event that a signature belongs to; null for none of ours.</param>
internal sealed partial class AckOrder(Func<string, string?> eventOf)
{
    private const string Log = ".db-wal>";

    private readonly HashSet<string> written = [];
    private readonly HashSet<string> durable = [];
    private readonly Dictionary<string, List<string>> flushing = [];
    private readonly Dictionary<string, string> begun = [];
    private readonly Dictionary<string, string> asked = [];

    /// <summary>Flushes of the log that ended well.</summary>
    public int Flushes { get; private set; }

    /// <summary>Answers of 200 to events of ours.</summary>
    public int Answers { get; private set; }

    /// <summary>Answers that left too early.</summary>
    public int TooEarly { get; private set; }

    /// <summary>Takes the next line of the trace.</summary>
    public void Take(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            return;
        }

        var (thread, call) = (line[..space], line[space..].TrimStart());
        if (call.EndsWith("<unfinished ...>", StringComparison.Ordinal))
        {
            begun[thread] = call;
            Begin(thread, call);
        }
        else if (call.StartsWith("<... ", StringComparison.Ordinal))
        {
            // What a receiving call got stands where it is resumed; everything else stands where it began.
            if (begun.Remove(thread, out var first))
            {
                End(thread, first, call);
            }
        }
        else
        {
            Begin(thread, call);
            End(thread, call, call);
        }
    }

    private void Begin(string thread, string call)
    {
        if (IsFlush(call))
        {
            flushing[thread] = [.. written];
        }
        else if (IsSend(call) && call.Contains("HTTP/1.1 200", StringComparison.Ordinal) && asked.Remove(Descriptor(call), out var waiting))
        {
            Answers++;
            TooEarly += durable.Contains(waiting) ? 0 : 1;
        }
    }

    private void End(string thread, string first, string last)
    {
        if (IsFlush(first))
        {
            Flushed(thread, last.EndsWith("= 0", StringComparison.Ordinal));
        }
        else if (IsWrite(first) && first.Contains(Log, StringComparison.Ordinal))
        {
            // Counted once the call has ended, so that a flush which began meanwhile does not count for it.
            foreach (var row in EventRow().EnumerateMatches(first))
            {
                var hash = first.Substring(row.Index + 2, row.Length - 2);
                if (!durable.Contains(hash))
                {
                    written.Add(hash);
                }
            }
        }
        else if (first.StartsWith("recv", StringComparison.Ordinal) && Signature().Match(last) is { Success: true } signature
            && eventOf(signature.Groups["value"].Value) is { } sent)
        {
            asked[Descriptor(first)] = sent;
        }
    }

    private void Flushed(string thread, bool well)
    {
        if (!flushing.Remove(thread, out var covered) || !well)
        {
            return;
        }

        Flushes++;
        durable.UnionWith(covered);
        written.ExceptWith(covered);
    }

    private static bool IsFlush(string call) =>
        (call.StartsWith("fdatasync(", StringComparison.Ordinal) || call.StartsWith("fsync(", StringComparison.Ordinal))
        && call.Contains(Log, StringComparison.Ordinal);

    private static bool IsWrite(string call) =>
        call.StartsWith("write(", StringComparison.Ordinal)
        || call.StartsWith("pwrite64(", StringComparison.Ordinal)
        || call.StartsWith("writev(", StringComparison.Ordinal);

    private static bool IsSend(string call) => IsWrite(call) || call.StartsWith("send", StringComparison.Ordinal);

    private static string Descriptor(string call) => call[(call.IndexOf('(', StringComparison.Ordinal) + 1)..(call.IndexOf('>', StringComparison.Ordinal) + 1)];

    [GeneratedRegex(@"e\|[0-9a-f]{64}", RegexOptions.NonBacktracking)]
    private static partial Regex EventRow();

    [GeneratedRegex(@"X-Convo-Signature: (?<value>[0-9a-f]{64})", RegexOptions.NonBacktracking)]
    private static partial Regex Signature();
}
