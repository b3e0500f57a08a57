using System.Text.Json;
using Convo.Functions.Connectors.Tests.Stage;

namespace Convo.Functions.Connectors.Tests.Actions;

/// <summary>Answers as a destination was recorded to, in the way that a kind of connection is spoken to.</summary>
internal abstract class RecordedServer : IAsyncDisposable
{
    /// <summary>The settings of a connection that leads here.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>What was asked, in order.</summary>
    public abstract IReadOnlyList<(string Method, string Body)> Asked { get; }

    public static async Task<RecordedServer> StartAsync(string kind, IReadOnlyList<JsonElement> exchanges) => kind is "mail"
        ? new OverSmtp(ScriptedSmtp.Start([.. exchanges.Select(exchange => exchange.GetProperty("answer").GetString()!)]))
        : new OverHttp(await ScriptedServer.StartAsync([.. exchanges.Select(Answer)]));

    public abstract ValueTask DisposeAsync();

    private static Scripted Answer(JsonElement exchange) => new(
        exchange.GetProperty("answer").GetRawText(),
        exchange.TryGetProperty("status", out var status) ? status.GetInt32() : 200,
        exchange.TryGetProperty("headers", out var headers) ? headers.EnumerateObject().ToDictionary(header => header.Name, header =>
            header.Value.GetString()!) : null);

    private sealed class OverHttp(ScriptedServer server) : RecordedServer
    {
        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["baseUrl"] = server.Address.ToString() };

        public override IReadOnlyList<(string Method, string Body)> Asked => [.. server.Asked.Select(asked => (asked.Method, asked.Body))];

        public override ValueTask DisposeAsync() => server.DisposeAsync();
    }

    private sealed class OverSmtp(ScriptedSmtp server) : RecordedServer
    {
        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["host"] = "127.0.0.1",
            ["port"] = $"{server.Port}",
            ["from"] = "meetings@example.com",
            ["security"] = "none-loopback",
        };

        public override IReadOnlyList<(string Method, string Body)> Asked => server.Asked;

        public override ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
