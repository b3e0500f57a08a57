using System.Text.Json;

namespace Convo.Functions.Tests.Shared;

/// <summary>A real mail server (npm's smtp-server) on a port that the system chose; one for each test, in a process that they share.</summary>
public sealed class TestMailServer : IAsyncDisposable
{
    private TestMailServer(int port) => Port = port;

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts one.</summary>
    /// <param name="script">What it is like; null for one without encryption that takes everything.</param>
    public static async Task<TestMailServer> StartAsync(MailScript? script = null) =>
        new((await MailProcess.AskAsync("start", (script ?? new MailScript()).Json())).GetProperty("port").GetInt32());

    /// <summary>The mails it has by now, also those it gave no answer to.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> MailsAsync() =>
        [.. (await ToldAsync()).GetProperty("mails").EnumerateArray().Select(ReceivedMail.Of)];

    /// <summary>The commands it heard by now; those within encryption end in <c>*</c>.</summary>
    public async Task<IReadOnlyList<string>> CommandsAsync() =>
        [.. (await ToldAsync()).GetProperty("commands").EnumerateArray().Select(command =>
            command.GetProperty("name").GetString() + (command.GetProperty("secure").GetBoolean() ? "*" : ""))];

    /// <summary>Ends it, with all its connections.</summary>
    public async ValueTask DisposeAsync() => await MailProcess.AskAsync("stop", Port);

    private Task<JsonElement> ToldAsync() => MailProcess.AskAsync("told", Port);
}
