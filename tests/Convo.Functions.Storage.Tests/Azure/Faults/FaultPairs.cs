using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Faults;

/// <summary>Every two faults one after the other, at every kind of call: 200 cases (goal R8, its part of the network).</summary>
public sealed class FaultPairs : FaultTest
{
    private static readonly StorageFault[] Faults =
    [
        new StorageFault.LostRequest(), new StorageFault.LostResponse(), new StorageFault.Error(500), new StorageFault.Error(500, AfterForwarding: true),
        new StorageFault.Error(503),
    ];

    [Fact]
    public async Task Any_two_faults_in_a_row_are_lived_through_by_every_kind_of_call()
    {
        var tables = new AzureTables(AzuriteAccounts.Patient(Account) with { Chance = new ShortPauses() });
        foreach (var (first, second) in Faults.SelectMany(first => Faults.Select(second => (first, second))))
        {
            var problem = await Record.ExceptionAsync(() => LiveAsync(tables, [first, second]));
            Assert.True(problem is null && Proxy.Script.Left == 0, $"{first}, then {second}: {problem}");
        }
    }

    private async Task LiveAsync(AzureTables tables, StorageFault[] faults)
    {
        // Each round has its own partition, which also tells the requests of the batch and the query apart from those of single rows.
        var partition = $"p{Proxy.Traffic.Exchanges.Count}";
        var setUp = await Direct.WriteAsync(
            Table, [.. new[] { "replaced", "removed", "removed by tag", "read" }.Select(key => new RowChange.Upsert(RowIn(partition, key, 1)))], Never);
        var tags = Assert.IsType<WriteResult.Done>(setUp).Tags;
        Proxy.Script.Next(request => request.Operation is StorageOperation.Batch && request.Partition == partition, faults);
        Proxy.Script.Next(request => request.Operation is StorageOperation.QueryRows && request.Partition == partition, faults);

        await Task.WhenAll(
            MakeAsync(new RowChange.Insert(RowIn(partition, "inserted", 2))),
            MakeAsync(new RowChange.Replace(RowIn(partition, "replaced", 2), tags[0]!)),
            MakeAsync(new RowChange.Upsert(RowIn(partition, "upserted", 2))),
            MakeAsync(new RowChange.Delete(partition, "removed")),
            MakeAsync(new RowChange.Delete(partition, "removed by tag", tags[2])),
            MakeAsync(new RowChange.Insert(RowIn(partition, "batch 1", 2)), new RowChange.Upsert(RowIn(partition, "batch 2", 2))),
            ReadAsync());

        var page = await tables.QueryAsync(Table, new RowRange(partition), continuation: null, Never);
        Assert.Equal(
            [("batch 1", 2L), ("batch 2", 2L), ("inserted", 2L), ("read", 1L), ("replaced", 2L), ("upserted", 2L)],
            page.Rows.Select(row => (row.Key, row.Number("N")!.Value)));

        async Task MakeAsync(params RowChange[] changes)
        {
            if (changes.Length == 1)
            {
                Proxy.Script.Next(request => request.Partition == partition && request.Key == changes[0].Key, faults);
            }

            Assert.IsType<WriteResult.Done>(await tables.WriteAsync(Table, changes, Never));
        }

        async Task ReadAsync()
        {
            Proxy.Script.Next(request => request.Partition == partition && request.Key == "read", faults);
            Assert.Equal(1, (await tables.GetAsync(Table, partition, "read", Never))!.Number("N"));
        }
    }

    private static Row RowIn(string partition, string key, long number) => RowOf(key, number, $"nonce {number} of {partition}") with { Partition = partition };

    private sealed class ShortPauses : IChance
    {
        private readonly SystemChance chance = new();

        public double Next() => 0;

        public string NewId() => chance.NewId();
    }
}
