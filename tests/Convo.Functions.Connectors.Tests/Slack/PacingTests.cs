using Convo.Functions.Connectors.Slack;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Connectors.Tests.Slack;

public sealed class PacingTests
{
    [Fact]
    public async Task After_a_burst_of_three_the_fourth_message_waits_for_its_turn()
    {
        await using var stage = await SlackStage.StartAsync();

        for (var n = 0; n < 3; n++)
        {
            await stage.DeliveredAsync(stage.Render("x"), stage.Context(delivery: $"d{n}"));
        }

        var wait = Assert.IsType<Outcome.TryAgain>(await stage.DeliverAsync(stage.Render("x"), stage.Context(delivery: "d3")));
        Assert.InRange(wait.NotBefore!.Value - stage.Clock.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal(3, await stage.CallsAsync("chat.postMessage"));

        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.DeliveredAsync(stage.Render("x"), stage.Context(delivery: "d3"));
    }

    [Fact]
    public async Task Other_channels_do_not_wait()
    {
        await using var stage = await SlackStage.StartAsync();

        for (var n = 0; n < 3; n++)
        {
            await stage.DeliveredAsync(stage.Render("x"), stage.Context(delivery: $"d{n}"));
        }

        await stage.DeliveredAsync(stage.Render("x", "#general"), stage.Context(delivery: "d3"));
        Assert.Single(await stage.MessagesAsync("#general"));
    }

    [Fact]
    public void A_crowd_gets_turns_one_second_apart_and_each_comes_back_once()
    {
        var clock = new FrozenClock();
        var pacing = new ChannelPacing(clock);
        var turns = Enumerable.Range(0, 600).Select(n => pacing.Turn("c", $"d{n}")).ToList();

        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, .. Enumerable.Range(1, 597).Select(n => TimeSpan.FromSeconds(n))], turns);
        clock.Move(TimeSpan.FromSeconds(300));
        Assert.Equal(TimeSpan.Zero, pacing.Turn("c", "d302"));
        Assert.Equal(TimeSpan.FromSeconds(1), pacing.Turn("c", "d303"));
        Assert.Equal(TimeSpan.FromSeconds(298), pacing.Turn("c", "new"));
    }

    [Fact]
    public void In_no_stretch_of_time_more_than_its_seconds_and_a_burst_are_sent()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var dice = new Random(seed);
            var clock = new FrozenClock();
            var pacing = new ChannelPacing(clock);
            var due = new PriorityQueue<string, TimeSpan>(Enumerable.Range(0, 100).Select(n => ($"d{n}", TimeSpan.FromMilliseconds(dice.Next(60_000)))));
            var sent = new List<TimeSpan>();

            while (due.TryDequeue(out var who, out var at))
            {
                clock.Move(at - clock.Elapsed);

                if (pacing.Turn("c", who) is var wait && wait == TimeSpan.Zero)
                {
                    sent.Add(at);
                }
                else
                {
                    due.Enqueue(who, at + wait);
                }
            }

            Assert.Equal(100, sent.Count);
            InPace(sent, $"seed {seed}");
        }
    }

    [Fact]
    public async Task R12_a_crowd_for_six_channels_arrives_once_and_at_slack_s_pace_though_one_call_in_ten_is_refused()
    {
        const int Seed = 20261122;
        await using var stage = await SlackStage.StartAsync();
        await stage.RefuseSomeAsync("chat.postMessage", probability: 0.1, retryAfter: 2, Seed);
        var channels = Enumerable.Range(1, 5).Select(number => $"load-{number}").ToList();
        foreach (var channel in channels)
        {
            await stage.AddChannelAsync(channel);
        }

        var begin = stage.Clock.GetUtcNow();
        var wanted = Messages("meetings", 600).Concat(channels.SelectMany(channel => Messages(channel, 60))).ToList();
        var due = new PriorityQueue<(string Channel, string Delivery), DateTimeOffset>(wanted.Select(message => (message, begin)));
        var sent = new List<(string Channel, DateTimeOffset At)>();
        while (due.TryDequeue(out var message, out var at))
        {
            stage.Clock.Advance(at > stage.Clock.GetUtcNow() ? at - stage.Clock.GetUtcNow() : TimeSpan.Zero);
            switch (await stage.DeliverAsync(stage.Render(message.Delivery, $"#{message.Channel}"), stage.Context(delivery: message.Delivery)))
            {
                case Outcome.Delivered:
                    sent.Add((message.Channel, stage.Clock.GetUtcNow()));
                    break;
                case Outcome.TryAgain { NotBefore: { } later }:
                    due.Enqueue(message, later);
                    break;
                case var other:
                    Assert.Fail($"{message.Delivery} ended as {other} (seed {Seed})");
                    break;
            }
        }

        foreach (var channel in channels.Prepend("meetings"))
        {
            var texts = (await stage.MessagesAsync($"#{channel}")).Select(SlackStage.Shown).ToList();
            Assert.Equal(wanted.Where(message => message.Channel == channel).Select(message => message.Delivery).Order(), texts.Order());
            InPace([.. sent.Where(one => one.Channel == channel).Select(one => one.At - begin)], $"{channel}, seed {Seed}");
        }

        // The faults strike before the workspace: that one counts for itself, and had no reason to refuse anything.
        Assert.InRange(await stage.StruckAsync(), 50, 200);
        Assert.Equal(wanted.Count, await stage.CallsAsync("chat.postMessage"));

        static IEnumerable<(string Channel, string Delivery)> Messages(string channel, int count) =>
            Enumerable.Range(0, count).Select(number => (channel, $"{channel}/{number}"));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(0, 1)]
    [InlineData(999_999, 3_600)]
    public async Task A91_a_429_is_honoured_within_bounds_and_holds_the_channel(int asked, int waits)
    {
        await using var stage = await SlackStage.StartAsync();
        await stage.FaultAsync("429", "chat.postMessage", retryAfter: asked);
        var now = stage.Clock.GetUtcNow();
        var again = Assert.IsType<Outcome.TryAgain>(await stage.DeliverAsync(stage.Render("x")));

        Assert.InRange(again.NotBefore!.Value - now, TimeSpan.FromSeconds(waits), TimeSpan.FromSeconds(waits + 5));
        Assert.Empty(await stage.MessagesAsync());

        var other = Assert.IsType<Outcome.TryAgain>(await stage.DeliverAsync(stage.Render("y"), stage.Context(delivery: "other")));
        Assert.InRange(other.NotBefore!.Value - now, TimeSpan.FromSeconds(waits - 0.2), TimeSpan.FromSeconds(waits + 5));
    }

    [Fact]
    public async Task A_long_message_waits_between_its_parts_and_arrives_whole_and_once()
    {
        await using var stage = await SlackStage.StartAsync();
        var artefact = stage.Render(string.Concat(Enumerable.Range(0, 13).Select(n => $"{n}{new string('x', 2_900)}\n")));
        var delivery = stage.DeliverAsync(artefact);

        while (!delivery.IsCompleted)
        {
            stage.Clock.Advance(TimeSpan.FromMilliseconds(250));
            await stage.MessagesAsync();
        }

        Assert.IsType<Outcome.Delivered>(await delivery);
        Assert.Equal(5, (await stage.MessagesAsync()).Count);
    }

    private static void InPace(List<TimeSpan> sent, string where)
    {
        for (var first = 0; first < sent.Count; first++)
        {
            for (var last = first; last < sent.Count; last++)
            {
                Assert.True(
                    last - first + 1 <= ChannelPacing.Burst + (sent[last] - sent[first]).TotalSeconds,
                    $"{where}: {last - first + 1} from {sent[first]} to {sent[last]}");
            }
        }
    }

    private sealed class FrozenClock : TimeProvider
    {
        public TimeSpan Elapsed { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;

        public void Move(TimeSpan by) => Elapsed += by;
    }
}
