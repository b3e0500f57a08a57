using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Sandbox;

namespace Convo.Functions.Web.Tests.Stage;

/// <summary>The app beside a sandbox: its account is connected, its meetings are told of by the test, and nothing else is sent.</summary>
internal sealed class TestSandbox : IAsyncDisposable
{
    private readonly SandboxServer sandbox;
    private readonly HttpClient control = new();

    private TestSandbox(SandboxServer sandbox, TestApp app)
    {
        (this.sandbox, App) = (sandbox, app);
        control.BaseAddress = new Uri(sandbox.Address, "control/");
    }

    public TestApp App { get; }

    public static async Task<TestSandbox> StartAsync()
    {
        var stage = new TestSandbox(await SandboxServer.StartAsync(new SandboxOptions { Port = 0, Seed = 5 }, default), await TestApp.StartAsync());
        await stage.ConnectAsync(TestApp.Connection, "convo", stage.sandbox.Address, new JsonObject
        {
            ["apiKey"] = SandboxServer.ConvoApiKey,
            ["webhookSecret"] = TestApp.HookSecret,
        });
        await stage.ConnectAsync("slack", "slack", stage.sandbox.SlackAddress, new JsonObject { ["token"] = SandboxServer.SlackBotToken });
        return stage;
    }

    /// <summary>Puts a meeting into the account and tells the app that its key points are there.</summary>
    public async Task<string> PlayAsync(string scenario)
    {
        using var answer = await control.PostAsJsonAsync("meetings", new { scenario, hold = true });
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("conversationId").GetString()!;
        Xunit.Assert.Equal(System.Net.HttpStatusCode.OK, await App.HookAsync(Deliveries.Ready(id)));
        await App.AdvanceAsync(id);
        return id;
    }

    /// <summary>Changes an account at Convo: its plan, whether its key is revoked.</summary>
    public async Task ChangeAsync(object change) => (await control.PostAsJsonAsync("convo", change)).EnsureSuccessStatusCode();

    /// <summary>How often the workspace was called, by method.</summary>
    public async Task<JsonElement> SlackCallsAsync() => (await control.GetFromJsonAsync<JsonElement>("slack/calls")).GetProperty("calls");

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        await App.DisposeAsync();
        await sandbox.DisposeAsync();
    }

    private async Task ConnectAsync(string name, string kind, Uri address, JsonObject secrets)
    {
        var body = new JsonObject
        {
            ["name"] = name,
            ["kind"] = kind,
            ["settings"] = new JsonObject { ["baseUrl"] = address.AbsoluteUri },
            ["secrets"] = secrets,
        };
        using var answer = await App.AdminAsync(HttpMethod.Post, "/api/connections", body.ToJsonString());
        Xunit.Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
    }
}
