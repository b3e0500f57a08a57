using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Meetings;
using Xunit;

namespace Convo.Functions.Scenarios.Driving;

/// <summary>Drives a product as people, Convo and Slack do: over its HTTP surfaces and the sandbox's. Every wait is bounded.</summary>
public sealed partial class Product : IDisposable
{
    private const int MostRounds = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(31);

    private readonly CancellationTokenSource bound;
    private readonly HttpClient stranger = new();
    private readonly HttpClient admin = new();
    private readonly HttpClient control = new();

    public Product(IProductHost host)
    {
        Host = host;
        bound = new CancellationTokenSource(host.Patience);
        stranger.BaseAddress = admin.BaseAddress = host.Address;
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.AdminToken);
        control.BaseAddress = new Uri(host.Sandbox, "control/");
    }

    public IProductHost Host { get; }

    /// <summary>Ends every wait of this scenario.</summary>
    public CancellationToken Bound => bound.Token;

    public void Dispose()
    {
        stranger.Dispose();
        admin.Dispose();
        control.Dispose();
        bound.Dispose();
    }

    /// <summary>No faults, and enough time since the last message that Slack's pacing is no part of the scenario.</summary>
    public async Task FreshAsync()
    {
        await CheckedAsync(control.DeleteAsync("faults", Bound));
        await PassAsync(Pause);
    }

    public Task SettleAsync() => Host.SettleAsync(Bound);

    /// <summary>Lets time pass, and what is due then happen.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await AdvanceAsync(time);
        await SettleAsync();
    }

    /// <summary>Lets time pass, and waits for nothing.</summary>
    public Task AdvanceAsync(TimeSpan time) => SandboxAsync("clock", new JsonObject { ["advance"] = System.Xml.XmlConvert.ToString(time) });

    /// <summary>Turns the wall clock back, as a correction would; timers do not notice.</summary>
    public async Task SetBackAsync(TimeSpan by) => await SandboxAsync("clock", new JsonObject { ["set"] = (await NowAsync() - by).ToString("O") });

    public async Task<DateTimeOffset> NowAsync() => (await GetAsync<JsonElement>(control, "clock")).GetProperty("now").GetDateTimeOffset();

    /// <summary>Waits until the app knows a meeting.</summary>
    public Task KnownAsync(string conversation) => UntilAsync(async () => (await GetAnswerAsync($"api/meetings/{conversation}")).Status is HttpStatusCode.OK);

    /// <summary>How often a method of Slack was called.</summary>
    public async Task<long> CallsAsync(string method) =>
        (await GetAsync<JsonElement>(control, "slack/calls")).GetProperty("calls").TryGetProperty(method, out var count) ? count.GetInt64() : 0;

    /// <summary>What a channel holds, oldest first.</summary>
    public async Task<IReadOnlyList<MessageTold>> MessagesAsync(string channel) =>
        [.. (await GetAsync<MessagesTold>(control, $"slack/messages?channel={Uri.EscapeDataString(channel)}"))
            .Messages.OrderBy(message => message.Ts, StringComparer.Ordinal)];

    /// <summary>What a channel holds about one meeting: every message carries its mark.</summary>
    public async Task<IReadOnlyList<MessageTold>> MessagesAboutAsync(string conversation, string channel = "#meetings", string? connection = null)
    {
        var key = MeetingKey.For(connection ?? Host.Convo, conversation).Text;
        return [.. (await MessagesAsync(channel)).Where(message => message.Metadata?.GetRawText().Contains(key, StringComparison.Ordinal) is true)];
    }

    public Task<MeetingTold> MeetingAsync(string conversation, string? connection = null) =>
        GetAsync<MeetingTold>(admin, $"api/meetings/{conversation}?connection={connection ?? Host.Convo}");

    /// <summary>The run of a recipe on a meeting; the newest where there are several.</summary>
    public async Task<RunTold> RunAsync(string conversation, string recipe = "action-items-to-slack") =>
        (await MeetingAsync(conversation)).Runs.Last(run => run.Recipe == recipe);

    /// <summary>Lets time pass as the runs themselves tell it, until nothing about a meeting is open.</summary>
    public async Task<MeetingTold> UntilEndedAsync(string conversation, string? connection = null)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            await SettleAsync();
            if (SaysYes && await SayYesAsync())
            {
                await SettleAsync();
            }

            var meeting = await MeetingAsync(conversation, connection);
            if (meeting.Runs.Count > 0 && !meeting.Runs.Any(run => run.IsOpen))
            {
                return meeting;
            }

            var wait = meeting.Runs.Select(run => run.NextAt).Where(time => time is not null).Min() - await NowAsync();
            await AdvanceAsync(wait > TimeSpan.Zero ? wait.Value + TimeSpan.FromSeconds(1) : LooksEvery);
        }

        Assert.Fail($"A run is still open after {MostRounds} rounds: {JsonSerializer.Serialize((await MeetingAsync(conversation, connection)).Runs)}");
        throw new InvalidOperationException();
    }

    /// <summary>Whether somebody says yes to everything that is waited for while <see cref="UntilEndedAsync"/> lets time pass.</summary>
    public bool SaysYes { get; set; }

    /// <summary>Says yes to what waits for it.</summary>
    /// <returns>Whether anything did.</returns>
    public async Task<bool> SayYesAsync(int atMost = int.MaxValue)
    {
        var waiting = (await GetAsync<JsonElement>("api/approvals")).GetProperty("items").EnumerateArray().Take(atMost).ToList();
        foreach (var one in waiting)
        {
            var answer = await PostAsync(
                $"api/approvals/{one.GetProperty("id").GetString()}/approve", new JsonObject { ["content"] = one.GetProperty("content").GetString() });
            Assert.Equal(HttpStatusCode.OK, answer.Status);
        }

        return waiting.Count > 0;
    }

    public async Task<RunTold> RunAgainAsync(RunTold run)
    {
        var answer = await PostAsync($"api/runs/{run.Id}/again");
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        var id = answer.Json.GetProperty("id").GetString();
        var meeting = await UntilEndedAsync(run.ConversationId);
        return meeting.Runs.Single(one => one.Id == id);
    }

    public async Task<RecipeTold> PublishAsync(RecipeScript recipe)
    {
        Assert.True((await SaveAsync(recipe)).Status is HttpStatusCode.Created or HttpStatusCode.OK);
        return (await PostAsync($"api/recipes/{recipe.Id}/publish")).As<RecipeTold>();
    }

    public Task<Answer> SaveAsync(RecipeScript recipe) => PostAsync("api/recipes", recipe.Json());

    public Task<Answer> ConnectAsync(string name, string kind, Uri address, params (string Name, string Value)[] secrets)
    {
        var values = new JsonObject(secrets.Select(secret => KeyValuePair.Create(secret.Name, (JsonNode?)secret.Value)));
        return PostAsync("api/connections", new JsonObject
        {
            ["name"] = name,
            ["kind"] = kind,
            ["settings"] = new JsonObject { ["baseUrl"] = address.AbsoluteUri },
            ["secrets"] = values,
        });
    }

    public Task<T> GetAsync<T>(string path) => GetAsync<T>(admin, path);

    public Task<Answer> PostAsync(string path, JsonNode? body = null, string? ifMatch = null) => SendAsync(HttpMethod.Post, path, body, ifMatch);

    public Task<Answer> PutAsync(string path, JsonNode body, string ifMatch) => SendAsync(HttpMethod.Put, path, body, ifMatch);

    public async Task<Answer> GetAnswerAsync(string path) => await Answer.OfAsync(await admin.GetAsync(path, Bound), Bound);

    /// <summary>Sends bytes to a connection's hook, signed with a secret, or unsigned.</summary>
    public async Task<Answer> HookAsync(string connection, string body, string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"hooks/convo/{connection}");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (secret is not null)
        {
            var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body));
            request.Headers.Add("X-Convo-Signature", Convert.ToHexStringLower(mac));
        }

        return await Answer.OfAsync(await stranger.SendAsync(request, Bound), Bound);
    }

    /// <summary>Calls the app without being signed in.</summary>
    public async Task<HttpResponseMessage> AsStrangerAsync(HttpRequestMessage request) => await stranger.SendAsync(request, Bound);

    private async Task<Answer> SendAsync(HttpMethod method, string path, JsonNode? body, string? ifMatch)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            // With its length, as browsers send it: a Functions host in forwarding mode answers 500 to a chunked body.
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await Answer.OfAsync(await admin.SendAsync(request, Bound), Bound);
    }

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            Bound.ThrowIfCancellationRequested();
        }
    }

    private async Task<string> OrderAsync(JsonObject request, params string[] events)
    {
        if (events.Length > 0)
        {
            request["events"] = Array(events);
        }

        return (await SandboxAsync("meetings", request)).GetProperty("conversationId").GetString()!;
    }

    /// <summary>Asks the sandbox's control API for something.</summary>
    public async Task<JsonElement> SandboxAsync(string path, JsonObject body)
    {
        var answer = await Answer.OfAsync(await control.PostAsync(path, JsonContent.Create(body), Bound), Bound);
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    private async Task<T> GetAsync<T>(HttpClient client, string path) => (await CheckedAsync(client.GetAsync(path, Bound))).As<T>();

    private async Task<Answer> CheckedAsync(Task<HttpResponseMessage> call)
    {
        var answer = await Answer.OfAsync(await call, Bound);
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        return answer;
    }
}
