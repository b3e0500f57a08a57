using Convo.Functions.Core.Connections;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Connections;

public sealed class ConnectionStoreTests
{
    private readonly MemoryTables tables = new();
    private readonly MemorySecrets secrets = new();
    private readonly ConnectionStore store;

    public ConnectionStoreTests() => store = new ConnectionStore(tables, secrets, new SeededChance(), new HandClock());

    [Fact]
    public async Task A_connection_comes_back_without_secrets_in_its_rows()
    {
        var saved = (await store.SaveAsync(Draft("convo_first_key"), default))!;
        Assert.Equal("https://www.itsconvo.com/", saved.Settings["baseUrl"]);
        Assert.Equal("convo_first_key", (await store.ReadAsync(saved, default))!["apiKey"]);
        var found = (await store.FindAsync("acme", default))!;
        Assert.Equal((saved.Name, saved.Kind, 1), (found.Name, found.Kind, found.Generation));
        Assert.DoesNotContain(
            tables.Snapshot(), row => row.Row.Values.Values.Any(value => value.AsText?.Contains("convo_first_key", StringComparison.Ordinal) is true));
    }

    [Fact]
    public async Task New_secrets_are_a_new_generation_and_deliveries_under_way_keep_the_old_one()
    {
        var first = (await store.SaveAsync(Draft("convo_first_key"), default))!;
        var second = (await store.SaveAsync(Draft("convo_second_key"), default))!;
        Assert.Equal(2, second.Generation);
        Assert.Equal("convo_first_key", (await store.ReadAsync(first, default))!["apiKey"]);
        Assert.Equal("convo_second_key", (await store.ReadAsync(second, default))!["apiKey"]);
        await store.SaveAsync(Draft("convo_third_key"), default);
        Assert.Null(await store.ReadAsync(first, default));
    }

    [Fact]
    public async Task Saving_settings_alone_keeps_the_secrets_and_the_webhook_secrets()
    {
        var first = (await store.SaveAsync(Draft("convo_first_key"), default))!;
        await store.SaveRingAsync(first, HookRing.Empty.Add("wh_1", "whsec_first", new HandClock().Now, TimeSpan.FromDays(1)), default);
        var second = (await store.SaveAsync(Draft(null), default))!;
        Assert.Equal("convo_first_key", (await store.ReadAsync(second, default))!["apiKey"]);
        Assert.Equal("wh_1", Assert.Single((await store.RingAsync(second, default)).Entries).WebhookId);
    }

    [Fact]
    public async Task A_removed_connection_is_gone_with_its_secrets_and_its_name_goes_on_counting()
    {
        var first = (await store.SaveAsync(Draft("convo_first_key"), default))!;
        Assert.True(await store.RemoveAsync("acme", default));
        Assert.False(await store.RemoveAsync("acme", default));
        Assert.Null(await store.FindAsync("acme", default));
        Assert.Empty(await store.ListAsync(default));
        Assert.Null(await store.ReadAsync(first, default));
        var again = (await store.SaveAsync(Draft("convo_second_key"), default))!;
        Assert.Equal(2, again.Generation);
        Assert.Empty((await store.RingAsync(again, default)).Entries);
    }

    [Fact]
    public async Task A_secret_of_a_webhook_made_by_hand_goes_into_the_ring_and_not_to_the_account()
    {
        var draft = Draft("convo_first_key") with
        {
            Secrets = new Dictionary<string, string> { ["apiKey"] = "convo_first_key", ["webhookSecret"] = "whsec_by_hand" },
        };
        var saved = (await store.SaveAsync(draft, default))!;
        Assert.Equal(["whsec_by_hand"], (await store.RingAsync(saved, default)).Valid(new HandClock().Now));
        Assert.Equal(["apiKey"], (await store.ReadAsync(saved, default))!.Keys);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("A")]
    [InlineData("")]
    public async Task A_name_that_is_none_finds_nothing(string name)
    {
        Assert.Null(await store.FindAsync(name, default));
        Assert.False(await store.RemoveAsync(name, default));
    }

    private static ConnectionDraft Draft(string? key) => new(
        "acme", "convo", new Dictionary<string, string>(),
        key is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["apiKey"] = key });
}
