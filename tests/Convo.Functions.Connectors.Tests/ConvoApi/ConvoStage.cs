using System.Net.Http.Json;
using System.Text.Json;
using Convo.Functions.Connectors.ConvoApi;
using Convo.Functions.Connectors.Http;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Simulation.Stores;
using Convo.Sandbox;
using Convo.Sandbox.Clock;

namespace Convo.Functions.Connectors.Tests.ConvoApi;

/// <summary>The fact source and the account against the sandbox's Convo account.</summary>
internal sealed class ConvoStage : IAsyncDisposable
{
    private readonly SandboxServer sandbox;
    private readonly HttpClient control;
    private readonly ConvoClients clients;

    private ConvoStage(SandboxServer sandbox, string? key)
    {
        this.sandbox = sandbox;
        control = new HttpClient { BaseAddress = sandbox.Address };
        Budget = new CallBudget(new MemoryTables(), new Core.Ports.SystemChance(), sandbox.Clock);
        clients = new ConvoClients(new OutgoingHttp(LoopbackRule.Allowed), Budget, sandbox.Clock, new Core.Ports.SystemChance());
        var secrets = new GivenSecrets("apiKey", key);
        Rows = new ConversationRows(sandbox.Clock);
        Connection = new("sandbox", "convo", new Dictionary<string, string> { ["baseUrl"] = sandbox.Address.ToString() }, 1);
        Facts = new(clients, secrets, Rows, Budget, sandbox.Clock);
        Account = new(clients, secrets);
        Generations = new(clients, secrets, sandbox.Clock);
        Links = new(clients, secrets, sandbox.Clock);
        List = new(clients, secrets, sandbox.Clock);
        Calendar = new(clients, secrets, sandbox.Clock);
    }

    public Connection Connection { get; }

    public ConvoFacts Facts { get; }

    public ConvoAccount Account { get; }

    public ConvoGenerations Generations { get; }

    public ConvoLinks Links { get; }

    public ConvoClients Clients => clients;

    public ConversationRows Rows { get; }

    public ConversationList List { get; }

    public CallBudget Budget { get; }

    public ConvoCalendar Calendar { get; }

    public SandboxClock Clock => sandbox.Clock;

    public static async Task<ConvoStage> StartAsync(string? key = "convo_sandbox_professional") =>
        new(await SandboxServer.StartAsync(new() { Clock = new SandboxClock(new StillTime()), Seed = 1 }, CancellationToken.None), key);

    /// <summary>The fact source against another server, for what the sandbox doesn't have.</summary>
    public static (ConvoFacts Facts, Connection Connection) Reading(Uri address)
    {
        var (time, chance) = (TimeProvider.System, new Core.Ports.SystemChance());
        var unused = new CallBudget(new MemoryTables(), chance, time);
        var there = new ConvoClients(new OutgoingHttp(LoopbackRule.Allowed), unused, time, chance);
        return (new ConvoFacts(there, new GivenSecrets("apiKey", "convo_test"), new ConversationRows(time), unused, time),
            new Connection("scripted", "convo", new Dictionary<string, string> { ["baseUrl"] = address.ToString() }, 1));
    }

    public async Task<string> PlayAsync(object meeting)
    {
        var answer = await control.PostAsJsonAsync("control/meetings", meeting);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("conversationId").GetString()!;
    }

    /// <summary>How many AI credits the account has used this month.</summary>
    public async Task<int> CreditsAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/user/profile");
        request.Headers.Authorization = new("Bearer", SandboxServer.ConvoApiKey);
        using var answer = await control.SendAsync(request);
        var profile = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return profile.GetProperty("data").GetProperty("apiUsage").GetProperty("aiGenerations").GetProperty("used").GetInt32();
    }

    /// <summary>How many calls an account was asked for, and how many of them it refused.</summary>
    public async Task<(long Calls, long Refused)> CallsAsync(string tier = "professional")
    {
        var answer = await control.GetFromJsonAsync<JsonElement>("control/convo/calls");
        var account = answer.GetProperty("accounts").EnumerateArray().Single(one => one.GetProperty("tier").GetString() == tier);
        return (account.GetProperty("calls").GetInt64(), account.GetProperty("refused").GetInt64());
    }

    public async Task PlanAsync(object calendar)
    {
        var answer = await control.PostAsJsonAsync("control/calendar", calendar);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Changes the Convo account: its plan, its key, its credits, the form of its answers.</summary>
    public async Task ChangeAsync(object account) => (await control.PostAsJsonAsync("control/convo", account)).EnsureSuccessStatusCode();

    public async Task FaultAsync(object fault) => (await control.PostAsJsonAsync("control/faults", fault)).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        clients.Dispose();
        await sandbox.DisposeAsync();
    }
}
