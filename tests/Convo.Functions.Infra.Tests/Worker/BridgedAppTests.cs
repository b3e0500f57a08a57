using System.Text.Json;
using Convo.Functions.Settings;
using Convo.Functions.Web;
using Convo.Functions.Worker;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Infra.Tests.Worker;

/// <summary>The function app itself answers through the bridge as it does on its port. Nothing here needs storage, and there is none.</summary>
public sealed class BridgedAppTests : IAsyncLifetime
{
    private const string Home = "https://app.example.com";
    private const string Token = "a-token-for-tests-only";
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("convo-bridge-");
    private readonly BridgeServer bridge = new(new ServerLimits().ApiBytes);
    private FunctionsApp app = null!;

    public async Task InitializeAsync()
    {
        const string Nowhere = "http://127.0.0.1:1/a";
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0",
            ["AzureWebJobsStorage"] = $"AccountName=a;AccountKey=YQ==;TableEndpoint={Nowhere};QueueEndpoint={Nowhere}",
            ["CONVO_ADMIN_TOKEN"] = Token,
            ["CONVO_DATA_FOLDER"] = data.FullName,
        });
        var options = FunctionsOptions.Read(settings.Build()) with { Around = services => services.AddSingleton<IServer>(bridge) };
        app = await FunctionsApp.StartAsync(options, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        data.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_open_answers()
    {
        var answer = await ServeAsync("GET", "/api/health");

        using var health = JsonDocument.Parse(answer.Body);
        Assert.NotEmpty(health.RootElement.GetProperty("status").GetString()!);
        Assert.Contains("default-src 'none'", answer.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_else_needs_a_sign_in()
    {
        var stranger = await ServeAsync("GET", "/api/openapi.json");
        var admin = await ServeAsync("GET", "/api/openapi.json", [], ("Authorization", $"Bearer {Token}"));

        Assert.Equal((StatusCodes.Status401Unauthorized, StatusCodes.Status200OK), (stranger.Status, admin.Status));
    }

    [Theory]
    [InlineData("/work")]
    [InlineData("/sweep")]
    [InlineData("/poll")]
    [InlineData("/work-poison")]
    [InlineData("/WORK/")]
    public async Task A_stranger_can_not_pose_as_the_host(string path)
    {
        var answer = await ServeAsync("POST", path, Envelope.OfMessage("{}").ToArray(), ("Transfer-Encoding", "chunked"));

        Assert.Equal(StatusCodes.Status404NotFound, answer.Status);
    }

    [Fact]
    public async Task A_message_of_the_queue_reaches_its_trigger()
    {
        var failure = await Record.ExceptionAsync(() => bridge.CallAsync("work", Envelope.OfMessage("none of \"ours\" é"), CancellationToken.None));

        Assert.Null(failure);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_answered_with_a_problem()
    {
        var answer = await ServeAsync(
            "POST", "/api/recipes", new byte[new ServerLimits().ApiBytes + 1], ("Authorization", $"Bearer {Token}"), ("Content-Type", "application/json"));

        Assert.Equal(StatusCodes.Status413PayloadTooLarge, answer.Status);
        Assert.StartsWith("application/problem+json", answer.Headers.ContentType.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("{\"eventId\":\"e1\",\"s\":\"é \\\"q\\\"\"}")]
    [InlineData("\"quoted\"")]
    [InlineData("")]
    public void A_message_is_quoted_twice_as_the_host_does_it(string text)
    {
        using var envelope = JsonDocument.Parse(Envelope.OfMessage(text));

        var once = envelope.RootElement.GetProperty("Data").GetProperty("msg").GetString()!;
        Assert.Equal(text, JsonSerializer.Deserialize<string>(once));
    }

    private Task<BridgeAnswer> ServeAsync(string method, string target, byte[]? body = null, params IEnumerable<(string Name, string Value)> headers) =>
        bridge.ServeAsync(
            method,
            Home + target,
            headers.Select(header => KeyValuePair.Create<string, IEnumerable<string>>(header.Name, [header.Value])),
            body,
            CancellationToken.None);
}
