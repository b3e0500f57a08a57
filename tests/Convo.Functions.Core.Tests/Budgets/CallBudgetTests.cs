using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Xunit;
using Xunit.Abstractions;

namespace Convo.Functions.Core.Tests.Budgets;

public sealed class CallBudgetTests(ITestOutputHelper output)
{
    private const string Account = "acme";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly BudgetClock clock = new();
    private int operations;

    [Theory]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(2000)]
    public async Task Four_instances_never_go_over_the_limit_and_can_use_nine_tenths_of_it(int limit)
    {
        const int Hours = 10;
        const int Seed = 20261122;
        var tables = new MemoryTables(async _ => await Task.Yield());
        var budgets = Enumerable.Range(0, 4).Select(_ => Budget(tables)).ToList();
        var convo = new RollingHour(limit, clock);
        var end = clock.Now.AddHours(Hours);
        var random = 0;

        while (clock.Now < end)
        {
            await Task.WhenAll(budgets.SelectMany(budget => Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
                GatherAsync(budget, convo, limit, new SeededDice(Seed + Interlocked.Increment(ref random)))))));
            clock.Now += TimeSpan.FromSeconds(29);
        }

        var usable = (double)convo.Calls / (limit * Hours);
        output.WriteLine($"limit {limit}: at most {convo.Most} in any hour, {usable:P1} of {Hours} hours used (seed {Seed})");
        Assert.InRange(convo.Most, 1, limit);
        Assert.InRange(usable, 0.9, 1.1);
    }

    [Fact]
    public async Task An_instance_alone_needs_one_write_for_a_gathering()
    {
        var budget = Budget(Counted());
        (await GrantAsync(budget, 2)).Dispose();
        clock.Now += TimeSpan.FromMinutes(1);
        operations = 0;

        using var grant = await GrantAsync(budget, 3);

        Assert.Equal(1, operations);
    }

    [Fact]
    public async Task What_one_gathering_left_serves_the_next_without_a_write()
    {
        var budget = Budget(Counted());
        using (var first = await GrantAsync(budget, 3))
        {
            Assert.Null(await first.TakeAsync(None));
        }

        operations = 0;
        using var second = await GrantAsync(budget, 2);
        Assert.Null(await second.TakeAsync(None));
        Assert.Null(await second.TakeAsync(None));

        Assert.Equal(0, operations);
    }

    [Fact]
    public async Task A_reserved_call_that_was_not_made_in_half_a_minute_is_reserved_anew()
    {
        var tables = new MemoryTables();
        using var grant = await GrantAsync(Budget(tables), 1);
        clock.Now += TimeSpan.FromSeconds(31);

        Assert.Null(await grant.TakeAsync(None));

        Assert.Equal(2, (await Budget(tables).ReadAsync(Account, None)).Used(clock.Now));
    }

    [Fact]
    public async Task Without_room_it_is_told_until_when()
    {
        var budget = Budget(new MemoryTables());
        using var all = await GrantAsync(budget, CallWindow.SmallestLimit);

        var none = Assert.IsType<CallAnswer.NoRoom>(await budget.ReserveAsync(Account, CallUse.Gathering, 1, None));

        Assert.Equal(clock.Now.AddMinutes(62), none.Until);
        Assert.Contains("100 of the hour's 100 calls", none.Reason, StringComparison.Ordinal);
        Assert.Contains("13:02 UTC", none.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_one_instance_hears_stops_the_others()
    {
        var tables = new MemoryTables();
        using var grant = await GrantAsync(Budget(tables), 1);
        await grant.HeardAsync(new CallReport(clock.Now, 100, 0, clock.Now.AddMinutes(20)), None);

        var none = Assert.IsType<CallAnswer.NoRoom>(await Budget(tables).ReserveAsync(Account, CallUse.Gathering, 1, None));

        Assert.Equal(clock.Now.AddMinutes(20), none.Until);
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_not_made_twice()
    {
        var tables = new FaultyOnce(new MemoryTables());
        var budget = Budget(tables);
        (await GrantAsync(budget, 1)).Dispose();
        clock.Now += TimeSpan.FromMinutes(1);
        tables.LosesNextAnswer = true;

        using var grant = await GrantAsync(budget, 2);

        Assert.Equal(3, (await Budget(tables).ReadAsync(Account, None)).Used(clock.Now));
    }

    [Fact]
    public async Task Storage_that_is_down_is_told_to_all_who_wait_and_the_next_ask_anew()
    {
        var isDown = true;
        var budget = Budget(new MemoryTables(async _ =>
        {
            await Task.Yield();
            if (isDown)
            {
                throw new StorageException("down", mayHaveHappened: false);
            }
        }));
        var asked = Enumerable.Range(0, 5).Select(_ => budget.ReserveAsync(Account, CallUse.Gathering, 1, None)).ToList();
        foreach (var ask in asked)
        {
            await Assert.ThrowsAsync<StorageException>(() => ask);
        }

        isDown = false;
        Assert.IsType<CallAnswer.Granted>(await budget.ReserveAsync(Account, CallUse.Gathering, 1, None));
    }

    private CallBudget Budget(ITables tables) => new(tables, new CountingChance(), clock);

    private MemoryTables Counted() => new(operation =>
    {
        operations += operation.Moment is TableMoment.BeforeEffect ? 1 : 0;
        return ValueTask.CompletedTask;
    });

    private static async Task<CallGrant> GrantAsync(CallBudget budget, int calls) =>
        Assert.IsType<CallAnswer.Granted>(await budget.ReserveAsync(Account, CallUse.Gathering, calls, None)).Grant;

    // Reserves for a gathering, which may need fewer calls than that, or more.
    private async Task GatherAsync(CallBudget budget, RollingHour convo, int limit, SeededDice dice)
    {
        for (var gathering = 0; gathering < limit / 20; gathering++)
        {
            if (await budget.ReserveAsync(Account, CallUse.Gathering, 1 + dice.Pick(5), None) is not CallAnswer.Granted({ } grant))
            {
                return;
            }

            using (grant)
            {
                for (var calls = 1 + dice.Pick(5); calls > 0 && await grant.TakeAsync(None) is null; calls--)
                {
                    await grant.HeardAsync(new CallReport(clock.Now, limit, convo.Arrive(), ClosedUntil: null), None);
                }
            }
        }
    }

    /// <summary>Small numbers from a seed.</summary>
    private sealed class SeededDice(int seed)
    {
        private uint state = (uint)seed * 2654435761u;

        public int Pick(int below)
        {
            state = (state * 1664525u) + 1013904223u;
            return (int)((state >> 16) % (uint)below);
        }
    }

    /// <summary>A store that makes a write and then says that somebody else was first: what a repeated request is told whose first answer was lost.</summary>
    private sealed class FaultyOnce(MemoryTables inner) : ITables
    {
        public bool LosesNextAnswer { get; set; }

        public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation) =>
            inner.GetAsync(table, partition, key, cancellation);

        public Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation) =>
            inner.QueryAsync(table, range, continuation, cancellation);

        public async Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
        {
            var result = await inner.WriteAsync(table, changes, cancellation);
            if (!LosesNextAnswer)
            {
                return result;
            }

            LosesNextAnswer = false;
            return new WriteResult.Conflict(0, WriteConflict.Changed);
        }
    }
}
