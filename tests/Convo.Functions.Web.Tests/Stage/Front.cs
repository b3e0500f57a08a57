using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Tests.Stage;

/// <summary>What stands in front of the instances of an app, as a platform's load balancer does: one address, each request to the next of them.</summary>
internal sealed class Front : IAsyncDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly WebApplication web;
    private volatile Uri[] behind = [];
    private int next;

    private Front(WebApplication web) => this.web = web;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>A status that it answers with itself, without leading anywhere; null for none.</summary>
    public int? Answers { get; set; }

    public static async Task<Front> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var front = new Front(builder.Build());
        front.web.Run(front.LeadAsync);
        await front.web.StartAsync();
        front.Address = new Uri(front.web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return front;
    }

    /// <summary>Which instances there are from now on.</summary>
    public void LeadTo(params Uri[] addresses) => behind = addresses;

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        http.Dispose();
    }

    private async Task LeadAsync(HttpContext context)
    {
        var instances = behind;
        if (Answers is not null || instances.Length is 0)
        {
            context.Response.StatusCode = Answers ?? StatusCodes.Status502BadGateway;
            return;
        }

        var to = instances[(uint)Interlocked.Increment(ref next) % instances.Length];
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(to, context.Request.Path.Value));
        request.Content = new StreamContent(context.Request.Body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        request.Headers.TryAddWithoutValidation("X-Convo-Signature", context.Request.Headers["X-Convo-Signature"].ToArray());
        using var answer = await http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
    }
}
