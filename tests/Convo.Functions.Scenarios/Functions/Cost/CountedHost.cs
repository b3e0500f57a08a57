using System.Text.Json.Nodes;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Tests.Shared;
using Convo.Sandbox.Clock;
using Xunit;
using Xunit.Abstractions;

namespace Convo.Functions.Scenarios.Functions.Cost;

/// <summary>
/// The function app with a counter before its storage, and another one for the host: both ask the same account, and each of their requests is a
/// transaction that Azure bills. One recipe is on, with two actions for each meeting that has key points.
/// </summary>
public sealed class CountedHost() : FunctionsHost(HostMode.Forwarding)
{
    /// <summary>The channels that the two actions post to.</summary>
    public static readonly IReadOnlyList<string> Channels = ["#meetings", "#cost"];

    private StorageProxy? app;
    private StorageProxy? host;

    /// <summary>The requests of the app.</summary>
    public StorageTraffic Ours => app!.Traffic;

    /// <summary>The requests of the host: looking into the queues, and removing messages that were handled.</summary>
    public StorageTraffic TheHosts => host!.Traffic;

    /// <summary>The clock of the pauses between two looks into a queue. Where it stands still, the host looks only when it is woken.</summary>
    public TestClock Pauses { get; } = new();

    protected override TimeProvider PollClock => Pauses;

    /// <summary>Prints how many requests of each kind there were.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="whose">Whose they were, and when.</param>
    /// <param name="exchanges">The requests.</param>
    public static void Print(ITestOutputHelper output, string whose, IReadOnlyList<StorageExchange> exchanges)
    {
        output.WriteLine($"{exchanges.Count} {whose}:");
        foreach (var (what, count) in exchanges.CountBy(exchange => $"{exchange.Request.Container} {exchange.Request.Operation}").OrderBy(line => line.Key))
        {
            output.WriteLine($"  {count,3} {what}");
        }
    }

    /// <summary>Counts from 0 again.</summary>
    public void Clear()
    {
        Ours.Clear();
        TheHosts.Clear();
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        using var product = new Product(this);
        await product.AddChannelAsync("cost");
        Assert.Equal(200, (int)(await product.PostAsync($"api/recipes/{ReadyRecipes.ActionItemsToSlack}/off")).Status);
        var recipe = new RecipeScript("two-actions", Title: "").Json();
        recipe.Remove("onlyIf");
        recipe["steps"] = new JsonArray([.. Channels.Select(Step)]);
        Assert.Equal(201, (int)(await product.PostAsync("api/recipes", recipe)).Status);
        Assert.Equal(200, (int)(await product.PostAsync("api/recipes/two-actions/publish")).Status);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await app!.DisposeAsync();
        await host!.DisposeAsync();
    }

    // Stands still unless a test moves it: no timer fires by itself between two counts.
    protected override SandboxClock NewClock() => new(new TestClock());

    protected override async Task<(StorageAccount App, StorageAccount Host)> OpenStorageAsync()
    {
        var storage = await AzuriteServer.SharedAsync();
        var account = storage.NewAccount();
        (app, host) = (await StorageProxy.StartAsync(storage), await StorageProxy.StartAsync(storage));
        return (app.Of(account), host.Of(account));
    }

    private static JsonObject Step(string channel) => new()
    {
        ["id"] = channel.TrimStart('#'),
        ["action"] = "slack.post-message",
        ["version"] = 1,
        ["connection"] = "slack",
        ["settings"] = new JsonObject { ["channel"] = channel, ["text"] = "{{meeting.title}}" },
    };
}
