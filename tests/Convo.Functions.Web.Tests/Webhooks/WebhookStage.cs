using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Webhooks;
using Convo.Functions.Web.Api;
using Convo.Functions.Web.Tests.Stage;
using Convo.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Convo.Functions.Web.Tests.Webhooks;

/// <summary>Instances of the app on one store, behind one address, beside a sandbox whose clock they share.</summary>
internal sealed class WebhookStage : IAsyncDisposable
{
    public const string Name = "acme";

    private readonly HttpClient control = new();

    private WebhookStage(SandboxServer sandbox, Front front)
    {
        (Sandbox, Front) = (sandbox, front);
        control.BaseAddress = new Uri(sandbox.Address, "control/");
    }

    public SandboxServer Sandbox { get; }

    public Front Front { get; }

    /// <summary>The instance whose store the others share.</summary>
    public TestApp App { get; private set; } = null!;

    public static async Task<WebhookStage> StartAsync(string key = SandboxServer.ConvoApiKey)
    {
        var stage = new WebhookStage(await SandboxServer.StartAsync(new SandboxOptions { Port = 0, Seed = 5 }, default), await Front.StartAsync());
        stage.App = await TestApp.StartAsync(stage.Here, stage.Sandbox.Clock);
        stage.Front.LeadTo(stage.App.Address);
        await stage.ConnectAsync(Name, key);
        return stage;
    }

    /// <summary>Another instance on the same store.</summary>
    public Task<TestApp> BesideAsync(Action<IServiceCollection>? around = null) => TestApp.StartAsync(Here, Sandbox.Clock, App, around);

    public async Task<JsonElement> ConnectAsync(string name, string key)
    {
        using var answer = await App.AdminAsync(
            HttpMethod.Post, "/api/connections",
            $$$"""{"name":"{{{name}}}","kind":"convo","settings":{"baseUrl":"{{{Sandbox.Address}}}"},"secrets":{"apiKey":"{{{key}}}"}}""");
        Assert.True(answer.IsSuccessStatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>What the API tells of the webhook.</summary>
    public async Task<JsonElement> ToldAsync(string name = Name)
    {
        using var answer = await App.AdminAsync(HttpMethod.Get, $"/api/connections/{name}/webhook");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<JsonElement> RotateAsync(TestApp app, string name = Name)
    {
        using var answer = await app.AdminAsync(HttpMethod.Post, $"/api/connections/{name}/rotate");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<string> StateAfterTestAsync(TestApp app)
    {
        using var answer = await app.AdminAsync(HttpMethod.Post, $"/api/connections/{Name}/webhook/test");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString()!;
    }

    /// <summary>A round of an instance, when its time has come.</summary>
    public Task RoundAsync(TimeSpan after)
    {
        Sandbox.Clock.Advance(after);
        return App.Services.GetRequiredService<WebhookRound>().LookAsync(default);
    }

    public async Task<IReadOnlyList<RegisteredWebhook>> ListedAsync(string name = Name) =>
        ((AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Here)await Account.WebhooksAsync(await ConnectionAsync(name), default)).Value;

    public IConvoAccount Account => App.Services.GetRequiredService<IConvoAccount>();

    public async Task<Connection> ConnectionAsync(string name = Name) => (await App.Services.GetRequiredService<ConnectionStore>().FindAsync(name, default))!;

    public async Task<HookRing> RingAsync() => await App.Services.GetRequiredService<ConnectionStore>().RingAsync(await ConnectionAsync(), default);

    public async Task<WebhookRecord> RecordAsync() => await App.Services.GetRequiredService<WebhookStore>().FindAsync(Name, default);

    /// <summary>Plays a meeting; returns its id when Convo has sent its events.</summary>
    public async Task<string> PlayAsync()
    {
        using var answer = await control.PostAsJsonAsync("meetings", new { scenario = "weekly-sync", wait = true });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("conversationId").GetString()!;
    }

    /// <summary>What Convo sent, and how it was answered; the test calls left out.</summary>
    public async Task<IReadOnlyList<Sent>> SentAsync() =>
    [
        .. (await control.GetFromJsonAsync<JsonElement>("deliveries")).GetProperty("deliveries").EnumerateArray()
            .Where(sent => sent.TryGetProperty("conversationId", out var id) && id.ValueKind is JsonValueKind.String)
            .Select(sent => new Sent(
                sent.GetProperty("conversationId").GetString()!,
                sent.GetProperty("event").GetString()!,
                sent.GetProperty("webhookId").GetString()!,
                sent.GetProperty("status") is { ValueKind: JsonValueKind.Number } status ? status.GetInt32() : null)),
    ];

    public async Task<IReadOnlyList<Sent>> SentAsync(string conversation) => [.. (await SentAsync()).Where(sent => sent.Conversation == conversation)];

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        await App.DisposeAsync();
        await Front.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    private WebOptions Here(WebOptions options) => options with { LocalAddress = Front.Address };
}

/// <summary>One event that Convo sent by one webhook.</summary>
internal sealed record Sent(string Conversation, string Event, string WebhookId, int? Status);
