using Convo.Functions.Core.Access;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Keeping;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Keeping;

public sealed class ExpiryTests
{
    private const string Account = "acme";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly FlowOptions Options = new();
    private readonly MemoryTables tables = new();
    private readonly StepClock clock = new();
    private readonly CountingChance chance = new();

    private Timeline Timeline => new(tables);

    private AuditTrail Audit => new(tables, new SystemChance(), clock);

    [Fact]
    public async Task Meetings_older_than_the_history_go_with_all_that_leads_to_them_and_younger_ones_stay()
    {
        var old = await HeardAsync("sess_old");
        clock.Now += Options.Keep.History - TimeSpan.FromDays(10);
        var young = await HeardAsync("sess_young");
        clock.Now += TimeSpan.FromDays(12);

        await RunAsync();
        await RunAsync();

        Assert.DoesNotContain(tables.Snapshot(), row => row.Row.Partition == old.Text || row.Row.Text("meeting") == old.Text);
        Assert.Contains(tables.Snapshot(), row => row.Row.Partition == young.Text);
        Assert.Equal([young], (await Timeline.ReadAsync(null, 10, None)).Entries.Select(entry => entry.Meeting));
        Assert.Single(tables.Snapshot(), row => row is { Table: TableNames.Timeline, Row.Partition: "days" });
    }

    [Fact]
    public async Task What_is_still_open_stays_however_old()
    {
        var key = await HeardAsync("sess_1");
        await new OpenWork(tables, chance).AddAsync(key, clock.Now, None);
        clock.Now += Options.Keep.History * 2;

        await RunAsync();

        Assert.Contains(tables.Snapshot(), row => row.Row.Partition == key.Text);
    }

    [Fact]
    public async Task Whole_months_of_the_audit_go_once_they_are_over()
    {
        await Audit.RecordAsync("anna", "recipe.published", "old", None);
        clock.Now += Options.Keep.Audit;
        await Audit.RecordAsync("anna", "recipe.published", "young", None);
        clock.Now += TimeSpan.FromDays(40);

        await RunAsync();

        Assert.Equal("young", Assert.Single(tables.Snapshot(), row => row.Table == TableNames.Audit).Row.Text("subject"));
    }

    [Fact]
    public async Task What_was_set_aside_goes_after_its_time_released_or_not()
    {
        var quarantine = new Quarantine(tables, new ContentStore(tables, clock), Options, chance);
        await quarantine.AddAsync(new Arrival(Account, new byte[] { 1 }, clock.Now), "hash", "no JSON", None);
        clock.Now += Options.Keep.Quarantine - TimeSpan.FromMinutes(1);
        await RunAsync();
        Assert.Single(await quarantine.ListAsync(None));

        clock.Now += TimeSpan.FromMinutes(2);
        await RunAsync();

        Assert.Empty(await quarantine.ListAsync(None));
    }

    [Theory]
    [InlineData(89, false)]
    [InlineData(90, true)]
    public void History_is_kept_at_least_as_long_as_copies_of_events_must_be_known(int days, bool isRight) =>
        Assert.Equal(isRight, !new KeepTimes { History = TimeSpan.FromDays(days) }.Validate(new(Options)).Any());

    [Fact]
    public async Task Titles_can_be_kept_longer_than_what_was_said()
    {
        var content = new ContentStore(tables, clock);
        await content.PutAsync("owner", ContentStore.TitleName, new byte[] { 1 }, None);
        await content.PutAsync("owner", ContentStore.RawName("hash"), new byte[] { 2 }, None);
        var times = new KeepTimes { Content = TimeSpan.FromHours(24), Titles = TimeSpan.FromHours(72) };
        await ((ITables)tables).WriteInOrderAsync([.. content.Keep("owner", times)], None);

        clock.Now += TimeSpan.FromHours(25);
        await content.RemoveExpiredAsync((_, _) => Task.FromResult(false), None);
        Assert.Null(await content.GetAsync("owner", ContentStore.RawName("hash"), None));
        Assert.NotNull(await content.GetAsync("owner", ContentStore.TitleName, None));

        clock.Now += TimeSpan.FromHours(48);
        await content.RemoveExpiredAsync((_, _) => Task.FromResult(false), None);
        Assert.Empty(tables.Snapshot());
    }

    private async Task<MeetingKey> HeardAsync(string conversation)
    {
        var key = MeetingKey.For(Account, conversation);
        await Timeline.AddAsync(key, clock.Now, EventSource.Webhook, None);
        await new MeetingStore(tables, chance).JoinAsync(new Meeting(key, conversation, clock.Now, Joined: 0, DeletedAt: null), [], None);
        return key;
    }

    private Task RunAsync()
    {
        var connections = new ConnectionStore(tables, new MemorySecrets(), chance, clock);
        var quarantine = new Quarantine(tables, new ContentStore(tables, clock), Options, chance);
        return new Expiry(tables, Timeline, new OpenWork(tables, chance), connections, quarantine, Audit, Options, clock).RunAsync(None);
    }
}
