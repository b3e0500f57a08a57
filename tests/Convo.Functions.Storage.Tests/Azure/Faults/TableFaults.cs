using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Faults;

/// <summary>Each fault of the network, once and for good: what is tried again, what is told, and what storage holds then.</summary>
public sealed class TableFaults : FaultTest
{
    public static TheoryData<string> Passing => ["lost request", "lost response", "500", "500 after", "503", "hang", "hang after"];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_fault_that_passes_is_not_seen_by_who_reads(string fault)
    {
        await PutAsync("a", 1);
        Proxy.Script.Next(Reads, Of(fault), null, Of(fault));

        Assert.Equal(1, (await Tables.GetAsync(Table, Partition, "a", Never))!.Number("N"));
        Assert.Equal(["a"], (await Tables.QueryAsync(Table, new RowRange(Partition), continuation: null, Never)).Rows.Select(row => row.Key));
        Assert.Equal(0, Proxy.Script.Left);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_fault_that_passes_is_not_seen_by_who_writes(string fault)
    {
        var old = await PutAsync("replaced", 1);
        var gone = await PutAsync("removed by tag", 1);
        await PutAsync("removed", 1);
        RowChange[] changes =
        [
            new RowChange.Insert(RowOf("inserted", 2, "mine1")),
            new RowChange.Replace(RowOf("replaced", 2, "mine2"), old),
            new RowChange.Upsert(RowOf("upserted", 2, "mine3")),
            new RowChange.Delete(Partition, "removed by tag", gone),
            new RowChange.Delete(Partition, "removed"),
        ];
        foreach (var change in changes)
        {
            Proxy.Script.Next(Writes, Of(fault));

            var done = Assert.IsType<WriteResult.Done>(await WriteAsync(change));

            Assert.Equal(0, Proxy.Script.Left);
            Assert.Equal(await TagAsync(change.Key), Assert.Single(done.Tags));
            Assert.Equal(change is RowChange.Delete ? null : 2, await NumberAsync(change.Key));
        }
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_fault_that_passes_is_not_seen_by_who_writes_a_batch(string fault)
    {
        var old = await PutAsync("replaced", 1);
        await PutAsync("removed", 1);
        Proxy.Script.Next(Writes, Of(fault));

        var done = Assert.IsType<WriteResult.Done>(await WriteAsync(
            new RowChange.Delete(Partition, "removed"),
            new RowChange.Insert(RowOf("inserted", 2, "mine")),
            new RowChange.Replace(RowOf("replaced", 2, "mine"), old),
            new RowChange.Upsert(RowOf("upserted", 2, "mine"))));

        Assert.Equal(0, Proxy.Script.Left);
        Assert.Equal([null, await TagAsync("inserted"), await TagAsync("replaced"), await TagAsync("upserted")], done.Tags);
        Assert.Null(await NumberAsync("removed"));
    }

    [Theory]
    [InlineData("lost request", true)]
    [InlineData("lost response", true)]
    [InlineData("500", true)]
    [InlineData("503", false)]
    [InlineData("hang", true)]
    public async Task A_fault_that_stays_ends_the_call_within_its_limit_and_tells_whether_the_write_may_have_happened(string fault, bool mayHaveHappened)
    {
        var tables = new AzureTables(AzuriteAccounts.Hasty(Account) with { Within = TimeSpan.FromSeconds(1.2) });
        using var broken = Proxy.Script.While(_ => true, Of(fault));

        var errors = await Task.WhenAll(
            Assert.ThrowsAsync<StorageException>(() => tables.WriteAsync(Table, [new RowChange.Upsert(RowOf("a", 1))], Never)),
            Assert.ThrowsAsync<StorageException>(() => tables.GetAsync(Table, Partition, "a", Never)),
            Assert.ThrowsAsync<StorageException>(() => tables.QueryAsync(Table, new RowRange(Partition), continuation: null, Never)));

        Assert.Equal([mayHaveHappened, false, false], errors.Select(error => error.MayHaveHappened));
        Assert.All([true, false], writes => Assert.True(Proxy.Traffic.Exchanges.Count(seen => seen.Request.Writes == writes) > 1, "it tried again"));
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_can_have_happened()
    {
        await Proxy.DisposeAsync();
        var tables = new AzureTables(AzuriteAccounts.Hasty(Account) with { Within = TimeSpan.FromMilliseconds(300) });

        var error = await Assert.ThrowsAsync<StorageException>(() => tables.WriteAsync(Table, [new RowChange.Upsert(RowOf("a", 1))], Never));

        Assert.False(error.MayHaveHappened);
    }

    [Fact]
    public async Task Who_goes_away_while_storage_hangs_is_let_go()
    {
        using var broken = Proxy.Script.While(Writes, new StorageFault.Hang());
        using var gone = new CancellationTokenSource();
        var patient = new AzureTables(AzuriteAccounts.Patient(Account));

        var write = patient.WriteAsync(Table, [new RowChange.Upsert(RowOf("a", 1))], gone.Token);
        await Proxy.Traffic.SeenAsync(Writes);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
    }

    [Theory]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_conflict_that_storage_tells_is_told_on(int status)
    {
        var tag = await PutAsync("a", 1);
        Proxy.Script.Next(Writes, Enumerable.Repeat<StorageFault?>(new StorageFault.Error(status), 4).ToArray());

        Assert.Equal(new WriteResult.Conflict(0, WriteConflict.Exists), await WriteAsync(new RowChange.Insert(RowOf("new", 1, "n"))));
        Assert.Equal(new WriteResult.Conflict(0, WriteConflict.Changed), await WriteAsync(new RowChange.Replace(RowOf("a", 2, "n"), tag)));
        Assert.Equal(new WriteResult.Conflict(0, WriteConflict.Changed), await WriteAsync(new RowChange.Delete(Partition, "a", tag)));
        Assert.Equal(
            new WriteResult.Conflict(0, WriteConflict.Exists),
            await WriteAsync(new RowChange.Insert(RowOf("new", 1, "n")), new RowChange.Upsert(RowOf("newer", 1, "n"))));
        Assert.Equal(1, await NumberAsync("a"));
        Assert.Null(await NumberAsync("new"));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task An_upsert_has_no_conflicts_so_it_is_made_again(int status)
    {
        Proxy.Script.Next(Writes, new StorageFault.Error(status), null, new StorageFault.Error(status));

        Assert.IsType<WriteResult.Done>(await WriteAsync(new RowChange.Upsert(RowOf("a", 1))));
        Assert.IsType<WriteResult.Done>(await WriteAsync(new RowChange.Upsert(RowOf("b", 1)), new RowChange.Upsert(RowOf("c", 1))));

        Assert.Equal(0, Proxy.Script.Left);
        Assert.Equal([1L, 1L, 1L], [await NumberAsync("a"), await NumberAsync("b"), await NumberAsync("c")]);
    }

    private static StorageFault Of(string fault) => fault switch
    {
        "lost request" => new StorageFault.LostRequest(),
        "lost response" => new StorageFault.LostResponse(),
        "500" => new StorageFault.Error(500),
        "500 after" => new StorageFault.Error(500, AfterForwarding: true),
        "503" => new StorageFault.Error(503),
        "hang" => new StorageFault.Hang(),
        "hang after" => new StorageFault.Hang(AfterForwarding: true),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
