using System.Net.Http.Json;
using System.Text.Json;
using Convo.Functions.Connectors.ConvoApi;
using Convo.Functions.Connectors.Http;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Outgoing;
using Convo.Sandbox;
using Convo.Sandbox.Clock;

namespace Convo.Functions.Connectors.Tests.ConvoApi;

/// <summary>The fact source and the account against the sandbox's Convo account.</summary>
internal sealed class ConvoStage : IAsyncDisposable
{
    private readonly SandboxServer sandbox;
    private readonly HttpClient control;

    private ConvoStage(SandboxServer sandbox, string? key)
    {
        this.sandbox = sandbox;
        control = new HttpClient { BaseAddress = sandbox.Address };
        var clients = new ConvoClients(new OutgoingHttp(LoopbackRule.Allowed), sandbox.Clock, new Core.Ports.SystemChance());
        var secrets = new GivenSecrets("apiKey", key);
        Connection = new("sandbox", "convo", new Dictionary<string, string> { ["baseUrl"] = sandbox.Address.ToString() }, 1);
        Facts = new(clients, secrets, new ConversationRows(sandbox.Clock), sandbox.Clock);
        Account = new(clients, secrets);
    }

    public Connection Connection { get; }

    public ConvoFacts Facts { get; }

    public ConvoAccount Account { get; }

    public SandboxClock Clock => sandbox.Clock;

    public static async Task<ConvoStage> StartAsync(string? key = "convo_sandbox_professional") =>
        new(await SandboxServer.StartAsync(new() { Clock = new SandboxClock(new StillTime()), Seed = 1 }, CancellationToken.None), key);

    /// <summary>The fact source against another server, for what the sandbox doesn't have.</summary>
    public static (ConvoFacts Facts, Connection Connection) Reading(Uri address)
    {
        var clients = new ConvoClients(new OutgoingHttp(LoopbackRule.Allowed), TimeProvider.System, new Core.Ports.SystemChance());
        return (new ConvoFacts(clients, new GivenSecrets("apiKey", "convo_test"), new ConversationRows(TimeProvider.System), TimeProvider.System),
            new Connection("scripted", "convo", new Dictionary<string, string> { ["baseUrl"] = address.ToString() }, 1));
    }

    public async Task<string> PlayAsync(object meeting)
    {
        var answer = await control.PostAsJsonAsync("control/meetings", meeting);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("conversationId").GetString()!;
    }

    public async Task FaultAsync(object fault) => (await control.PostAsJsonAsync("control/faults", fault)).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        await sandbox.DisposeAsync();
    }
}
