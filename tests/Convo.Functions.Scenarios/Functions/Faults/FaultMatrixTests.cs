using Convo.Functions.Tests.Shared;
using Xunit;
using Xunit.Abstractions;

namespace Convo.Functions.Scenarios.Functions.Faults;

/// <summary>
/// The life of one meeting on the function app over Azurite, with every fault at every request that the app makes of its storage, one at a time, and pairs
/// by sample. Several products live side by side, because most of a fault is waiting.
/// </summary>
[Collection(Alone.Name)]
public sealed class FaultMatrixTests(ITestOutputHelper output)
{
    private const int Products = 5;
    private const int Pairs = 40;
    private const int Seed = 20261122;
    private const int FewestCases = 150;

    [Fact]
    public async Task A_meeting_lives_through_every_fault_of_storage_at_every_request()
    {
        var hosts = new List<FaultyHost>();
        try
        {
            for (var number = 0; number < Products; number++)
            {
                hosts.Add(new FaultyHost());
                await hosts[^1].InitializeAsync();
            }

            var lives = hosts.ConvertAll(host => new MeetingLife(host));

            // The first fills the caches; the second shows what there is to fail.
            await Task.WhenAll(lives.Select(life => life.LiveAsync(Quiet())));
            var requests = await lives[0].LiveAsync(Quiet());
            var cases = new Queue<IReadOnlyDictionary<int, StorageFault>>([.. Singles(requests), .. Drawn(requests)]);
            Assert.InRange(cases.Count, FewestCases, int.MaxValue);
            output.WriteLine($"{requests.Count} requests, {cases.Count} cases, {Pairs} of them pairs of seed {Seed}");

            var struck = await Task.WhenAll(lives.Select(life => Task.Run(() => LiveAllAsync(life, cases, requests))));
            output.WriteLine($"{struck.Sum()} faults came");
            Assert.InRange(struck.Sum(), FewestCases, int.MaxValue);
        }
        finally
        {
            foreach (var host in hosts)
            {
                await host.DisposeAsync();
            }
        }
    }

    private static PlannedFaults Quiet() => new(new Dictionary<int, StorageFault>());

    private static IEnumerable<IReadOnlyDictionary<int, StorageFault>> Singles(IReadOnlyList<StorageRequest> requests) =>
        from at in Enumerable.Range(0, requests.Count)
        from fault in PlannedFaults.Of(requests[at].Operation)
        select new Dictionary<int, StorageFault> { [at] = fault };

    private static IEnumerable<IReadOnlyDictionary<int, StorageFault>> Drawn(IReadOnlyList<StorageRequest> requests)
    {
#pragma warning disable RS0030 // Seeded: the same pairs on every run.
        var dice = new Random(Seed);
#pragma warning restore RS0030
        for (var pair = 0; pair < Pairs; pair++)
        {
            yield return Enumerable.Range(0, 2).Select(_ => dice.Next(requests.Count)).Distinct().ToDictionary(at => at, at =>
            {
                var faults = PlannedFaults.Of(requests[at].Operation);
                return faults[dice.Next(faults.Count)];
            });
        }
    }

    private static async Task<int> LiveAllAsync(MeetingLife life, Queue<IReadOnlyDictionary<int, StorageFault>> cases, IReadOnlyList<StorageRequest> requests)
    {
        var struck = 0;
        while (Next(cases) is { } faults)
        {
            var plan = new PlannedFaults(faults);
            try
            {
                await life.LiveAsync(plan);
            }
            catch (Exception e)
            {
                var about = faults.Select(fault => $"{fault.Value} at request {fault.Key}, {requests[fault.Key].Container} {requests[fault.Key].Operation}");
                Assert.Fail($"{string.Join(" and ", about)}: {e}");
            }

            struck += plan.Struck;
        }

        return struck;
    }

    private static IReadOnlyDictionary<int, StorageFault>? Next(Queue<IReadOnlyDictionary<int, StorageFault>> cases)
    {
        lock (cases)
        {
            return cases.TryDequeue(out var one) ? one : null;
        }
    }
}
