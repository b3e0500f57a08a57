using System.Net;
using System.Text;
using Convo.Functions.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Infra.Tests.Worker;

/// <summary>The bridge serves an ASP.NET Core app as Kestrel would, and calls triggers as the Functions host does.</summary>
public sealed class BridgeServerTests : IAsyncLifetime
{
    private const int MostBytes = 1000;
    private const string Home = "https://app.example.com";
    private readonly BridgeServer bridge = new(MostBytes);
    private WebApplication web = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IServer>(bridge);
        web = builder.Build();
        web.Map("/seen/{**rest}", SeenAsync);
        web.MapPost("/echo", async (HttpContext http) => await http.Request.Body.CopyToAsync(http.Response.Body, http.RequestAborted));
        web.MapPost("/small", async (HttpContext http) =>
        {
            http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = 3;
            await http.Request.BodyReader.ReadAsync(http.RequestAborted);
        });
        web.MapPost("/json", (Dictionary<string, int> numbers) => numbers.Values.Sum());
        web.MapGet("/late", (HttpContext http) =>
        {
            http.Response.OnStarting(() =>
            {
                http.Response.Headers.Append("X-Order", "first to ask, last to be called");
                return Task.CompletedTask;
            });
            http.Response.OnStarting(() =>
            {
                http.Response.Headers.Append("X-Order", "last to ask, first to be called");
                return Task.CompletedTask;
            });
            http.Response.Cookies.Append("a", "1");
            http.Response.Cookies.Append("b", "2");
            return Results.Text("late", statusCode: StatusCodes.Status418ImATeapot);
        });
        web.MapGet("/broken", IResult () => throw new InvalidOperationException("broken"));
        web.MapPost("/failing", () => Results.StatusCode(StatusCodes.Status500InternalServerError));
        await web.StartAsync();
    }

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Theory]
    [InlineData("/seen/a%2Fb", "/seen/a%2Fb", "/seen/a%2Fb")]
    [InlineData("/seen/a%20b", "/seen/a%20b", "/seen/a b")]
    [InlineData("/seen/%2e%2e/work", "/seen/%2e%2e/work", "/seen/../work")]
    [InlineData("/seen/..%5cwork", "/seen/..%5cwork", "/seen/..\\work")]
    [InlineData("/seen/%252e%252e/work", "/seen/%252e%252e/work", "/seen/%2e%2e/work")]
    [InlineData("/seen/../seen/x", "/seen/../seen/x", "/seen/../seen/x")]
    public async Task A_path_is_decoded_once_and_never_tidied_up(string sent, string raw, string path)
    {
        var answer = await GetAsync(sent + "?x=1&x=2&y=a%2Bb");

        Assert.Equal($"GET https {raw}?x=1&x=2&y=a%2Bb|{path}|?x=1&x=2&y=a%2Bb|0", Text(answer));
    }

    [Fact]
    public async Task The_path_of_a_trigger_can_not_be_reached_by_dots()
    {
        var answer = await GetAsync("/api/%2e%2e/seen/work");

        Assert.Equal(StatusCodes.Status404NotFound, answer.Status);
    }

    [Fact]
    public async Task A_body_arrives_byte_for_byte_with_its_true_length()
    {
        byte[] body = [0, 1, 2, 0xFF, (byte)'\r', (byte)'\n'];

        var echoed = await PostAsync("/echo", body);
        var seen = await PostAsync("/seen/x", body, ("Content-Length", "99"), ("Transfer-Encoding", "chunked"));

        Assert.Equal(body, echoed.Body);
        Assert.EndsWith("||6", Text(seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_in_between_is_believed()
    {
        var answer = await PostAsync("/seen/x", [], ("X-Forwarded-Host", "evil.example.com"), ("x-forwarded-proto", "ftp"), ("X-Other", "kept"));

        Assert.Equal("kept", answer.Headers["X-Names"].ToString());
    }

    [Theory]
    [InlineData("/echo", MostBytes, StatusCodes.Status200OK)]
    [InlineData("/echo", MostBytes + 1, StatusCodes.Status413PayloadTooLarge)]
    [InlineData("/small", 3, StatusCodes.Status200OK)]
    [InlineData("/small", 4, StatusCodes.Status413PayloadTooLarge)]
    public async Task A_body_over_the_limit_is_refused_when_it_is_read(string path, int length, int status)
    {
        var answer = await Record(() => PostAsync(path, new byte[length]));

        Assert.Equal(status, answer);
    }

    [Fact]
    public async Task A_json_body_is_bound()
    {
        var answer = await PostAsync("/json", """{"a":1,"b":2}"""u8.ToArray(), ("Content-Type", "application/json"));

        Assert.Equal((StatusCodes.Status200OK, "3"), (answer.Status, Text(answer)));
    }

    [Fact]
    public async Task Headers_may_be_added_until_the_answer_starts_and_keep_their_order_and_number()
    {
        var answer = await GetAsync("/late");

        Assert.Equal(StatusCodes.Status418ImATeapot, answer.Status);
        Assert.Equal("late", Text(answer));
        Assert.Equal("last to ask, first to be called|first to ask, last to be called", string.Join('|', answer.Headers["X-Order"].ToArray()));
        Assert.Equal(2, answer.Headers.SetCookie.Count);
    }

    [Fact]
    public async Task What_breaks_is_thrown_on_and_the_next_request_is_served()
    {
        var broken = await Assert.ThrowsAsync<InvalidOperationException>(() => GetAsync("/broken"));
        var next = await GetAsync("/seen/x");

        Assert.Equal("broken", broken.Message);
        Assert.Equal(StatusCodes.Status200OK, next.Status);
    }

    [Fact]
    public async Task A_failing_trigger_is_thrown_on_so_that_the_host_tries_again()
    {
        var failed = await Assert.ThrowsAsync<HttpRequestException>(() => bridge.CallAsync("failing", Envelope.Tick, CancellationToken.None));

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
    }

    [Fact]
    public async Task Who_waits_no_more_cancels_the_request()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bridge.ServeAsync("POST", Home + "/echo", [], "a"u8.ToArray(), given.Token));
    }

    [Fact]
    public async Task A_stopped_app_serves_nothing_more()
    {
        await web.StopAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => GetAsync("/seen/x"));
    }

    private static string Text(BridgeAnswer answer) => Encoding.UTF8.GetString(answer.Body);

    private static Task SeenAsync(HttpContext http)
    {
        var request = http.Request;
        var raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        http.Response.Headers["X-Names"] = string.Join(',', request.Headers.Where(header => header.Key.StartsWith("X-", StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value.ToString()));
        return http.Response.WriteAsync($"{request.Method} {request.Scheme} {raw}|{request.Path.Value}|{request.QueryString}|{request.ContentLength}");
    }

    private static async Task<int> Record(Func<Task<BridgeAnswer>> act)
    {
        try
        {
            return (await act()).Status;
        }
        catch (BadHttpRequestException refused)
        {
            return refused.StatusCode;
        }
    }

    private Task<BridgeAnswer> GetAsync(string target) => bridge.ServeAsync("GET", Home + target, [], default, CancellationToken.None);

    private Task<BridgeAnswer> PostAsync(string target, byte[] body, params IEnumerable<(string Name, string Value)> headers) => bridge.ServeAsync(
        "POST",
        Home + target,
        headers.Select(header => KeyValuePair.Create<string, IEnumerable<string>>(header.Name, [header.Value])),
        body,
        CancellationToken.None);
}
