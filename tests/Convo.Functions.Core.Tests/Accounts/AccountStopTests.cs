using Convo.Functions.Core.Access;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Convo.Functions.Core.Tests.Accounts;

public sealed class AccountStopTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly HandClock clock = new();
    private readonly MemoryTables tables = new();
    private readonly SeededChance ids = new();

    [Theory]
    [InlineData(CallUse.Gathering)]
    [InlineData(CallUse.Poll)]
    [InlineData(CallUse.Upkeep)]
    public async Task A_refused_account_is_closed_for_every_use_on_every_instance(CallUse use)
    {
        await RefuseAsync(Budget());

        foreach (var budget in new[] { Budget(), Budget() })
        {
            var none = Assert.IsType<CallAnswer.NoRoom>(await budget.ReserveAsync("acme", use, 1, None));
            Assert.Equal(StopKind.KeyRefused, none.Stop?.Kind);
            Assert.Contains("acme", none.Reason, StringComparison.Ordinal);
            Assert.Contains("Try again", none.Reason, StringComparison.Ordinal);
            Assert.True(none.Until > clock.Now && none.Until <= clock.Now.AddHours(1));
        }
    }

    [Fact]
    public async Task Calls_that_were_reserved_before_are_not_made_after_it()
    {
        var budget = Budget();
        using var before = Assert.IsType<CallAnswer.Granted>(await budget.ReserveAsync("acme", CallUse.Gathering, 5, None)).Grant;
        using (var left = Assert.IsType<CallAnswer.Granted>(await budget.ReserveAsync("acme", CallUse.Gathering, 5, None)).Grant)
        {
            await RefuseAsync(budget);
        }

        Assert.NotNull((await before.TakeAsync(None))?.Stop);
        Assert.IsType<CallAnswer.NoRoom>(await budget.ReserveAsync("acme", CallUse.Gathering, 1, None));
    }

    [Fact]
    public async Task Only_a_try_goes_out_and_only_a_good_one_ends_it()
    {
        var budget = Budget();
        await RefuseAsync(budget);
        using var work = budget.Open("acme", CallUse.Gathering);
        using var attempt = budget.Open("acme", CallUse.Account);

        Assert.NotNull(await work.TakeAsync(None));
        Assert.Null(await attempt.TakeAsync(None));
        await attempt.HeardAsync(new CallReport(clock.Now, 100, 99, null), None);
        Assert.NotNull((await budget.ReadAsync("acme", None)).Stop);

        await attempt.HeardAsync(new CallReport(clock.Now, 100, 99, null) { Verdict = new AccountVerdict(1, Refused: null) }, None);

        Assert.Null((await budget.ReadAsync("acme", None)).Stop);
        Assert.Null(await work.TakeAsync(None));
    }

    [Fact]
    public async Task A_try_that_is_refused_keeps_since_when_and_puts_the_next_off_by_a_day()
    {
        var budget = Budget();
        await RefuseAsync(budget);
        var since = clock.Now;
        clock.Now += TimeSpan.FromDays(1);
        Assert.True((await budget.ReadAsync("acme", None)).Stop!.IsTryDue(clock.Now));

        await RefuseAsync(budget, kind: StopKind.PlanTooLow);

        var stop = (await budget.ReadAsync("acme", None)).Stop!;
        Assert.Equal((StopKind.PlanTooLow, since, clock.Now.AddDays(1)), (stop.Kind, stop.Since, stop.TryAt));
        Assert.False(stop.IsTryDue(clock.Now));
    }

    [Fact]
    public async Task A_connection_that_was_saved_opens_it_and_what_is_heard_of_the_old_key_counts_no_more()
    {
        var budget = Budget();
        await RefuseAsync(budget);

        await budget.OpenAsync("acme", 2, None);
        await RefuseAsync(Budget(), generation: 1);

        Assert.Null((await budget.ReadAsync("acme", None)).Stop);
        await RefuseAsync(Budget(), generation: 2);
        Assert.NotNull((await budget.ReadAsync("acme", None)).Stop);
    }

    [Fact]
    public async Task Another_instance_learns_within_a_minute_that_it_is_open_again()
    {
        var other = Budget();
        await RefuseAsync(other);
        await Budget().OpenAsync("acme", 2, None);
        Assert.IsType<CallAnswer.NoRoom>(await other.ReserveAsync("acme", CallUse.Gathering, 1, None));

        clock.Now += TimeSpan.FromMinutes(1);
        using var budget = Assert.IsType<CallAnswer.Granted>(await Fresh(other)).Grant;

        Assert.Null(other.StopOf("acme"));

        // The clock that measures how old a row is is the machine's; another instance stands for this one a minute later.
        async Task<CallAnswer> Fresh(CallBudget one)
        {
            await one.OpenAsync("acme", 2, None);
            return await one.ReserveAsync("acme", CallUse.Gathering, 1, None);
        }
    }

    [Fact]
    public async Task It_is_told_once_however_many_were_refused_at_once_and_again_after_it_had_ended()
    {
        var budgets = Enumerable.Range(0, 4).Select(_ => Budget()).ToList();

        await Task.WhenAll(budgets.Select(budget => RefuseAsync(budget)));
        await RefuseAsync(budgets[0]);
        Assert.Equal(["acme/key-refused"], await ToldAsync());

        await budgets[0].OpenAsync("acme", 2, None);
        await RefuseAsync(budgets[0], generation: 2);
        Assert.Equal(2, (await ToldAsync()).Count);
    }

    [Fact]
    public async Task One_account_stops_and_the_others_go_on()
    {
        var budget = Budget();
        await RefuseAsync(budget);

        Assert.IsType<CallAnswer.Granted>(await budget.ReserveAsync("globex", CallUse.Gathering, 1, None));
        Assert.Equal(["acme"], (await budget.StopsAsync(None)).Keys);
    }

    [Fact]
    public void A_time_that_no_try_is_put_off_to_is_not_waited_for()
    {
        var stop = new AccountStop(StopKind.KeyRefused, 1, clock.Now, clock.Now.AddYears(1));

        Assert.True(stop.IsTryDue(clock.Now));
        Assert.Equal(clock.Now.AddHours(1), stop.LooksAgainAt(clock.Now));
    }

    private CallBudget Budget() => new(
        tables, new CountingChance(), clock, new AccountAlarm(new AuditTrail(tables, ids, clock), NullLogger<AccountAlarm>.Instance));

    private async Task RefuseAsync(CallBudget budget, int generation = 1, StopKind kind = StopKind.KeyRefused)
    {
        using var grant = budget.Open("acme", CallUse.Gathering);
        await grant.HeardAsync(new CallReport(clock.Now, null, null, null) { Verdict = new AccountVerdict(generation, kind) }, None);
    }

    private async Task<IReadOnlyList<string>> ToldAsync() =>
        [.. (await new AuditTrail(tables, ids, clock).ReadAsync(clock.Now, null, None)).Rows
            .Where(row => row.Text("action") is "account.stopped").Select(row => row.Text("subject")!)];
}
