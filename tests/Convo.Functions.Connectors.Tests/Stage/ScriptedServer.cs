using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Connectors.Tests.Stage;

/// <summary>Answers calls one after the other as a script says, and keeps what was asked: for what the sandbox can't be made to do.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<Scripted> script;
    private readonly WebApplication app;

    private ScriptedServer(WebApplication app, IEnumerable<Scripted> script) => (this.app, this.script) = (app, new(script));

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/api/");

    public ConcurrentQueue<Asked> Asked { get; } = [];

    public int Left => script.Count;

    public static async Task<ScriptedServer> StartAsync(params Scripted[] script)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new ScriptedServer(builder.Build(), script);
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Asked.Enqueue(new(context.Request.Path.ToString().Split('/')[^1], context.Request.QueryString.ToString(), await reader.ReadToEndAsync(),
            context.Request.Headers.Authorization.ToString()));

        if (!script.TryDequeue(out var next))
        {
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return;
        }

        if (next.Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        context.Response.StatusCode = next.Status;

        foreach (var (name, value) in next.Headers ?? [])
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(next.Body);
    }
}

/// <summary>One answer of the script.</summary>
internal sealed record Scripted(string Body, int Status = 200, Dictionary<string, string>? Headers = null, bool Hangs = false);

/// <summary>One call that came.</summary>
internal sealed record Asked(string Method, string Query, string Body, string Authorization);
