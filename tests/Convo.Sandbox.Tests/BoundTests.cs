using Convo.Sandbox.Chance;
using Convo.Sandbox.Clock;
using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Slack;
using Convo.Sandbox.Webhooks;

namespace Convo.Sandbox.Tests;

/// <summary>A sandbox that runs for weeks stays small: whatever grows drops its oldest.</summary>
public sealed class BoundTests
{
    private const ulong TestSeed = 42;
    private static readonly DateTimeOffset Start = new(2026, 5, 11, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_oldest_conversations_make_room()
    {
        var account = new ConvoAccount(ConvoPlan.Professional, new SandboxClock(), new SeededChance(TestSeed));
        var ids = new List<string>();
        for (var i = 0; i <= ConvoAccount.MostConversations; i++)
        {
            ids.Add(account.Add(id => new Conversation(id, "T", Start, TimeSpan.FromMinutes(1), [])).Id);
        }

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(ConvoAccount.MostConversations, account.List(null, null).Count);
        Assert.Null(account.Find(ids[0]));
        Assert.NotNull(account.Find(ids[1]));
    }

    [Fact]
    public void The_oldest_deliveries_make_room()
    {
        var log = new DeliveryLog();
        for (var i = 0; i <= DeliveryLog.Capacity; i++)
        {
            log.Add(new(i.ToString(), "http://127.0.0.1/", 200, DeliveryOutcome.Delivered, "", "", "wh_a", null));
        }

        Assert.Equal(DeliveryLog.Capacity, log.Read().Count);
        Assert.Equal("1", log.Read()[0].Event);
    }

    [Fact]
    public void The_oldest_messages_make_room()
    {
        var channel = new SlackChannel("C1", "c", Start);
        for (var i = 0; i <= SlackChannel.Capacity; i++)
        {
            channel.Add(new(i.ToString(), null, new("x", null, null)));
        }

        Assert.Equal(SlackChannel.Capacity, channel.Messages.Count);
        Assert.Null(channel.Find("0"));
        Assert.NotNull(channel.Find("1"));
    }

    [Fact]
    public void The_dice_are_even_and_repeat_with_their_seed()
    {
        var one = new SeededChance(TestSeed);
        var two = new SeededChance(TestSeed);
        var rolls = Enumerable.Range(0, 10_000).Select(_ => one.NextUnit()).ToList();

        Assert.Equal(rolls, Enumerable.Range(0, 10_000).Select(_ => two.NextUnit()));
        Assert.All(rolls, r => Assert.InRange(r, 0, 0.9999999999999999));
        Assert.InRange(rolls.Average(), 0.48, 0.52);
    }
}
