using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Benchmarks.Load;

/// <summary>
/// An Enterprise account of Convo that lists the last meetings it was told of and has key points of each, other ones each time: a load whose facts are really
/// read.
/// </summary>
internal sealed class SoakConvo : IAsyncDisposable
{
    // As many as fit on a page: the poll reads them, and the list stays of one length.
    private const int MostListed = 100;

    // Far above what a soak calls: a used-up hour would end the load.
    private const int CallsAnHour = 1_000_000;

    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly ConcurrentQueue<(string Id, string Title, DateTimeOffset End)> meetings = new();
    private long calls;

    private SoakConvo(WebApplication app, TimeProvider clock) => (this.app, this.clock) = (app, clock);

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");

    /// <summary>How often it was asked.</summary>
    public long Calls => Interlocked.Read(ref calls);

    public static async Task<SoakConvo> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var convo = new SoakConvo(builder.Build(), clock);
        convo.app.MapGet("/api/v1/user/profile", convo.ProfileAsync);
        convo.app.MapGet("/api/v1/webhooks", http => AnswerAsync(http, new() { ["data"] = new JsonArray() }));
        convo.app.MapGet("/api/v1/conversations", convo.ListAsync);
        convo.app.MapGet("/api/v1/conversations/{id}/keypoints", convo.KeyPointsAsync);
        convo.app.MapFallback(http => AnswerAsync(http, Refusal("not_found"), StatusCodes.Status404NotFound));
        await convo.app.StartAsync();
        return convo;
    }

    /// <summary>Lists a meeting.</summary>
    public void Hold(string id, string title)
    {
        meetings.Enqueue((id, title, clock.GetUtcNow()));
        while (meetings.Count > MostListed)
        {
            meetings.TryDequeue(out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static JsonObject Refusal(string code) => new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = "Not in this account." } };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Task AnswerAsync(HttpContext http, JsonObject answer, int status = StatusCodes.Status200OK)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.Headers["X-RateLimit-Limit"] = CallsAnHour.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-RateLimit-Remaining"] = CallsAnHour.ToString(CultureInfo.InvariantCulture);
        return http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
    }

    // Without a profile an account counts as refused, and nothing is asked of it.
    private Task ProfileAsync(HttpContext http) => AnswerAsync(http, new JsonObject
    {
        ["data"] = new JsonObject
        {
            ["profile"] = new JsonObject { ["name"] = "Ada Berg", ["email"] = "ada@konzern.example" },
            ["subscription"] = new JsonObject { ["tier"] = "enterprise", ["status"] = "active" },
            ["apiUsage"] = new JsonObject { ["aiGenerations"] = new JsonObject { ["used"] = 0, ["limit"] = null, ["remaining"] = null } },
        },
    });

    private Task ListAsync(HttpContext http)
    {
        Interlocked.Increment(ref calls);
        var offset = int.TryParse(http.Request.Query["offset"], out var number) ? number : 0;
        var all = meetings.Reverse().ToList();
        var rows = all.Skip(offset).Select(meeting => (JsonNode)new JsonObject
        {
            ["id"] = meeting.Id,
            ["title"] = meeting.Title,
            ["startTime"] = Text(meeting.End.AddMinutes(-30)),
            ["endTime"] = Text(meeting.End),
            ["duration"] = 30,
            ["segmentCount"] = 12,
        });
        return AnswerAsync(http, new JsonObject
        {
            ["data"] = new JsonArray([.. rows]),
            ["pagination"] = new JsonObject { ["total"] = all.Count, ["limit"] = MostListed, ["offset"] = offset },
        });
    }

    private Task KeyPointsAsync(HttpContext http)
    {
        var number = Interlocked.Increment(ref calls);
        var id = (string)http.Request.RouteValues["id"]!;
        var items = Enumerable.Range(0, 5).Select(item => (JsonNode)new JsonObject { ["item"] = $"Item {item} as of {number}", ["owner"] = "Marit" });
        return AnswerAsync(http, new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["id"] = id,
                ["title"] = id,
                ["keypoints"] = new JsonObject { ["title"] = id, ["actionItems"] = new JsonArray([.. items]) },
                ["createdAt"] = Text(clock.GetUtcNow()),
            },
        });
    }
}
