using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Convo.Functions.Connectors.Tests.Stage;

/// <summary>
/// Answers one conversation over SMTP, line by line as a script says, and keeps what was asked: for recorded bundles, and for answers that no server gives.
/// </summary>
internal sealed class ScriptedSmtp : IAsyncDisposable
{
    /// <summary>The name under which the greeting and the end of a mail stand among what was asked.</summary>
    public const string Greeting = "(connect)";

    public const string Mail = "(mail)";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<(string Method, string Body)> asked = new();
    private readonly Queue<string> script;
    private readonly Task talk;

    private ScriptedSmtp(IEnumerable<string> script)
    {
        this.script = new(script);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        talk = TalkAsync();
    }

    public int Port { get; }

    public IReadOnlyList<(string Method, string Body)> Asked => [.. asked];

    /// <param name="script">The answers in order, the greeting first; after the last one it hangs up.</param>
    public static ScriptedSmtp Start(params IReadOnlyList<string> script) => new(script);

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await talk;
    }

    private async Task TalkAsync()
    {
        try
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);
            asked.Enqueue((Greeting, ""));

            while (script.TryDequeue(out var answer))
            {
                await stream.WriteAsync(Encoding.Latin1.GetBytes(answer.ReplaceLineEndings("\r\n") + "\r\n"));

                if (script.Count == 0 || await NextAsync(reader, answer.StartsWith("354", StringComparison.Ordinal)) is not { } next)
                {
                    break;
                }

                asked.Enqueue(next);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The client has hung up, or nobody ever came.
        }
    }

    private static async Task<(string Method, string Body)?> NextAsync(StreamReader reader, bool isMail)
    {
        var text = new StringBuilder();

        while (await reader.ReadLineAsync() is { } line)
        {
            if (!isMail)
            {
                return (line.Split(' ')[0], line);
            }

            if (line is ".")
            {
                return (Mail, text.ToString());
            }

            text.Append(line).Append('\n');
        }

        return null;
    }
}
