using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Benchmarks.Load;

/// <summary>A Slack that takes every message at once and notes when, and a Convo that knows nothing: no pacing and no waiting but our own.</summary>
internal sealed class InstantSinks : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly IReadOnlyList<string> channels;
    private long count;
    private long edits;

    private InstantSinks(WebApplication app, IReadOnlyList<string> channels) => (this.app, this.channels) = (app, channels);

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");

    public Uri Slack => new(Address, "slack/api/");

    /// <summary>How many messages were posted.</summary>
    public long Posts => Interlocked.Read(ref count);

    /// <summary>How many were edited.</summary>
    public long Edits => Interlocked.Read(ref edits);

    /// <summary>When a message with this text came: a <see cref="Stopwatch"/> timestamp.</summary>
    public ConcurrentDictionary<string, long> Received { get; } = new();

    public static async Task<InstantSinks> StartAsync(IReadOnlyList<string> channels)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var sinks = new InstantSinks(builder.Build(), channels);
        sinks.app.MapPost("/slack/api/{method}", sinks.AnswerAsync);
        sinks.app.MapGet("/slack/api/{method}", sinks.AnswerAsync);
        await sinks.app.StartAsync();
        return sinks;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static string IdOf(int index) => $"C{index:D8}";

    // The id tells the action which channels are one: it keeps its pace for each.
    private string IdOf(string channel)
    {
        for (var index = 0; index < channels.Count; index++)
        {
            if (channel.TrimStart('#') == channels[index])
            {
                return IdOf(index);
            }
        }

        return channel;
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var arrived = Stopwatch.GetTimestamp();
        var answer = (string)http.Request.RouteValues["method"]! switch
        {
            "chat.postMessage" => await TakeAsync(http, arrived),
            "chat.update" => await ChangeAsync(http),
            "conversations.list" => new JsonObject
            {
                ["ok"] = true,
                ["channels"] = new JsonArray(
                    [.. channels.Select((name, index) => new JsonObject { ["id"] = IdOf(index), ["name"] = name, ["is_member"] = true })]),
            },
            "auth.test" => new JsonObject { ["ok"] = true, ["url"] = "https://sink.slack.com/", ["team"] = "sink", ["user"] = "bot" },
            _ => new JsonObject { ["ok"] = false, ["error"] = "unknown_method" },
        };
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
    }

    private async Task<JsonObject> TakeAsync(HttpContext http, long arrived)
    {
        var message = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted);
        Received.TryAdd(message.GetProperty("text").GetString()!, arrived);
        var number = Interlocked.Increment(ref count);
        var channel = IdOf(message.GetProperty("channel").GetString()!);
        return new JsonObject { ["ok"] = true, ["channel"] = channel, ["ts"] = $"{1_700_000_000 + (number / 1_000_000)}.{number % 1_000_000:D6}" };
    }

    private async Task<JsonObject> ChangeAsync(HttpContext http)
    {
        var message = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted);
        Interlocked.Increment(ref edits);
        return new JsonObject { ["ok"] = true, ["channel"] = message.GetProperty("channel").GetString(), ["ts"] = message.GetProperty("ts").GetString() };
    }
}
