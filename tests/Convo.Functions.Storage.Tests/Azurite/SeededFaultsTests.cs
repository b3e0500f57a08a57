using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azurite;

public sealed class SeededFaultsTests
{
    private static readonly StorageFault[] Faults = [new StorageFault.LostRequest(), new StorageFault.LostResponse(), new StorageFault.Error(503)];

    [Fact]
    public void The_same_seed_gives_the_same_faults_in_any_order_of_arrival()
    {
        var keys = Enumerable.Range(0, 200).Select(key => $"{key}").ToList();
        var forwards = new SeededFaults(11, 300, Faults);
        var backwards = new SeededFaults(11, 300, Faults);

        var there = keys.ToDictionary(key => key, key => forwards.For(Request(key)));
        var back = keys.AsEnumerable().Reverse().ToDictionary(key => key, key => backwards.For(Request(key)));

        Assert.Equal(there, back);
        Assert.Superset(Faults.ToHashSet<StorageFault?>(), there.Values.ToHashSet());
    }

    [Fact]
    public void Another_seed_gives_other_faults()
    {
        var (one, other) = (new SeededFaults(11, 300, Faults), new SeededFaults(12, 300, Faults));
        var keys = Enumerable.Range(0, 200).Select(key => Request($"{key}")).ToList();

        Assert.NotEqual(keys.Select(one.For).ToList(), keys.Select(other.For).ToList());
    }

    [Fact]
    public void The_share_is_about_the_share()
    {
        var plan = new SeededFaults(3, 100, Faults);

        var met = Enumerable.Range(0, 2000).Count(key => plan.For(Request($"{key}")) is not null);

        Assert.InRange(met, 120, 280);
    }

    [Fact]
    public void Who_tries_again_gets_through_in_the_end()
    {
        var plan = new SeededFaults(5, 1000, Faults, mostInARow: 2);

        var fates = Enumerable.Range(0, 6).Select(_ => plan.For(Request("k")) is null);

        Assert.Equal([false, false, true, false, false, true], fates);
    }

    private static StorageRequest Request(string key) => new(StoragePart.Tables, StorageOperation.InsertRow, "a", "meetings", "p", key, 1, 0);
}
