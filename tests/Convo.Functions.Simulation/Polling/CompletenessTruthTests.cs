using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Polling;
using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Stores;
using Xunit.Abstractions;

namespace Convo.Functions.Simulation.Polling;

/// <summary>
/// The line "so many meetings: so many by webhook, …" against Convo's own list, while meetings are deleted there, with and without a word to us, and rows of
/// ours are lost and doubled.
/// </summary>
public sealed class CompletenessTruthTests(ITestOutputHelper output)
{
    private const int Meetings = 60;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task However_rows_are_lost_and_doubled_the_line_tells_as_many_meetings_as_convo_lists(int seed)
    {
        var world = new PollWorld(new PollSettings(Limit: 500, HasWebhooks: true) { Seed = (ulong)seed });
        var begin = world.Clock.Now;
        await world.LiveUntilAsync(begin.AddMinutes(1));
        var held = Enumerable.Range(0, Meetings).Select(n => Held(world, begin, n)).ToList();
        held.ForEach(world.Hold);
        await world.LiveUntilAsync(begin.AddHours(5));

        var (told, silent) = await DeleteSomeAsync(world, held);
        var sabotaged = await SabotageAsync(world);
        await world.LiveUntilAsync(begin.AddHours(18));

        var line = await LineAsync(world);
        output.WriteLine($"seed {seed}: {line.Sentence} (rows of ours lost or doubled: {sabotaged})");
        Assert.Equal(world.Convo.Meetings.Count, line.Meetings);
        Assert.Equal(0, line.Missing);
        Assert.Equal((told, silent), (line.Deleted, line.Unlisted));
        Assert.True(line.ByPolling > 0 && line.ByWebhook > line.ByPolling, "nothing was recovered, so nothing is proven");
        Assert.True(sabotaged > 10);
    }

    [Fact]
    public async Task A_meeting_that_we_have_lost_counts_as_missing_until_the_poll_has_it_again()
    {
        var world = new PollWorld(new PollSettings(Limit: 500, HasWebhooks: false) { RefusesOneIn = 0, StoreFailsOneIn = 0, PagesMove = false });
        var begin = world.Clock.Now;
        await world.LiveUntilAsync(begin.AddMinutes(1));
        world.Hold(Held(world, begin, 0));
        await world.LiveUntilAsync(begin.AddHours(3));
        foreach (var row in Rows(world, TableNames.Meetings).Concat(Rows(world, TableNames.Timeline)).ToList())
        {
            await world.Tables.WriteAsync(row.Table, [new RowChange.Delete(row.Row.Partition, row.Row.Key)], None);
        }

        Assert.Equal(new Completeness(0, 0, 1), await LineAsync(world));
        await world.LiveUntilAsync(begin.AddHours(10));

        Assert.Equal(new Completeness(0, 1, 0), await LineAsync(world));
    }

    [Fact]
    public async Task A_meeting_that_the_list_shows_again_is_counted_again()
    {
        var world = new PollWorld(new PollSettings(Limit: 500, HasWebhooks: false) { RefusesOneIn = 0, StoreFailsOneIn = 0, PagesMove = false });
        var begin = world.Clock.Now;
        await world.LiveUntilAsync(begin.AddMinutes(1));
        var meeting = Held(world, begin, 0);
        world.Hold(meeting);
        await world.LiveUntilAsync(begin.AddHours(3));
        world.Convo.Remove(meeting);
        await world.LiveUntilAsync(begin.AddHours(14));
        Assert.Equal(Completeness.None with { Unlisted = 1 }, await LineAsync(world));

        world.Convo.Add(meeting);
        await world.LiveUntilAsync(begin.AddHours(15));

        Assert.Equal(new Completeness(0, 1, 0), await LineAsync(world));
    }

    // All within the day that every reading of the list goes back.
    private static ModelMeeting Held(PollWorld world, DateTimeOffset begin, int n)
    {
        var start = begin.AddMinutes(90 + (n * 2));
        var end = start.AddMinutes(20 + world.Dice.Pick(20));
        return new ModelMeeting($"sess_{n}", start, end, end.AddMinutes(2));
    }

    private static async Task<(int Told, int Silent)> DeleteSomeAsync(PollWorld world, IReadOnlyList<ModelMeeting> held)
    {
        var told = 0;
        var silent = 0;
        foreach (var meeting in held.Where(_ => world.Dice.OneIn(6)))
        {
            world.Convo.Remove(meeting);
            if (world.Dice.OneIn(2))
            {
                world.Deliver(meeting, "conversation.deleted", world.Clock.Now, TimeSpan.FromSeconds(1));
                told++;
            }
            else
            {
                silent++;
            }
        }

        await world.LiveUntilAsync(world.Clock.Now.AddMinutes(10));
        return (told, silent);
    }

    // Rows of meetings that Convo still has: what is lost of a deleted one can't be told from what never was.
    private static async Task<int> SabotageAsync(PollWorld world)
    {
        var listed = world.Convo.Meetings.Select(meeting => MeetingKey.For(PollWorld.Account, meeting.Id).Text).ToHashSet();
        var hurt = 0;

        foreach (var entry in Rows(world, TableNames.Timeline).Where(row => listed.Contains(row.Row.Text("meeting") ?? "")).ToList())
        {
            switch (world.Dice.Pick(6))
            {
                case 0:
                    await RemoveAsync(world, TableNames.Timeline, [entry.Row]);
                    hurt++;
                    break;
                case 1:
                    var again = entry.Row.Key.Replace('1', '2');
                    await world.Tables.WriteAsync(TableNames.Timeline, [new RowChange.Upsert(entry.Row with { Key = again })], None);
                    hurt++;
                    break;
                case 2:
                    var key = entry.Row.Text("meeting")!;
                    await RemoveAsync(world, TableNames.Meetings, Rows(world, TableNames.Meetings).Select(row => row.Row).Where(row => row.Partition == key));
                    hurt++;
                    break;
            }
        }

        return hurt;
    }

    private static async Task RemoveAsync(PollWorld world, string table, IEnumerable<Row> rows)
    {
        foreach (var row in rows.ToList())
        {
            await world.Tables.WriteAsync(table, [new RowChange.Delete(row.Partition, row.Key)], None);
        }
    }

    private static IEnumerable<(string Table, Row Row)> Rows(PollWorld world, string table) => world.Tables.Snapshot().Where(row => row.Table == table);

    private static async Task<Completeness> LineAsync(PollWorld world)
    {
        var connections = new ConnectionStore(world.Tables, new MemorySecrets(), world.Dice, world.Clock);
        var secrets = new Dictionary<string, string> { ["apiKey"] = "convo_0123456789" };
        await connections.SaveAsync(new ConnectionDraft(PollWorld.Account, "convo", new Dictionary<string, string>(), secrets), None);
        var meetings = new MeetingStore(world.Tables, world.Dice);
        var store = new PollStore(world.Tables, world.Dice);
        var reads = new CompletenessReads(new Timeline(world.Tables), meetings, store, connections, world.Clock);
        return Assert.Single(await reads.ReadAsync(days: 2, None)).Count;
    }
}
