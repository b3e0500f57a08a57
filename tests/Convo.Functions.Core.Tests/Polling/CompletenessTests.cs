using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Polling;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Polling;

public sealed class CompletenessTests
{
    private const string Account = "acme";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly MemoryTables tables = new();
    private readonly StepClock clock = new();
    private readonly PollStore store;
    private readonly MeetingStore meetings;
    private readonly Timeline timeline;

    public CompletenessTests() =>
        (store, meetings, timeline) = (new PollStore(tables, new CountingChance()), new MeetingStore(tables, new CountingChance()), new Timeline(tables));

    [Theory]
    [InlineData(40, 1, 0, "41 meetings: 40 by webhook, 1 recovered by polling, 0 missing")]
    [InlineData(0, 0, 1, "1 meeting: 0 by webhook, 0 recovered by polling, 1 missing")]
    [InlineData(0, 0, 0, "0 meetings: 0 by webhook, 0 recovered by polling, 0 missing")]
    public void The_line_says_how_meetings_came(int byWebhook, int byPolling, int missing, string line) =>
        Assert.Equal(line, new Completeness(byWebhook, byPolling, missing).Sentence);

    [Fact]
    public async Task Meetings_count_by_how_they_were_first_heard_of_in_the_days_that_are_asked_for()
    {
        await HeardAsync("sess_1", EventSource.Webhook, ago: TimeSpan.FromDays(1));
        await HeardAsync("sess_2", EventSource.Webhook, ago: TimeSpan.FromDays(29));
        await HeardAsync("sess_3", EventSource.Poll, ago: TimeSpan.Zero);
        await HeardAsync("sess_4", EventSource.Poll, ago: TimeSpan.FromDays(31));

        Assert.Equal(new Completeness(2, 1, 0), (await ReadAsync(days: 30)).Count);
        Assert.Equal(new Completeness(1, 1, 0), (await ReadAsync(days: 2)).Count);
    }

    [Fact]
    public async Task A_meeting_that_convo_lists_and_we_do_not_have_is_missing_once_a_webhook_should_have_come()
    {
        var listed = WatchedMeeting.New(Account, new ListedMeeting("sess_1", clock.Now.AddHours(-1), clock.Now, HasTranscript: true), clock.Now);
        await store.WriteAsync(listed, None);
        Assert.Equal(0, (await ReadAsync()).Count.Missing);

        clock.Now += ProbeSchedule.Looks[0];

        Assert.Equal(1, (await ReadAsync()).Count.Missing);
    }

    [Fact]
    public async Task A_meeting_that_we_have_is_not_missing_although_the_poll_has_not_looked_at_it()
    {
        await store.WriteAsync(WatchedMeeting.New(Account, new ListedMeeting("sess_1", null, clock.Now.AddHours(-1), HasTranscript: true), clock.Now), None);
        await HeardAsync("sess_1", EventSource.Webhook, ago: TimeSpan.FromHours(1));

        Assert.Equal(new Completeness(1, 0, 0), (await ReadAsync()).Count);
    }

    [Fact]
    public async Task Where_two_instances_joined_a_meeting_at_once_it_counts_once_as_its_own_row_says()
    {
        var key = MeetingKey.For(Account, "sess_1");
        await HeardAsync("sess_1", EventSource.Webhook, ago: TimeSpan.FromMinutes(1));
        await HeardAsync("sess_1", EventSource.Poll, ago: TimeSpan.FromMinutes(2));
        var meeting = new Meeting(key, "sess_1", clock.Now, Joined: 1, DeletedAt: null) { HeardBy = EventSource.Poll };
        await meetings.JoinAsync(meeting, [], None);

        Assert.Equal(new Completeness(0, 1, 0), (await ReadAsync()).Count);
    }

    [Fact]
    public async Task It_says_since_when_and_whether_the_poll_gets_through()
    {
        var trouble = new PollTrouble("The key is not valid.", "Make a new one.");
        var cursor = PollCursor.First(Account, clock.Now) with { CompleteAt = clock.Now, Trouble = trouble };
        await store.WriteAsync(cursor, None);
        await HeardAsync("sess_1", EventSource.Webhook, ago: TimeSpan.Zero);

        var account = await ReadAsync();

        Assert.Equal((cursor.WatchedFrom, cursor.CompleteAt, cursor.Trouble), (account.WatchedFrom!.Value, account.ComparedAt, account.Trouble));

        // Nobody goes on polling what is not connected any more.
        Assert.Null(account.NextAt);
    }

    private Task HeardAsync(string conversation, EventSource by, TimeSpan ago) =>
        timeline.AddAsync(MeetingKey.For(Account, conversation), clock.Now - ago, by, None);

    private async Task<AccountCompleteness> ReadAsync(int days = 30)
    {
        var connections = new ConnectionStore(tables, new MemorySecrets(), new CountingChance(), clock);
        return (await new CompletenessReads(timeline, meetings, store, connections, clock).ReadAsync(days, None)).SingleOrDefault()
            ?? await ConnectedAsync(connections, days);
    }

    // Of an account without meetings only its connection tells.
    private async Task<AccountCompleteness> ConnectedAsync(ConnectionStore connections, int days)
    {
        var secrets = new Dictionary<string, string> { ["apiKey"] = "convo_0123456789" };
        await connections.SaveAsync(new ConnectionDraft(Account, "convo", new Dictionary<string, string>(), secrets), None);
        return Assert.Single(await new CompletenessReads(timeline, meetings, store, connections, clock).ReadAsync(days, None));
    }
}
