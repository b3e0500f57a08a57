using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Accounts;

public sealed class AiQuotaTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Noon = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset NextMonth = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly HandClock clock = new() { Now = Noon };
    private readonly AccountStore store = new(new MemoryTables(), new CountingChance());

    [Fact]
    public async Task Of_an_account_that_was_never_asked_nothing_is_known()
    {
        var quota = await Quotas().FindAsync("acme", None);

        Assert.False(quota.IsKnown);
        Assert.False(quota.IsUnlimited);
        Assert.False(quota.IsExhausted(Noon));
        Assert.Null(quota.LeftAt(Noon));
    }

    [Fact]
    public async Task None_is_asked_for_until_convo_counts_anew()
    {
        await LearnAsync(new AiQuota(7, 10, 3, NextMonth, null));

        Assert.Equal(NextMonth, await Quotas().ExhaustedAsync("acme", until: null, None));

        var quota = await Quotas().FindAsync("acme", None);
        Assert.True(quota.IsExhausted(NextMonth.AddSeconds(-1)));
        Assert.Equal(0, quota.LeftAt(Noon));
        Assert.False(quota.IsExhausted(NextMonth));
        Assert.Equal(10, quota.LeftAt(NextMonth));
    }

    [Fact]
    public async Task What_the_refusal_says_counts_before_what_the_profile_said()
    {
        await LearnAsync(new AiQuota(7, 10, 3, NextMonth, null));

        Assert.Equal(Noon.AddDays(2), await Quotas().ExhaustedAsync("acme", Noon.AddDays(2), None));
    }

    [Fact]
    public async Task Where_nobody_says_until_when_it_is_an_hour()
    {
        Assert.Equal(Noon.AddHours(1), await Quotas().ExhaustedAsync("acme", until: null, None));
        Assert.True((await Quotas().FindAsync("acme", None)).IsExhausted(Noon));
    }

    [Fact]
    public async Task A_profile_with_generations_left_opens_it_again()
    {
        await Quotas().ExhaustedAsync("acme", NextMonth, None);

        await LearnAsync(new AiQuota(10, 100, 90, NextMonth, null));

        var quota = await Quotas().FindAsync("acme", None);
        Assert.False(quota.IsExhausted(Noon));
        Assert.Equal(90, quota.LeftAt(Noon));
    }

    [Fact]
    public async Task A_profile_with_none_left_closes_it_before_anybody_asks()
    {
        await LearnAsync(new AiQuota(10, 10, 0, NextMonth, null));

        Assert.True((await Quotas().FindAsync("acme", None)).IsExhausted(Noon));
    }

    [Fact]
    public async Task Without_limit_is_no_quota_of_zero()
    {
        await LearnAsync(new AiQuota(7000, null, null, NextMonth, null));

        var quota = await Quotas().FindAsync("acme", None);
        Assert.True(quota.IsUnlimited);
        Assert.False(quota.IsExhausted(Noon));
        Assert.Null(quota.LeftAt(NextMonth));
    }

    [Fact]
    public async Task A_time_that_no_month_lasts_to_is_not_waited_for()
    {
        await Quotas().ExhaustedAsync("acme", Noon.AddYears(5), None);

        Assert.False((await Quotas().FindAsync("acme", None)).IsExhausted(Noon));
    }

    [Fact]
    public async Task Accounts_are_apart()
    {
        await Quotas().ExhaustedAsync("acme", NextMonth, None);

        Assert.False((await Quotas().FindAsync("globex", None)).IsExhausted(Noon));
    }

    [Fact]
    public async Task A_change_of_plan_is_noticed_and_the_same_plan_again_is_none()
    {
        var first = (await LearnAsync(null, tier: "Professional"))!;
        var same = first.Learn(Profile("professional", null), 1, Noon.AddDays(1));
        var lower = same.Learn(Profile("starter", null), 1, Noon.AddDays(2));

        Assert.Equal((null, null), (same.TierBefore, same.TierChangedAt));
        Assert.Equal(("professional", "starter", Noon.AddDays(2)), (lower.TierBefore, lower.Tier, lower.TierChangedAt));
    }

    [Fact]
    public async Task Another_persons_key_is_no_change_of_plan_and_brings_its_own_generations()
    {
        await Quotas().ExhaustedAsync("acme", NextMonth, None);
        var first = (await LearnAsync(new AiQuota(10, 10, 0, NextMonth, null)))!;

        var other = first.Learn(new AccountProfile("enterprise", "active", "Ben", "ben@example.com", null), 2, Noon.AddDays(1));

        Assert.Equal(("enterprise", null, "Ben"), (other.Tier, other.TierBefore, other.OwnerName));
        Assert.False(other.Ai.IsExhausted(Noon));
    }

    [Theory]
    [InlineData("Dana\r\nBcc: all", "DanaBcc: all")]
    [InlineData("  ", null)]
    public void A_name_from_outside_is_one_line_or_none(string given, string? kept) =>
        Assert.Equal(kept, new AccountProfile("starter", "active", given, "dana@example.com", null).Bounded().OwnerName);

    [Fact]
    public void A_name_with_half_a_character_is_none() =>
        Assert.Null(new AccountProfile("starter", "active", "Dana " + (char)0xD800, null, null).Bounded().OwnerName);

    private static AccountProfile Profile(string tier, AiQuota? ai) => new(tier, "active", "Dana", "dana@example.com", ai);

    private AiQuotas Quotas() => new(store, clock);

    private async Task<AccountState?> LearnAsync(AiQuota? ai, string tier = "starter")
    {
        var state = await store.FindAsync("acme", None) ?? new AccountState("acme", 1);
        return await store.WriteAsync(state.Learn(Profile(tier, ai), 1, Noon), None);
    }
}
