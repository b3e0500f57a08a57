using System.Collections.Concurrent;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.Processes.Stage;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Processes.Trouble;

/// <summary>Storage that is not there: at the start, or all of a sudden.</summary>
public sealed class FunctionAppStorageTests
{
    private const int Connections = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly (string Name, StorageFault Fault)[] Cuts =
    [
        ("lost", new StorageFault.LostRequest()),
        ("unheard", new StorageFault.LostResponse()),
        ("busy", new StorageFault.Error(503)),
        ("hanging", new StorageFault.Hang()),
    ];

    [Fact]
    public async Task What_is_acknowledged_while_storage_is_cut_off_is_stored_and_done_once_it_is_back()
    {
        await using var app = await FunctionApp.SetUpAsync();
        await GreetAsync(app);
        await Events.SendAsync(app, "before");
        var acked = new ConcurrentBag<string>();

        foreach (var (name, fault) in Cuts)
        {
            using (app.Network.Script.While(_ => true, fault))
            {
                await Task.WhenAll(Enumerable.Range(0, Connections).Select(number => SendAsync($"{name}-{number}")));
                Assert.Equal("down", (await app.Api.HealthAsync(None)).GetProperty("store").GetString());
            }
        }

        Assert.NotEmpty(acked);
        await Eventually.HoldsAsync(app.IsWellAsync, Patience, "health is well again");
        await Eventually.HoldsAsync(async () => !await app.HasOpenWorkAsync(), Leases.LeaseAndSweep, "no work is open any more");
        var texts = await Events.TextsAsync(app);
        Assert.Equal(texts.Distinct(), texts);
        Assert.Empty(acked.Append("before").Except(texts));
        foreach (var title in acked)
        {
            Assert.Single((await app.Stored.MeetingAsync(Events.Conversation(title))).Events);
        }

        async Task SendAsync(string title)
        {
            // 503 asks Convo to send it again, and is no promise.
            if (await Events.TryAsync(app, title) is not 503 and var status)
            {
                Assert.Equal(200, status);
                acked.Add(title);
            }
        }
    }

    [Fact]
    public async Task Storage_that_comes_after_the_start_finds_an_app_that_has_waited_for_it()
    {
        IDisposable? absence = null;
        await using var app = await FunctionApp.RaiseAsync(
            HostMode.Proxy, instances: 1, network => absence = network.Script.While(_ => true, new StorageFault.LostRequest()));
        await app.StartAsync();
        Assert.Equal("down", (await app.Api.HealthAsync(None)).GetProperty("store").GetString());

        absence!.Dispose();
        await Eventually.HoldsAsync(app.IsWellAsync, Patience, "the store is there");
        await app.ConnectAsync();
        await GreetAsync(app);
        await Events.SendAsync(app, "after");

        await Eventually.HoldsAsync(async () => (await Events.TextsAsync(app)).SequenceEqual(["after"]), Patience, "the meeting's message is in Slack");
        Assert.Equal((1, 1), app.Platforms[0].Started);
    }

    private static Task GreetAsync(FunctionApp app) =>
        app.Api.PublishAsync(Recipes.Make("greet", "created", null, Recipes.Post("post", "#meetings", "{{event.title}}")), None);
}
