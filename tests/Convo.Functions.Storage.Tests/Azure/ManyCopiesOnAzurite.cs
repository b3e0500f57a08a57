using System.Diagnostics;
using System.Globalization;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;
using Xunit;
using Xunit.Abstractions;

namespace Convo.Functions.Storage.Tests.Azure;

/// <summary>
/// The same event a thousand times from 64 sides at once, stored and joined as the flow does it by two instances of the app (goal R4, its part of storage).
/// Through a network that loses answers too, where only the nonces tell who was first.
/// </summary>
public sealed class ManyCopiesOnAzurite(ITestOutputHelper output)
{
    private const string EventsVariable = "CONVO_COPIED_EVENTS";
    private const int UsualEvents = 2;
    private const int Sides = 64;
    private const int CopiesOfEach = 1000;
    private const int FaultyCopies = 200;
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_thousand_copies_at_once_are_one_event_and_one_run()
    {
        var events = Environment.GetEnvironmentVariable(EventsVariable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : UsualEvents;
        var options = AzuriteAccounts.Patient(await AzuriteServer.NewAccountAsync());
        var store = await AzuriteAccounts.TablesAsync(options);
        ITables[] instances = [store, new AzureTables(options)];
        var watch = Stopwatch.StartNew();

        for (var number = 0; number < events; number++)
        {
            await ComeInAsync(instances, store, $"sess_{number}", CopiesOfEach);
        }

        output.WriteLine($"{events} x {CopiesOfEach} copies from {Sides} sides in {watch.Elapsed}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Copies_over_a_network_that_loses_requests_and_answers_are_one_event_and_one_run(int seed)
    {
        output.WriteLine($"seed {seed}");
        var storage = await AzuriteServer.SharedAsync();
        var account = storage.NewAccount();
        await using var proxy = await StorageProxy.StartAsync(storage);
        var direct = await AzuriteAccounts.TablesAsync(AzuriteAccounts.Patient(account));
        proxy.Plan = new SeededFaults(
            seed,
            share: 100,
            [new StorageFault.LostRequest(), new StorageFault.LostResponse(), new StorageFault.Error(500, AfterForwarding: true), new StorageFault.Error(503)]);
        var options = AzuriteAccounts.Patient(proxy.Of(account));

        await ComeInAsync([new AzureTables(options), new AzureTables(options)], direct, "sess_faulty", FaultyCopies);

        Assert.Contains(proxy.Traffic.Exchanges, exchange => exchange.Fault is StorageFault.LostResponse);
    }

    private static async Task ComeInAsync(ITables[] instances, ITables direct, string conversation, int copies)
    {
        var key = MeetingKey.For("convo", conversation);
        var left = copies;
        var answers = await Task.WhenAll(Enumerable.Range(0, Sides).Select(side => Task.Run(async () =>
        {
            var tables = instances[side % instances.Length];
            var stored = 0;
            while (Interlocked.Decrement(ref left) >= 0)
            {
                stored += await StoreAsync(tables, key, conversation) ? 1 : 0;
            }

            return (Stored: stored, Joined: await JoinAsync(tables, key, conversation));
        })));

        Assert.Equal(1, answers.Sum(answer => answer.Stored));
        Assert.Single(answers, answer => answer.Joined);
        var snapshot = await new MeetingStore(direct, new SystemChance()).ReadAsync(key, Never);
        Assert.Single(snapshot.Events);
        Assert.Single(snapshot.Runs);
        Assert.Contains(key, await new OpenWork(direct, new SystemChance()).DueAsync(Now, Never).ToListAsync());
    }

    private static async Task<bool> StoreAsync(ITables tables, MeetingKey key, string conversation)
    {
        var chance = new SystemChance();
        var open = new OpenWork(tables, chance);
        var happened = new MeetingEvent(
            "hash", "keypoints.ready", OccasionKind.Summary, conversation, Now, EventSource.Webhook, "data", LateMinutes: null, Again: null);
        return await open.CreateAsync(key, Now, [new MeetingStore(tables, chance).Add(key, happened)], Never) is [WriteResult.Done];
    }

    private static Task<bool> JoinAsync(ITables tables, MeetingKey key, string conversation)
    {
        var run = new Run(key, "summary", 1, new Occasion(OccasionKind.Summary, Occasion.First), Now, Now.AddMinutes(5), RunState.Waiting);
        return new MeetingStore(tables, new SystemChance()).JoinAsync(new Meeting(key, conversation, Now, Joined: 1, DeletedAt: null), [run], Never);
    }
}
