using System.Text.Json;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Simulation.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Connectors.Tests.Actions;

/// <summary>
/// Runs every action through its recorded bundles, <c>tests/Fixtures/&lt;action&gt;/{delivered,try-again,refused}.json</c>: its settings (else its
/// sample), what the destination answers call by call, what it must have been asked, and the outcome.
/// </summary>
public sealed class RecordedTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static TheoryData<string, string> Bundles
    {
        get
        {
            using var provider = Provider();
            var bundles = new TheoryData<string, string>();

            foreach (var action in provider.GetServices<IRecipeAction>())
            {
                bundles.Add(action.Info.Name, "delivered");
                bundles.Add(action.Info.Name, "try-again");
                bundles.Add(action.Info.Name, "refused");
            }

            return bundles;
        }
    }

    [Theory]
    [MemberData(nameof(Bundles))]
    public async Task A_recorded_bundle_comes_to_its_outcome(string name, string bundle)
    {
        var recorded = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, name, bundle + ".json"))).RootElement;
        var exchanges = recorded.GetProperty("exchanges").EnumerateArray().ToList();
        await using var provider = Provider();
        var action = provider.GetServices<IRecipeAction>().Single(action => action.Info.Name == name);
        await using var server = await RecordedServer.StartAsync(action.Info.ConnectionKind, exchanges);
        var settings = recorded.TryGetProperty("settings", out var given) ? given : action.Sample;
        Assert.Empty(action.Check(settings, "settings"));
        var artefact = action.Render(settings, new RenderScope(FactCatalogue.SampleFacts(), TimeZoneInfo.Utc));
        var connection = new Connection("recorded", action.Info.ConnectionKind, server.Settings, 1);
        var secrets = recorded.GetProperty("secrets").EnumerateObject().ToDictionary(secret => secret.Name, secret => secret.Value.GetString()!);
        var receipt = recorded.TryGetProperty("receipt", out var before) ? before.GetString() : null;
        var context = new ActionContext(connection, secrets, "delivery-1", "content-1", receipt, TimeProvider.System.GetUtcNow())
        {
            Purse = action.Info.CostsCredit ? Purse(provider, connection) : null,
        };
        var outcome = await action.DeliverAsync(artefact, context, CancellationToken.None);

        Assert.Equal(exchanges.Select(exchange => exchange.GetProperty("method").GetString()), server.Asked.Select(asked => asked.Method));

        foreach (var (exchange, asked) in exchanges.Zip(server.Asked))
        {
            Assert.All(exchange.TryGetProperty("contains", out var parts) ? parts.EnumerateArray().ToList() : [], part =>
                Assert.Contains(part.GetString()!, asked.Body));
        }

        Check(recorded.GetProperty("outcome"), outcome);
    }

    [Fact]
    public void There_is_no_bundle_of_an_action_that_is_not_there()
    {
        using var provider = Provider();

        Assert.Equal(
            provider.GetServices<IRecipeAction>().Select(action => action.Info.Name),
            Directory.GetDirectories(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static void Check(JsonElement expected, Outcome outcome)
    {
        var kind = expected.GetProperty("is").GetString();

        switch (outcome)
        {
            case Outcome.Delivered delivered:
                Assert.Equal("delivered", kind);
                Assert.Equal(expected.GetProperty("receipt").GetString(), delivered.Receipt);
                Assert.Equal(expected.TryGetProperty("link", out var link) ? link.GetString() : null, delivered.Link);
                break;
            case Outcome.TryAgain again:
                Assert.Equal("try-again", kind);
                Assert.Equal(expected.GetProperty("reason").GetString(), again.Reason);
                Assert.Equal(expected.GetProperty("saysWhen").GetBoolean(), again.NotBefore is not null);
                break;
            case Outcome.Refused refused:
                Assert.Equal("refused", kind);
                Assert.Equal(expected.GetProperty("reason").GetString(), refused.Reason);
                Assert.Equal(expected.GetProperty("advice").GetString(), refused.Advice);
                break;
            default:
                Assert.Fail($"no bundle expects {outcome.GetType().Name}");
                break;
        }
    }

    private static CreditPurse Purse(ServiceProvider provider, Connection connection)
    {
        var (tables, chance, time) = (new MemoryTables(), new Core.Ports.SystemChance(), TimeProvider.System);
        var quotas = new AiQuotas(new AccountStore(tables, chance), time);
        var book = new CreditBook(tables, quotas, chance, time);
        var generating = new Generating(
            provider.GetRequiredService<IGenerations>(), new OneConnection(connection), new ContentStore(tables, time), book, quotas, time);
        var occasion = new Occasion(OccasionKind.Transcript, Occasion.First);
        return new CreditPurse(generating, new DeliveryId(MeetingKey.For(connection.Name, "sess_a1b2c3"), "recorded", occasion, "step", 0), perMonth: 5);
    }

    private static ServiceProvider Provider() => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<Core.Ports.IChance>(new Core.Ports.SystemChance())
        .AddSingleton<ICallBudget>(new CallBudget(new MemoryTables(), new Core.Ports.SystemChance(), TimeProvider.System))
        .AddSingleton<IConnectionSecrets>(new GivenSecrets("apiKey", "convo_recorded"))
        .AddConnectors(LoopbackRule.Allowed)
        .BuildServiceProvider();

    private sealed class OneConnection(Connection connection) : IConnections
    {
        public Task<Connection?> FindAsync(string name, CancellationToken cancellation) => Task.FromResult<Connection?>(connection);
    }
}
