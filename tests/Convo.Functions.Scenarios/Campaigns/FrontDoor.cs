using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>
/// Where Convo's deliveries arrive before two instances of the product: it hands them to one and the other in turn, as a load balancer does, and remembers
/// what each said. What it remembers is the truth about what the product was told.
/// </summary>
internal sealed class FrontDoor : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly TimeProvider clock;
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentQueue<Arrival> arrivals = new();
    private IReadOnlyList<Uri> instances = [];
    private int turn;
    private int under;
    private int came;

    private FrontDoor(WebApplication web, TimeProvider clock) => (this.web, this.clock) = (web, clock);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");

    /// <summary>True while the product can't be reached.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether a delivery is on its way through.</summary>
    public bool IsBusy => Volatile.Read(ref under) > 0;

    /// <summary>How many have come, those included that are on their way through.</summary>
    public int Came => Volatile.Read(ref came);

    /// <summary>All that came, in the order in which it was answered.</summary>
    public IReadOnlyList<Arrival> Arrivals => [.. arrivals];

    public static async Task<FrontDoor> OpenAsync(TimeProvider clock, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var door = new FrontDoor(builder.Build(), clock);
        door.web.Run(door.PassAsync);
        await door.web.StartAsync(cancellation);
        return door;
    }

    /// <summary>Says where the instances listen.</summary>
    public void LeadTo(params Uri[] to) => instances = to;

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await web.StopAsync(now.Token);
        await web.DisposeAsync();
        client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        Interlocked.Increment(ref under);
        Interlocked.Increment(ref came);
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, CancellationToken.None);
            var instance = Interlocked.Increment(ref turn) % instances.Count;
            context.Response.StatusCode = IsClosed ? StatusCodes.Status503ServiceUnavailable : await HandOnAsync(context.Request, body.ToArray(), instance);
            Remember(body.ToArray(), context.Response.StatusCode, instance);
        }
        finally
        {
            Interlocked.Decrement(ref under);
        }
    }

    // Without the caller's patience: what has come through the door is answered, whether or not Convo still listens.
    private async Task<int> HandOnAsync(HttpRequest asked, byte[] body, int instance)
    {
        using var request = new HttpRequestMessage(new HttpMethod(asked.Method), new Uri(instances[instance], asked.Path.ToString().TrimStart('/')))
        {
            Content = new ByteArrayContent(body),
        };
        foreach (var (name, value) in asked.Headers.Where(header => header.Key.StartsWith("X-Convo-", StringComparison.OrdinalIgnoreCase)))
        {
            request.Headers.Add(name, value.ToString());
        }

        request.Content.Headers.TryAddWithoutValidation("Content-Type", asked.ContentType);
        using var answer = await client.SendAsync(request, CancellationToken.None);
        return (int)answer.StatusCode;
    }

    private void Remember(byte[] body, int status, int instance)
    {
        using var json = JsonDocument.Parse(body);
        var data = json.RootElement.GetProperty("data");
        var conversation = data.TryGetProperty("conversationId", out var id) ? id.GetString()! : "";
        var name = json.RootElement.GetProperty("event").GetString()!;
        var hash = Convert.ToHexString(SHA256.HashData(body));
        arrivals.Enqueue(new Arrival(clock.GetUtcNow(), name, conversation, data.GetRawText(), hash, status, instance));
    }
}
