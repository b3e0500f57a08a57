using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azurite;

public sealed class ProxyTraffic : StorageProxyTest
{
    [Fact]
    public async Task Transactions_are_counted_by_kind_table_and_partition()
    {
        using var one = await Through.InsertAsync(Table, "p", "1");
        using var two = await Through.InsertAsync(Table, "p", "2");
        using var three = await Through.InsertAsync(Table, "q", "1");
        using var read = await Through.GetAsync(Table, "p", "1");
        using var queue = await Through.QueueAsync(HttpMethod.Put, "work");

        Assert.Equal(3, Proxy.Traffic.ByOperation[StorageOperation.InsertRow]);
        Assert.Equal(1, Proxy.Traffic.ByOperation[StorageOperation.GetRow]);
        Assert.Equal(new Dictionary<string, int> { [Table] = 4, ["work"] = 1 }, Proxy.Traffic.ByContainer);
        Assert.Equal(new Dictionary<string, int> { ["p"] = 3, ["q"] = 1 }, Proxy.Traffic.PartitionsOf(Table));
    }

    [Fact]
    public async Task What_storage_never_saw_is_no_transaction()
    {
        Proxy.Script.Next(Inserts, new StorageFault.LostRequest(), new StorageFault.LostResponse());

        await Assert.ThrowsAsync<HttpRequestException>(() => Through.InsertAsync(Table, "p", "1"));
        await Assert.ThrowsAsync<HttpRequestException>(() => Through.InsertAsync(Table, "p", "1"));

        Assert.Equal([false, true], Proxy.Traffic.Exchanges.Select(exchange => exchange.Reached));
        Assert.Equal(1, Proxy.Traffic.Count(Inserts));
    }

    [Fact]
    public async Task Counting_can_begin_anew()
    {
        using var before = await Through.InsertAsync(Table, "p", "1");
        Proxy.Traffic.Clear();
        using var after = await Through.GetAsync(Table, "p", "1");

        Assert.Equal([StorageOperation.GetRow], Proxy.Traffic.Exchanges.Select(exchange => exchange.Request.Operation));
    }
}
