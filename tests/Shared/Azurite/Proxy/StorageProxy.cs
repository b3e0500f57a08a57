using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Tests.Shared;

/// <summary>
/// The network between an app and its storage: a real HTTP proxy before a real Azurite, which loses requests and answers, answers errors, hangs and splits
/// pages as it is told, and counts what passes. Signatures stay good, because nothing that is signed is changed.
/// </summary>
public sealed class StorageProxy : IAsyncDisposable
{
    private static readonly StoragePart[] Parts = Enum.GetValues<StoragePart>();

    private readonly AzuriteServer storage;
    private readonly StorageForwarder forwarder;
    private readonly WebApplication app;
    private readonly CancellationTokenSource ending = new();
    private readonly Dictionary<int, StoragePart> parts = [];
    private readonly Dictionary<StoragePart, Uri> addresses = [];
    private PageSplitter? splitter;
    private int requests = -1;

    private StorageProxy(AzuriteServer storage)
    {
        this.storage = storage;
        forwarder = new StorageForwarder(new HttpMessageInvoker(storage.CreateHandler()));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Listen);
        app = builder.Build();
        app.Run(PassAsync);
    }

    /// <summary>The faults that a test writes down; asked before <see cref="Plan"/>.</summary>
    public FaultScript Script { get; } = new();

    /// <summary>Further faults, drawn from a seed for instance.</summary>
    public IFaultPlan? Plan { get; set; }

    /// <summary>What has passed.</summary>
    public StorageTraffic Traffic { get; } = new();

    /// <summary>Starts one before an Azurite.</summary>
    public static async Task<StorageProxy> StartAsync(AzuriteServer storage)
    {
        var proxy = new StorageProxy(storage);
        await proxy.app.StartAsync();
        var bound = proxy.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        foreach (var (part, address) in Parts.Zip(bound.Select(address => new Uri(address)), ValueTuple.Create))
        {
            proxy.addresses[part] = address;
            proxy.parts[address.Port] = part;
        }

        return proxy;
    }

    /// <summary>The same account, reached through this proxy.</summary>
    public StorageAccount Of(StorageAccount account) => StorageAccount.At(part => addresses[part], account.Name, account.Key);

    /// <summary>Splits the pages of row queries from now on.</summary>
    /// <param name="sizes">The most rows of each page, over and over; 0 for an empty page with a continuation. None for pages as storage makes them.</param>
    public void SplitPages(params int[] sizes) => splitter = sizes is [] ? null : new PageSplitter(sizes);

    public async ValueTask DisposeAsync()
    {
        // What hangs would hold an orderly stop back.
        await ending.CancelAsync();
        await app.StopAsync(ending.Token);
        await app.DisposeAsync();
        forwarder.Dispose();
    }

    private void Listen(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        foreach (var _ in Parts)
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (storage.Certificate is { } certificate)
                {
                    listen.UseHttps(certificate.WithKey);
                }
            });
        }
    }

    private async Task PassAsync(HttpContext context)
    {
        var part = parts[context.Connection.LocalPort];
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var body = buffer.ToArray();
        var request = StorageRequestReader.Read(part, context.Request.Method, target, body, Interlocked.Increment(ref requests));
        var fault = Script.For(request) ?? Plan?.For(request);
        if (fault is null && splitter is { } splits && request.Operation is StorageOperation.QueryRows)
        {
            (var split, var empty) = splits.Split(target);
            if (split is null)
            {
                Traffic.Add(new StorageExchange(request, null, Reached: true));
                await WriteEmptyPageAsync(context.Response, empty);
                return;
            }

            target = split;
        }

        Traffic.Add(new StorageExchange(request, fault, fault is null or { Forwarded: true }));
        await AnswerAsync(context, request, target, body, fault);
    }

    private async Task AnswerAsync(HttpContext context, StorageRequest request, string target, byte[] body, StorageFault? fault)
    {
        using var answer = fault is null or { Forwarded: true } ? await ForwardAsync(context.Request, request.Part, target, body) : null;
        switch (fault)
        {
            case null when answer is not null:
                await StorageForwarder.CopyAsync(answer, context.Response);
                break;
            case StorageFault.Error error:
                await StorageErrors.WriteAsync(context.Response, request, error.Status, TimeProvider.System.GetUtcNow());
                break;
            case StorageFault.Hang:
                await HangAsync(context);
                break;
            default:
                context.Abort();
                break;
        }
    }

    /// <returns>Storage's answer, or null where it gave none. The caller's giving up doesn't call back what is on its way.</returns>
    private async Task<HttpResponseMessage?> ForwardAsync(HttpRequest request, StoragePart part, string target, byte[] body)
    {
        try
        {
            return await forwarder.SendAsync(storage.AddressOf(part), target, request, body, ending.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task HangAsync(HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        context.Abort();
    }

    private static Task WriteEmptyPageAsync(HttpResponse response, (string Partition, string? Row) next)
    {
        response.Headers[PageSplitter.PartitionHeader] = next.Partition;
        if (next.Row is not null)
        {
            response.Headers[PageSplitter.RowHeader] = next.Row;
        }

        response.ContentType = "application/json;odata=nometadata;streaming=true;charset=utf-8";
        return response.WriteAsync("""{"value":[]}""");
    }
}
