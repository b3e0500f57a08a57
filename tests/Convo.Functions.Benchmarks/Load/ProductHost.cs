using System.Net;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Inside;
using Convo.Functions.Core.Intake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Benchmarks.Load;

/// <summary>The product with one recipe that posts to a sink, behind its own door, as a process: the flow that others are compared with.</summary>
internal static class ProductHost
{
    /// <summary>The word on the command line.</summary>
    public const string Role = "product-host";

    private const string Ready = "Listening";

    /// <summary>Starts it as a child of this process.</summary>
    public static async Task<ChildProcess> StartAsync(int port, string folder, Uri sink)
    {
        var child = ChildProcess.StartDotnet(typeof(ProductHost).Assembly.Location, [Role, $"{port}", folder, sink.AbsoluteUri]);
        await child.LineAsync(line => line == Ready, TimeSpan.FromSeconds(60));
        return child;
    }

    /// <summary>The child's side.</summary>
    public static async Task<int> MainAsync(string[] arguments)
    {
        await using var product = await Product.MakeAsync(Path.Combine(arguments[1], DataFile.Name), new Uri(arguments[2]));
        await product.PublishAsync(Recipes.Make("post", "created", null, InstantPost.Step("post")));
        await product.Pump.StartAsync(CancellationToken.None);
        var door = product.Door();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, int.Parse(arguments[0])));
        await using var app = builder.Build();
        app.MapPost("/hook", async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            var answer = await door.ReceiveAsync(
                Product.Connection, body.ToArray(), http.Request.Headers["X-Convo-Signature"].ToString(), http.Request.ContentType, http.RequestAborted);
            http.Response.StatusCode = answer is HookAnswer.Taken ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
            http.Response.ContentLength = 0;
        });
        await app.StartAsync();
        Console.WriteLine(Ready);
        await app.WaitForShutdownAsync();
        await product.Pump.StopAsync(CancellationToken.None);
        return 0;
    }
}
