using System.Net;
using Convo.Functions.HostStandIn.App;
using Convo.Functions.HostStandIn.Handler;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.HostStandIn.Outside;

/// <summary>What the outside sees of a function app: Kestrel, as in the real host, so that its rules for targets and headers apply before ours.</summary>
internal sealed class OutsideServer : IAsyncDisposable
{
    private const long LargestBody = 104_857_600;
    private readonly WebApplication web;

    private OutsideServer(WebApplication web) => this.web = web;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");

    /// <param name="app">The function app.</param>
    /// <param name="port">Where to listen; 0 for any.</param>
    /// <param name="handOn">How a request for a function gets to the handler and its answer back.</param>
    /// <param name="keeper">Keeps the handler.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<OutsideServer> StartAsync(AppRoot app, int port, IHandOn handOn, HandlerKeeper keeper, CancellationToken cancellation)
    {
        var routes = new RouteTable(app.Functions.OfType<FunctionDefinition.Http>());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var server = new OutsideServer(builder.Build());
        server.web.Run(context => AnswerAsync(context, routes, handOn, keeper));
        await server.web.StartAsync(cancellation);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        // What is still open when the host ends is cut off, as with a host that is killed.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await web.StopAsync(now.Token);
        await web.DisposeAsync();
    }

    private static async Task AnswerAsync(HttpContext context, RouteTable routes, IHandOn handOn, HandlerKeeper keeper)
    {
        if (OwnPages.Answers(context))
        {
            return;
        }

        if (routes.Find(context.Request) is not { } function)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!function.IsAnonymous)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            await keeper.ReadyAsync(context.RequestAborted);
            await handOn.InvokeAsync(context, context.RequestAborted);
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            // Whatever goes wrong on the way to the handler and back is the same to the client.
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }
}
