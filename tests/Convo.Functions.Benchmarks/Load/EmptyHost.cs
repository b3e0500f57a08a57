using System.Net;
using Convo.Functions.Benchmarks.Drive;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Benchmarks.Load;

/// <summary>
/// The least that a web host can do: it reads the body, counts it and answers 200; asked, it tells the count. What an app does beyond that
/// is its own. In a process of its own; also the sink
/// that takes everything at once.
/// </summary>
internal sealed class EmptyHost : IAsyncDisposable
{
    /// <summary>The word on the command line.</summary>
    public const string Role = "empty-host";

    private const string Ready = "Listening at ";
    private readonly ChildProcess process;

    private EmptyHost(ChildProcess started, Uri address) => (process, Address) = (started, address);

    public Uri Address { get; }

    public ChildProcess Process => process;

    public static ChildProcess Launch(int port = 0) => ChildProcess.StartDotnet(typeof(EmptyHost).Assembly.Location, [Role, $"{port}"]);

    public static async Task<EmptyHost> StartAsync()
    {
        var child = Launch();
        var line = await child.LineAsync(l => l.StartsWith(Ready, StringComparison.Ordinal), TimeSpan.FromSeconds(60));
        return new EmptyHost(child, new Uri(line[Ready.Length..]));
    }

    /// <summary>The child's side.</summary>
    public static async Task<int> MainAsync(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, int.Parse(arguments[0])));
        await using var app = builder.Build();
        var posts = 0;
        app.MapGet("/", http => http.Response.WriteAsync($"{Volatile.Read(ref posts)}", http.RequestAborted));
        app.MapPost("/", async http =>
        {
            Interlocked.Increment(ref posts);
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            http.Response.ContentLength = 0;
        });
        await app.StartAsync();
        Console.WriteLine(Ready + app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");
        await app.WaitForShutdownAsync();
        return 0;
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
