using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Sandbox.Tests.Stage;

/// <summary>A real endpoint for webhooks: keeps the raw bytes and headers of what arrives and answers as it is told.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly WebApplication app;
    private readonly Channel<Received> arrivals = Channel.CreateUnbounded<Received>();
    private readonly ConcurrentQueue<Received> all = new();

    private WebhookReceiver(WebApplication app) => this.app = app;

    public Uri Url { get; private set; } = null!;

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    /// <summary>Given: an answer waits for this.</summary>
    public Task? Holds { get; set; }

    public IReadOnlyList<Received> All => [.. all];

    public IEnumerable<string> Events => All.Select(r => r.Event);

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var host = builder.Build();
        var receiver = new WebhookReceiver(host);
        host.Run(receiver.TakeAsync);
        await host.StartAsync();
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        receiver.Url = new Uri(address + "/hook");
        return receiver;
    }

    /// <summary>Waits for the next delivery that no call has given yet.</summary>
    public async Task<Received> NextAsync() => await arrivals.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        var received = new Received(
            context.Request.Method,
            context.Request.Headers["X-Convo-Event"].ToString(),
            context.Request.Headers["X-Convo-Signature"].ToString(),
            context.Request.ContentType,
            bytes.ToArray())
        {
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
        };
        all.Enqueue(received);
        arrivals.Writer.TryWrite(received);
        if (Holds is { } holds)
        {
            await holds.WaitAsync(context.RequestAborted);
        }

        context.Response.StatusCode = (int)Status;
    }

    internal sealed record Received(string Method, string Event, string Signature, string? ContentType, byte[] Body)
    {
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

        public string Text => System.Text.Encoding.UTF8.GetString(Body);

        public JsonNode Json => JsonNode.Parse(Body)!;
    }
}
