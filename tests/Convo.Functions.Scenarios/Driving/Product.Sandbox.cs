using System.Text.Json;
using System.Text.Json.Nodes;

namespace Convo.Functions.Scenarios.Driving;

// What happens outside: the sandbox plays it, breaks it and tells of it.
public sealed partial class Product
{
    /// <summary>Plays a meeting; returns when Convo's events were taken in, those that a fault delays excepted.</summary>
    public Task<string> PlayAsync(MeetingScript meeting, params string[] events) => OrderAsync(new JsonObject { ["meeting"] = meeting.Json() }, events);

    /// <summary>Plays a meeting that is written out whole.</summary>
    public Task<string> PlayAsync(JsonObject meeting, params string[] events) => OrderAsync(new JsonObject { ["meeting"] = meeting }, events);

    public Task<string> PlayAsync(string scenario, params string[] events) => OrderAsync(new JsonObject { ["scenario"] = scenario }, events);

    /// <summary>Puts a meeting into the account (of another plan, where one is named) without a word to anybody.</summary>
    public Task<string> HoldAsync(MeetingScript meeting, string account = "professional") =>
        OrderAsync(new JsonObject { ["meeting"] = meeting.Json(), ["hold"] = true, ["account"] = account });

    /// <summary>How many calls the Convo account of a plan was asked for so far, and how many of them it refused.</summary>
    public async Task<(long Calls, long Refused)> CallsOfAsync(string account)
    {
        var told = (await GetAsync<JsonElement>(control, "convo/calls")).GetProperty("accounts").EnumerateArray()
            .Single(one => one.GetProperty("tier").GetString() == account);
        return (told.GetProperty("calls").GetInt64(), told.GetProperty("refused").GetInt64());
    }

    /// <summary>How many AI credits the professional account has used this month.</summary>
    public async Task<int> CreditsAsync()
    {
        using var http = new HttpClient { BaseAddress = Host.Sandbox };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "convo_sandbox_professional");
        var profile = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync("api/v1/user/profile", Bound));
        return profile.GetProperty("data").GetProperty("apiUsage").GetProperty("aiGenerations").GetProperty("used").GetInt32();
    }

    /// <summary>Waits until the app has answered 200 to an event of this name about a meeting.</summary>
    public Task UntilToldAsync(string conversation, string name) => UntilAsync(async () => (await GetAsync<JsonElement>(control, "deliveries"))
        .GetProperty("deliveries").EnumerateArray().Any(delivery => delivery.TryGetProperty("conversationId", out var about)
            && about.GetString() == conversation
            && delivery.GetProperty("event").GetString() == name
            && delivery.TryGetProperty("status", out var status) && status.ValueKind is JsonValueKind.Number && status.GetInt32() is 200));

    /// <summary>Makes the key points anew; unless it is quiet, Convo tells of it with three events.</summary>
    public Task RefreshAsync(string conversation, MeetingScript meeting, bool quiet = false) =>
        SandboxAsync($"meetings/{conversation}/keypoints", new JsonObject { ["keypoints"] = meeting.KeyPoints(), ["hold"] = quiet });

    public Task FireAsync(string conversation, params string[] events) =>
        SandboxAsync($"meetings/{conversation}/events", new JsonObject { ["events"] = Array(events) });

    public Task FireFeedbackAsync(string conversation, double score) => FireAsync(conversation, new JsonObject
    {
        ["event"] = "conversation.feedback.ready",
        ["data"] = new JsonObject { ["overallScore"] = score },
    });

    /// <summary>Fires an event with data of its own: <c>{"event":…,"data":{…}}</c>.</summary>
    public Task FireAsync(string conversation, JsonObject order) =>
        SandboxAsync($"meetings/{conversation}/events", new JsonObject { ["events"] = new JsonArray(order) });

    /// <summary>What the sandbox's control API shows under a path.</summary>
    public Task<JsonElement> ControlAsync(string path) => GetAsync<JsonElement>(control, path);

    public Task FaultAsync(string fault, string target, int? count = 1, string? when = null, string? duration = null, int? retryAfter = null)
    {
        var json = new JsonObject { ["fault"] = fault, ["target"] = target };
        Add("count", count);
        Add("when", when);
        Add("duration", duration);
        Add("retryAfter", retryAfter);
        return SandboxAsync("faults", json);

        void Add(string name, JsonNode? value)
        {
            if (value is not null)
            {
                json[name] = value;
            }
        }
    }

    public Task MendAsync() => CheckedAsync(control.DeleteAsync("faults", Bound));

    /// <summary>Waits until the faults that are set have struck so often in all.</summary>
    public Task StruckAsync(int times) => UntilAsync(async () =>
        (await GetAsync<JsonElement>(control, "faults")).GetProperty("faults").EnumerateArray().Sum(fault => fault.GetProperty("struck").GetInt32()) >= times);

    /// <summary>Waits until Convo has tried to send so many events about a meeting.</summary>
    public Task SentAsync(string conversation, int events) => UntilAsync(async () => (await GetAsync<JsonElement>(control, "deliveries"))
        .GetProperty("deliveries").EnumerateArray().Count(delivery => IsAbout(delivery, conversation)) >= events);

    /// <summary>Whether the app has answered 200 to every event that Convo sent about a meeting.</summary>
    public async Task<bool> IsTakenAsync(string conversation) => (await GetAsync<JsonElement>(control, "deliveries"))
        .GetProperty("deliveries").EnumerateArray()
        .Where(delivery => IsAbout(delivery, conversation))
        .All(delivery => delivery.TryGetProperty("status", out var status) && status.ValueKind is JsonValueKind.Number && status.GetInt32() is 200);

    // Test calls are about none.
    private static bool IsAbout(JsonElement delivery, string conversation) =>
        delivery.TryGetProperty("conversationId", out var id) && id.GetString() == conversation;

    /// <summary>Puts events into the calendar.</summary>
    public Task PlanAsync(params JsonObject[] events) => SandboxAsync("calendar", new JsonObject { ["events"] = new JsonArray([.. events]) });

    /// <summary>Says how the calendar answers: whether it is there, and whether it gives events of the past.</summary>
    public Task ArrangeCalendarAsync(bool connected = true, bool generous = false) =>
        SandboxAsync("calendar", new JsonObject { ["connected"] = connected, ["generous"] = generous });

    public Task AddChannelAsync(string name, bool member = true) => SandboxAsync("slack", new JsonObject { ["channel"] = name, ["member"] = member });
}
