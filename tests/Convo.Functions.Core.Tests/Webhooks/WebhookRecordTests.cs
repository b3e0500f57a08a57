using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Webhooks;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Webhooks;

public sealed class WebhookRecordTests
{
    private readonly MemoryTables tables = new();
    private readonly HandClock clock = new();

    [Fact]
    public async Task A_record_comes_back_as_it_was_written()
    {
        var written = new WebhookRecord("acme")
        {
            State = WebhookState.Failing,
            Advice = "Look.",
            WebhookId = "wh_2",
            RegisteredAt = clock.Now,
            Address = "https://hooks.example.com/hooks/convo/acme",
            Before = ["wh_0", "wh_1"],
            IsRotating = true,
            Test = new WebhookTest("wh_2", clock.Now, "1.0", WebhookTestResult.Refused, 502),
            Found = [new WebhookFinding(clock.Now, "It was lost.")],
            IsAnew = true,
            AlteredAt = clock.Now,
            GapFrom = clock.Now,
            WantsRotation = true,
            WantsTest = true,
            Generation = 4,
            NextAt = clock.Now,
            LeaseUntil = clock.Now,
            IsRegistering = true,
        };
        await Store().WriteAsync(written, default);
        var read = await Store().FindAsync("acme", default);
        Assert.Equal(written.Before, read.Before);
        Assert.Equal(written.Found, read.Found);
        Assert.Equal(written with { Tag = read.Tag, Before = read.Before, Found = read.Found }, read);
    }

    [Fact]
    public async Task Of_two_that_read_the_same_version_one_writes()
    {
        var record = new WebhookRecord("acme");
        Assert.NotNull(await Store().WriteAsync(record, default));
        Assert.Null(await Store().WriteAsync(record, default));
    }

    [Fact]
    public void A_lease_that_a_wrong_clock_wrote_far_ahead_holds_nobody_up()
    {
        Assert.True(new WebhookRecord("acme") { LeaseUntil = clock.Now.AddSeconds(1) }.IsLeased(clock.Now));
        Assert.False(new WebhookRecord("acme") { LeaseUntil = clock.Now }.IsLeased(clock.Now));
        Assert.False(new WebhookRecord("acme") { LeaseUntil = clock.Now.AddDays(3) }.IsLeased(clock.Now));
    }

    [Fact]
    public async Task Every_test_call_that_comes_in_is_told_from_the_one_before()
    {
        await Store().HearAsync("acme", "wh_1", default);
        var first = await Store().HeardAsync("acme", default);
        await Store().HearAsync("acme", "wh_1", default);
        Assert.NotEqual(first!.Nonce, (await Store().HeardAsync("acme", default))!.Nonce);
        await Store().ForgetAsync("acme", default);
        Assert.Null(await Store().HeardAsync("acme", default));
        Assert.DoesNotContain(tables.Snapshot(), row => row.Table == TableNames.Connections);
    }

    private readonly SeededChance chance = new();

    private WebhookStore Store() => new(tables, chance, clock);
}
