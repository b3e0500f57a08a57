using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Faults;

/// <summary>After a lost answer the second try meets what the first has done. Whose it is, the nonce tells; without one a conflict stays a conflict.</summary>
public sealed class OwnWrites : FaultTest
{
    [Fact]
    public async Task A_foreign_row_that_came_first_stays_a_conflict_although_a_request_was_lost()
    {
        await PutAsync("a", 1, "theirs");
        Proxy.Script.Next(Writes, new StorageFault.LostRequest());

        Assert.Equal(new WriteResult.Conflict(0, WriteConflict.Exists), await WriteAsync(new RowChange.Insert(RowOf("a", 2, "mine"))));

        Assert.Equal(0, Proxy.Script.Left);
        Assert.Equal(1, await NumberAsync("a"));
    }

    [Fact]
    public async Task A_row_that_was_replaced_by_somebody_else_meanwhile_stays_a_conflict()
    {
        var tag = await PutAsync("a", 1);
        await PutAsync("a", 7, "theirs");
        Proxy.Script.Next(Writes, new StorageFault.LostRequest());

        Assert.Equal(new WriteResult.Conflict(0, WriteConflict.Changed), await WriteAsync(new RowChange.Replace(RowOf("a", 2, "mine"), tag)));
        Assert.Equal(7, await NumberAsync("a"));
    }

    [Fact]
    public async Task A_foreign_batch_that_came_first_stays_a_conflict_at_its_place()
    {
        await PutAsync("b", 1, "theirs");
        Proxy.Script.Next(Writes, new StorageFault.LostRequest());

        var result = await WriteAsync(new RowChange.Insert(RowOf("a", 2, "mine")), new RowChange.Insert(RowOf("b", 2, "mine")));

        Assert.Equal(new WriteResult.Conflict(1, WriteConflict.Exists), result);
        Assert.Null(await NumberAsync("a"));
    }

    [Fact]
    public async Task A_row_without_a_nonce_can_not_be_told_from_a_foreign_one()
    {
        Proxy.Script.Next(Writes, new StorageFault.LostResponse());

        Assert.Equal(new WriteResult.Conflict(0, WriteConflict.Exists), await WriteAsync(new RowChange.Insert(RowOf("a", 2))));
    }

    [Fact]
    public async Task Of_an_own_batch_a_row_that_somebody_has_changed_since_gets_a_tag_that_fits_nothing()
    {
        // The answer of the batch is lost; before the second try somebody replaces one of its rows.
        Proxy.Script.Next(Writes, new StorageFault.Hang(AfterForwarding: true));
        var write = WriteAsync(new RowChange.Insert(RowOf("a", 2, "mine")), new RowChange.Insert(RowOf("b", 2, "mine")));
        while (await NumberAsync("b") is not 2)
        {
            await Task.Yield();
        }

        await PutAsync("a", 7, "theirs");

        var done = Assert.IsType<WriteResult.Done>(await write);
        Assert.Equal(await TagAsync("b"), done.Tags[1]);
        Assert.Equal(new WriteResult.Conflict(0, WriteConflict.Changed), await WriteAsync(new RowChange.Replace(RowOf("a", 3, "mine"), done.Tags[0]!)));
        Assert.Equal(7, await NumberAsync("a"));
    }

    [Fact]
    public async Task A_removal_by_tag_of_a_row_that_was_changed_stays_a_conflict()
    {
        var tag = await PutAsync("a", 1);
        await PutAsync("a", 7);
        Proxy.Script.Next(Writes, new StorageFault.LostRequest());

        Assert.Equal(new WriteResult.Conflict(0, WriteConflict.Changed), await WriteAsync(new RowChange.Delete(Partition, "a", tag)));
        Assert.Equal(7, await NumberAsync("a"));
    }

    [Fact]
    public async Task A_removal_on_a_connection_that_was_used_before_is_not_sent_again_unseen()
    {
        await PutAsync("a", 1);
        Assert.NotNull(await Tables.GetAsync(Table, Partition, "a", Never));
        Proxy.Traffic.Clear();
        Proxy.Script.Next(Writes, new StorageFault.LostResponse());

        Assert.Equal([null], Assert.IsType<WriteResult.Done>(await WriteAsync(new RowChange.Delete(Partition, "a"))).Tags);

        Assert.Equal(2, Proxy.Traffic.Exchanges.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_writers_whose_answers_are_lost_exactly_one_is_told_that_it_was_first(bool batch)
    {
        for (var round = 0; round < 5; round++)
        {
            Proxy.Script.Next(Writes, new StorageFault.LostResponse(), new StorageFault.LostResponse());
            var key = $"k{round}";
            var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(writer =>
            {
                var nonce = $"writer {writer}";
                RowChange[] changes = [new RowChange.Insert(RowOf(key, writer, nonce)), new RowChange.Upsert(RowOf(key + "+", writer, nonce))];
                return Tables.WriteOwnAsync(Table, batch ? changes : changes[..1], nonce, Never);
            }));

            var winner = Assert.Single(Enumerable.Range(0, 2), writer => results[writer] is not null);
            Assert.Equal(winner, await NumberAsync(key));
            Assert.Equal(batch ? winner : null, await NumberAsync(key + "+"));
        }
    }
}
