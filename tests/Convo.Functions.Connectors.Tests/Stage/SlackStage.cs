using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Functions.Connectors.Http;
using Convo.Functions.Connectors.Slack;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Outgoing;
using Convo.Sandbox;
using Convo.Sandbox.Clock;

namespace Convo.Functions.Connectors.Tests.Stage;

/// <summary>The action against the sandbox's Slack workspace, over HTTP, on one clock that stands still until a test moves it.</summary>
internal sealed class SlackStage : IAsyncDisposable
{
    public const string Delivery = "sandbox-0123456789abcdef/post/summary.0";
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly HttpClient control;

    private SlackStage(SandboxServer sandbox, SandboxClock clock)
    {
        (Sandbox, Clock) = (sandbox, clock);
        control = new HttpClient { BaseAddress = sandbox.Address };
        Action = NewAction();
    }

    public SandboxServer Sandbox { get; }

    public SandboxClock Clock { get; }

    public PostSlackMessage Action { get; private set; }

    public static async Task<SlackStage> StartAsync()
    {
        var clock = new SandboxClock(new StillTime());
        return new(await SandboxServer.StartAsync(new() { Clock = clock, Seed = 1 }, CancellationToken.None), clock);
    }

    /// <summary>Forgets what a process remembers, as a restart does.</summary>
    public void Restart() => Action = NewAction();

    public Artefact Render(string text, string channel = "#meetings", FactSet? facts = null) =>
        Render(new PostSlackMessage.Settings(channel, text), facts);

    public Artefact Render(PostSlackMessage.Settings settings, FactSet? facts = null)
    {
        var json = Settings(settings);
        Assert.Empty(Action.Check(json, "settings"));
        return Action.Render(json, new RenderScope(facts ?? FactSet.Empty, TimeZoneInfo.Utc));
    }

    public static JsonElement Settings(PostSlackMessage.Settings settings) => JsonSerializer.SerializeToElement(settings, Written);

    public ActionContext Context(string content = "hash-1", string? receipt = null, string delivery = Delivery, string token = "xoxb-sandbox") => new(
        new Connection("sandbox", "slack", new Dictionary<string, string> { ["baseUrl"] = new Uri(Sandbox.Address, "slack/api/").ToString() }, 1),
        new Dictionary<string, string> { ["token"] = token },
        delivery,
        content,
        receipt,
        Clock.GetUtcNow());

    public Task<Outcome> DeliverAsync(Artefact artefact, ActionContext? context = null) =>
        Action.DeliverAsync(artefact, context ?? Context(), CancellationToken.None);

    public Task<LookUp> LookUpAsync(Artefact artefact, ActionContext? context = null) =>
        Action.LookUpAsync(artefact, context ?? Context(), CancellationToken.None);

    public async Task<Outcome.Delivered> DeliveredAsync(Artefact artefact, ActionContext? context = null) =>
        Assert.IsType<Outcome.Delivered>(await DeliverAsync(artefact, context));

    public async Task<IReadOnlyList<JsonElement>> MessagesAsync(string channel = "#meetings") =>
        [.. (await control.GetFromJsonAsync<JsonElement>($"control/slack/messages?channel={Uri.EscapeDataString(channel)}")).GetProperty(
            "messages").EnumerateArray()];

    public async Task<long> CallsAsync(string method) =>
        (await control.GetFromJsonAsync<JsonElement>("control/slack/calls")).GetProperty("calls").TryGetProperty(method, out var count) ? count.GetInt64() : 0;

    public Task FaultAsync(string fault, string method, string when = "before", int count = 1, int? retryAfter = null, string duration = "PT60S") =>
        SetAsync(new { fault, target = $"/slack/api/{method}", when, count, retryAfter, duration });

    /// <summary>Every so often a call of a method is refused with 429, for as long as the stage stands.</summary>
    public Task RefuseSomeAsync(string method, double probability, int retryAfter, int seed) =>
        SetAsync(new { fault = "429", target = $"/slack/api/{method}", probability, retryAfter, seed });

    /// <summary>How many calls all faults have struck.</summary>
    public async Task<long> StruckAsync() => (await control.GetFromJsonAsync<JsonElement>("control/faults"))
        .GetProperty("faults").EnumerateArray().Sum(fault => fault.GetProperty("struck").GetInt64());

    public async Task AddChannelAsync(string name) =>
        (await control.PostAsJsonAsync("control/slack", new { channel = name })).EnsureSuccessStatusCode();

    public async Task HealAsync() => (await control.DeleteAsync("control/faults")).EnsureSuccessStatusCode();

    /// <summary>As a person would, in Slack.</summary>
    public async Task DeleteByHandAsync(string ts)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "slack/api/chat.delete")
        { Content = JsonContent.Create(new { channel = "C0MEETINGS", ts }) };
        request.Headers.Authorization = new("Bearer", "xoxb-sandbox");
        (await control.SendAsync(request)).EnsureSuccessStatusCode();
    }

    public static string Shown(JsonElement message) => string.Concat(message.GetProperty("blocks").EnumerateArray().Select(Words));

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        await Sandbox.DisposeAsync();
    }

    private async Task SetAsync(object fault) => (await control.PostAsJsonAsync("control/faults", fault)).EnsureSuccessStatusCode();

    private PostSlackMessage NewAction() => new(
        new SlackAccess(new OutgoingHttp(LoopbackRule.Allowed), new HttpLimits(TimeSpan.FromSeconds(2), 1024 * 1024)), new SlackDirectory(Clock),
            new ChannelPacing(Clock), Clock);

    private static string Words(JsonElement block) => block.TryGetProperty("text", out var text) ? text.GetProperty("text").GetString()!
        : block.TryGetProperty("elements", out var elements)
            ? string.Concat(elements.EnumerateArray().Select(element => element.GetProperty("text").GetString()))
        : "";
}
