using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Convo.Sandbox.Clock;
using Convo.Sandbox.Tests.Contract;

namespace Convo.Sandbox.Tests.Stage;

/// <summary>A sandbox on a free port and callers for its three APIs. Every answer of the Convo API passes the contract.</summary>
internal sealed class TestSandbox : IAsyncDisposable
{
    public const string Key = "convo_sandbox_professional";
    public const ulong Seed = 20261122;

    private readonly SandboxServer server;

    private TestSandbox(SandboxServer server)
    {
        this.server = server;
        Http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public HttpClient Http { get; }

    public SandboxClock Clock => server.Clock;

    public Uri Address => server.Address;

    public int MailPort => server.MailPort;

    public static async Task<TestSandbox> StartAsync(bool pacing = true) =>
        new(await SandboxServer.StartAsync(new SandboxOptions { Seed = Seed, SlackPacing = pacing }, CancellationToken.None));

    /// <summary>Calls the Convo API and holds the answer against the contract.</summary>
    public async Task<Answer> ConvoAsync(HttpMethod method, string path, string? body = null, string? key = Key)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        ConvoContract.Instance.Check(method, path.Split('?')[0], response, text);
        return Answer.Of(response, text);
    }

    public Task<Answer> GetConvoAsync(string path) => ConvoAsync(HttpMethod.Get, path);

    /// <summary>Calls a Slack method with a JSON body.</summary>
    public async Task<Answer> SlackAsync(string method, object? arguments = null, string? token = "xoxb-sandbox")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/slack/api/" + method);
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        }

        request.Content = arguments is null
            ? new FormUrlEncodedContent([])
            : new StringContent(System.Text.Json.JsonSerializer.Serialize(arguments), Encoding.UTF8, "application/json");
        return await SendAsync(request);
    }

    public async Task<Answer> ControlAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, "/control" + path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return await SendAsync(request);
    }

    public Task<Answer> PostControlAsync(string path, string body) => ControlAsync(HttpMethod.Post, path, body);

    public Task<Answer> GetControlAsync(string path) => ControlAsync(HttpMethod.Get, path);

    /// <summary>Plays a meeting and gives its conversation id.</summary>
    public async Task<string> PlayAsync(string body = """{"scenario":"weekly-sync"}""")
    {
        var answer = await PostControlAsync("/meetings", body);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return (string)answer.Json["conversationId"]!;
    }

    /// <summary>Sets a fault and fails the test if the control API does not take it.</summary>
    public async Task FaultAsync(string body)
    {
        var answer = await PostControlAsync("/faults", body);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    /// <summary>Registers a webhook for these events, or for all; gives its secret.</summary>
    public async Task<(string Id, string Secret)> RegisterAsync(Uri url, params string[] events)
    {
        var names = new JsonArray([.. (events.Length == 0 ? ConvoContract.Instance.EventNames : events).Select(e => (JsonNode)JsonValue.Create(e))]);
        var answer = await ConvoAsync(HttpMethod.Post, "/api/v1/webhooks", new JsonObject { ["url"] = url.ToString(), ["events"] = names }.ToJsonString());
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return ((string)answer.Json["data"]!["id"]!, (string)answer.Json["data"]!["secret"]!);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await server.DisposeAsync();
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request);
        return Answer.Of(response, await response.Content.ReadAsStringAsync());
    }
}
