using Convo.Functions.Core.Access;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Polling;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Convo.Functions.Core.Tests.Accounts;

public sealed class AccountWatchTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);
    private static readonly Connection Acme = new("acme", "convo", new Dictionary<string, string>(), 1);
    private readonly HandClock clock = new();
    private readonly MemoryTables tables = new();
    private readonly SeededChance ids = new();
    private readonly Convo convo;
    private readonly CallBudget budget;

    public AccountWatchTests() => convo = new Convo(budget = new CallBudget(tables, new CountingChance(), clock), clock);

    [Fact]
    public async Task The_profile_is_read_at_once_and_then_once_a_day()
    {
        var watch = Watch();
        var look = await watch.LookAsync(Acme, Daily, None);
        Assert.Equal(("starter", "Dana"), (look.State!.Tier, look.State.Owner));

        for (var hour = 1; hour < 48; hour++)
        {
            clock.Now += TimeSpan.FromHours(1);
            await watch.LookAsync(Acme, Daily, None);
        }

        Assert.Equal(2, convo.Asked);
    }

    [Fact]
    public async Task Two_instances_that_look_at_once_ask_once()
    {
        await Watch().LookAsync(Acme, Daily, None);
        clock.Now += Daily;
        convo.Asked = 0;

        await Task.WhenAll(Watch().LookAsync(Acme, Daily, None), Watch().LookAsync(Acme, Daily, None));

        Assert.Equal(1, convo.Asked);
    }

    [Fact]
    public async Task A_change_of_plan_is_told_and_stands_in_the_audit_trail_once()
    {
        await Watch().LookAsync(Acme, Daily, None);
        convo.Tier = "professional";
        clock.Now += Daily;

        Assert.True((await Watch().LookAsync(Acme, Daily, None)).IsTierChange);
        clock.Now += Daily;
        Assert.False((await Watch().LookAsync(Acme, Daily, None)).IsTierChange);
        Assert.Equal(["acme/starter>professional"], await AuditedAsync("account.tier-changed"));
    }

    [Fact]
    public async Task A_stopped_account_is_tried_once_a_day_and_no_more_often()
    {
        await Watch().LookAsync(Acme, Daily, None);
        convo.Refuses = StopKind.KeyRefused;
        clock.Now += Daily;
        Assert.NotNull((await Watch().LookAsync(Acme, Daily, None)).Stop);
        convo.Asked = 0;

        for (var round = 0; round < 12 * 24 * 3; round++)
        {
            clock.Now += TimeSpan.FromMinutes(5);
            await Watch().LookAsync(Acme, TimeSpan.FromHours(1), None);
        }

        Assert.Equal(3, convo.Asked);
    }

    [Fact]
    public async Task A_plan_that_comes_back_is_noticed_by_the_daily_try()
    {
        convo.Refuses = StopKind.PlanTooLow;
        await Watch().LookAsync(Acme, Daily, None);
        convo.Refuses = null;
        clock.Now += Daily;

        var look = await Watch().LookAsync(Acme, Daily, None);

        Assert.True(look.IsMended);
        Assert.Null(look.Stop);
        Assert.Equal(["acme"], await AuditedAsync("account.goes-on"));
    }

    [Fact]
    public async Task A_person_may_try_at_any_time_and_what_waits_goes_on_at_once()
    {
        convo.Refuses = StopKind.KeyRefused;
        await Watch().LookAsync(Acme, Daily, None);
        var run = await ParkedAsync();
        var polls = new PollStore(tables, new CountingChance());
        await polls.WriteAsync(
            PollCursor.First("acme", clock.Now) with { NextAt = clock.Now.AddHours(1), Trouble = new PollTrouble("refused", "mend") }, None);
        convo.Refuses = null;

        Assert.True((await Watch().TryAgainAsync(Acme, None)).IsMended);

        Assert.Equal(clock.Now, Assert.Single((await Meetings.ReadAsync(run.Meeting, None)).Runs).NotBefore);
        Assert.Equal(run.Meeting.Text, Assert.Single(hinted));
        var cursor = await polls.CursorAsync("acme", None);
        Assert.True(cursor!.IsDue(clock.Now) && cursor.IsListDue(clock.Now));
        Assert.Null(cursor.Trouble);
    }

    [Fact]
    public async Task A_connection_that_was_saved_is_asked_at_once_and_a_bad_key_stops_it_anew()
    {
        convo.Refuses = StopKind.KeyRefused;
        Assert.NotNull((await Watch().LookAsync(Acme, Daily, None)).Stop);

        var look = await Watch().SavedAsync(Acme with { Generation = 2 }, None);
        Assert.Equal(2, look.Stop?.Generation);

        convo.Refuses = null;
        Assert.True((await Watch().SavedAsync(Acme with { Generation = 3 }, None)).IsMended);
        Assert.Equal(3, convo.Asked);
    }

    [Fact]
    public async Task A_save_that_crashed_before_it_opened_the_account_is_made_good_by_the_next_round()
    {
        convo.Refuses = StopKind.KeyRefused;
        await Watch().LookAsync(Acme, Daily, None);
        convo.Refuses = null;

        var look = await Watch().LookAsync(Acme with { Generation = 2 }, Daily, None);

        Assert.Null(look.Stop);
        Assert.Equal("starter", look.State?.Tier);
    }

    [Fact]
    public async Task A_removed_connection_leaves_nothing_that_is_told_as_stopped()
    {
        convo.Refuses = StopKind.KeyRefused;
        await Watch().LookAsync(Acme, Daily, None);

        await Watch().ForgetAsync(Acme, None);

        Assert.Empty(await budget.StopsAsync(None));
        Assert.Null((await Watch().ReadAsync("acme", None)).State);
    }

    private readonly List<string> hinted = [];

    private MeetingStore Meetings => new(tables, new CountingChance());

    private async Task<Run> ParkedAsync()
    {
        var key = MeetingKey.For("acme", "sess_1");
        var run = new Run(
            key, "recipe", 1, new Occasion(OccasionKind.Summary, Occasion.First), clock.Now, clock.Now.AddHours(2), RunState.Waiting,
            NotBefore: clock.Now.AddHours(1))
        { IsParked = true };
        await Meetings.JoinAsync(new Meeting(key, "sess_1", clock.Now, Joined: 1, DeletedAt: null), [run], None);
        await new OpenWork(tables, new CountingChance()).AddAsync(key, clock.Now.AddHours(1), None);
        return run;
    }

    // As another instance would, with nothing remembered but the budget's rows.
    private AccountWatch Watch()
    {
        var hints = new Hints(new Heard(hinted), new FlowOptions(), NullLogger<Hints>.Instance);
        var waking = new Waking(new OpenWork(tables, new CountingChance()), Meetings, new PollStore(tables, new CountingChance()), hints, clock);
        return new AccountWatch(
            convo, new AccountStore(tables, new CountingChance()), budget, waking, new AuditTrail(tables, ids, clock), clock,
            NullLogger<AccountWatch>.Instance);
    }

    private async Task<IReadOnlyList<string>> AuditedAsync(string action) =>
        [.. (await new AuditTrail(tables, ids, clock).ReadAsync(clock.Now, null, None)).Rows
            .Where(row => row.Text("action") == action).Select(row => row.Text("subject")!)];

    private sealed class Heard(List<string> hinted) : IQueues
    {
        public Task SendAsync(WorkItem item, TimeSpan delay, CancellationToken cancellation)
        {
            hinted.Add(item.Id);
            return Task.CompletedTask;
        }
    }

    // Answers as the connector does, whose calls report to the budget.
    private sealed class Convo(CallBudget budget, HandClock clock) : IConvoAccount
    {
        public int Asked { get; set; }

        public string Tier { get; set; } = "starter";

        public StopKind? Refuses { get; set; }

        public async Task<AccountAnswer<AccountProfile>> ProfileAsync(Connection connection, CancellationToken cancellation)
        {
            Asked++;
            using var grant = budget.Open(connection.Name, CallUse.Account);
            Assert.Null(await grant.TakeAsync(cancellation));
            await grant.HeardAsync(
                new CallReport(clock.Now, 100, 90, null) { Verdict = new AccountVerdict(connection.Generation, Refuses) }, cancellation);
            return Refuses is not null
                ? new AccountAnswer<AccountProfile>.Not("refused", "mend it")
                : new AccountAnswer<AccountProfile>.Here(new AccountProfile(Tier, "active", "Dana", "dana@example.com", null));
        }

        public Task<AccountAnswer<IReadOnlyList<RegisteredWebhook>>> WebhooksAsync(Connection connection, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<AccountAnswer<NewWebhook>> RegisterWebhookAsync(Connection connection, Uri address, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<AccountAnswer<bool>> RemoveWebhookAsync(Connection connection, string webhookId, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<AccountAnswer<int?>> TestWebhookAsync(Connection connection, string webhookId, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
