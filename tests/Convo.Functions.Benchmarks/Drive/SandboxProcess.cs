using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Convo.Sandbox;

namespace Convo.Functions.Benchmarks.Drive;

/// <summary>The sandbox as a process of its own, so that it outlives the app.</summary>
internal sealed partial class SandboxProcess : IAsyncDisposable
{
    public const string ApiKey = "convo_sandbox_professional";
    public const string StarterKey = "convo_sandbox_starter";
    public const string SlackToken = "xoxb-sandbox";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ChildProcess process;
    private readonly HttpClient http;

    private SandboxProcess(ChildProcess process, Uri address)
    {
        this.process = process;
        Address = address;
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
    }

    /// <summary>Where Convo is simulated.</summary>
    public Uri Address { get; }

    /// <summary>Where Slack is simulated.</summary>
    public Uri Slack => new(Address, "slack/api/");

    public static async Task<SandboxProcess> StartAsync()
    {
        var started = ChildProcess.StartDotnet(typeof(SandboxServer).Assembly.Location, ["--port", "0"]);
        try
        {
            return new SandboxProcess(started, new Uri(Place().Match(await started.LineAsync(line => Place().IsMatch(line), Patience)).Value));
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts a meeting into the account.</summary>
    /// <param name="meeting">What <c>meeting</c> of the control API takes.</param>
    /// <param name="hold">True where its events are not to be sent.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The conversation's id.</returns>
    public async Task<string> PlayAsync(JsonObject meeting, bool hold, CancellationToken cancellation)
    {
        var answer = await PostAsync("control/meetings", new JsonObject { ["meeting"] = meeting, ["hold"] = hold }, cancellation);
        return answer.GetProperty("conversationId").GetString()!;
    }

    /// <summary>What the Convo account of a plan counted: calls, calls that it refused, and the most in any hour.</summary>
    public async Task<(long Calls, long Refused, int MostInAnHour)> CallsAsync(string tier, CancellationToken cancellation)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>("control/convo/calls", cancellation);
        var account = answer.GetProperty("accounts").EnumerateArray().Single(one => one.GetProperty("tier").GetString() == tier);
        return (account.GetProperty("calls").GetInt64(), account.GetProperty("refused").GetInt64(), account.GetProperty("mostInAnHour").GetInt32());
    }

    /// <summary>Makes a channel that the bot is in.</summary>
    public Task AddChannelAsync(string name, CancellationToken cancellation) =>
        PostAsync("control/slack", new JsonObject { ["channel"] = name }, cancellation);

    /// <summary>Sets a fault.</summary>
    public Task AddFaultAsync(JsonObject fault, CancellationToken cancellation) => PostAsync("control/faults", fault, cancellation);

    /// <summary>What a channel holds: the parts of every message, threads included.</summary>
    public async Task<IReadOnlyList<JsonElement>> MessagesAsync(string channel, CancellationToken cancellation)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>($"control/slack/messages?channel={Uri.EscapeDataString('#' + channel)}", cancellation);
        return [.. answer.GetProperty("messages").EnumerateArray()];
    }

    /// <summary>How often the faults that were set have struck.</summary>
    public async Task<int> StruckAsync(CancellationToken cancellation)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>("control/faults", cancellation);
        return answer.GetProperty("faults").EnumerateArray().Sum(fault => fault.GetProperty("struck").GetInt32());
    }

    /// <summary>Which delivery a message carries out, as the app marked it; null for the messages of others.</summary>
    public static string? DeliveryOf(JsonElement message) =>
        message.TryGetProperty("metadata", out var mark) && mark.ValueKind is JsonValueKind.Object && mark.TryGetProperty("event_payload", out var payload)
            && payload.TryGetProperty("delivery", out var delivery) && payload.TryGetProperty("part", out var part)
                ? $"{delivery.GetString()} part {part}"
                : null;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
    }

    private async Task<JsonElement> PostAsync(string path, JsonObject body, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync(path, body, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode
            ? JsonElement.Parse(text)
            : throw new InvalidOperationException($"The sandbox answered {path} with {(int)answer.StatusCode}: {text}");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
