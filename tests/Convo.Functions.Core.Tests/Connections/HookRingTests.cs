using Convo.Functions.Core.Connections;
using Xunit;

namespace Convo.Functions.Core.Tests.Connections;

public sealed class HookRingTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void During_the_overlap_the_old_and_the_new_secret_count()
    {
        var ring = HookRing.Empty.Add("wh_1", "first-secret", Now, Day).Add("wh_2", "second-secret", Now, Day);
        Assert.Equal(["first-secret", "second-secret"], ring.Valid(Now.AddHours(23)));
        Assert.Equal(["second-secret"], ring.Valid(Now + Day));
        Assert.Equal("wh_1", Assert.Single(ring.Past(Now + Day)).WebhookId);
    }

    [Fact]
    public void A_secret_that_was_ended_counts_no_more_from_then_on()
    {
        var ring = HookRing.Empty.Add("wh_1", "first-secret", Now, Day).End("wh_1", Now);
        Assert.Empty(ring.Valid(Now));
        Assert.Equal("first-secret", Assert.Single(ring.Past(Now)).Secret);
    }

    [Fact]
    public void Secrets_that_stand_beside_each_other_count_until_their_webhooks_are_removed_but_not_one_that_was_entered_by_hand()
    {
        var ring = HookRing.Empty.Add(ConnectionStore.ByHand, "by-hand-secret", Now, Day).Join("wh_1", "first-secret", Now, Day)
            .Join("wh_2", "second-secret", Now, Day);
        Assert.Equal(["first-secret", "second-secret"], ring.Valid(Now.AddDays(30)));
        Assert.Equal(["by-hand-secret", "first-secret", "second-secret"], ring.Valid(Now.AddHours(23)));
        Assert.Equal(["second-secret"], ring.EndAt("wh_1", Now.AddDays(2)).Valid(Now.AddDays(2)));
        Assert.Equal(["wh_1", "wh_2"], ring.Counting(Now.AddDays(1)).Select(entry => entry.WebhookId));
    }

    [Fact]
    public void A_later_rotation_does_not_lengthen_an_earlier_end()
    {
        var ring = HookRing.Empty.Add("wh_1", "first-secret", Now, Day).Add("wh_2", "second-secret", Now, Day)
            .Add("wh_3", "third-secret", Now.AddHours(12), Day);
        Assert.DoesNotContain("first-secret", ring.Valid(Now + Day));
        Assert.Contains("second-secret", ring.Valid(Now.AddHours(35)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A15_an_empty_secret_is_never_taken_in(string secret)
    {
        Assert.ThrowsAny<ArgumentException>(() => HookRing.Empty.Add("wh_1", secret, Now, Day));
        Assert.Empty(HookRing.Read($$"""{"ring":[{"webhookId":"wh_1","secret":"{{secret}}"}]}""").Valid(Now));
    }

    [Fact]
    public void The_ring_comes_back_as_it_was_written()
    {
        var ring = HookRing.Empty.Add("wh_1", "first-secret", Now, Day).Add("wh_2", "second-secret", Now, Day);
        Assert.Equal(ring.Entries, HookRing.Read(ring.Write()).Entries);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void What_is_no_ring_is_the_empty_one(string? text) => Assert.Empty(HookRing.Read(text).Entries);

    [Fact]
    public void The_ring_stays_small_and_forgets_what_ended_long_ago()
    {
        var ring = HookRing.Empty;
        for (var n = 0; n < 50; n++)
        {
            ring = ring.Add($"wh_{n}", $"secret-{n}", Now.AddHours(n), Day);
        }

        Assert.Equal(8, ring.Entries.Count);
        Assert.Equal(["wh_49", "wh_60"], ring.Add("wh_60", "secret-60", Now.AddDays(30), Day).Entries.Select(entry => entry.WebhookId).TakeLast(2));
        Assert.Equal(["wh_70"], ring.End("wh_49", Now.AddDays(4)).Add("wh_70", "secret-70", Now.AddDays(90), Day).Entries.Select(entry => entry.WebhookId));
    }

    [Fact]
    public void A_secret_is_not_printed()
    {
        Assert.DoesNotContain("first-secret", new HookSecret("wh_1", "first-secret", null).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("first-secret", $"{HookRing.Empty.Add("wh_1", "first-secret", Now, Day)}", StringComparison.Ordinal);
    }
}
