using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Core.Tests.Planning;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Credits;

public sealed class DraftingTests : IConnections
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly StepClock clock = new();
    private readonly CountedDrafts convo = new();
    private readonly MemoryTables tables;
    private Func<TableOperation, bool> fails = _ => false;

    public DraftingTests() => tables = new MemoryTables(call =>
        fails(call) ? throw new StorageException("the instance died", mayHaveHappened: call.Moment is not TableMoment.BeforeEffect) : ValueTask.CompletedTask);

    private CreditBook Book => new(tables, new CountingChance(), clock);

    private ContentStore Content => new(tables, clock);

    [Fact]
    public async Task Planning_again_and_another_recipe_use_the_draft_that_was_paid_for()
    {
        var first = await ReadAsync();
        var again = await ReadAsync();
        var other = await ReadAsync(recipe: "other");

        Assert.All([first, again, other], answer => Assert.Equal(
            new FactValue.Text("Hello all."), new FactSet(Assert.IsType<FactAnswer.Known>(answer).Facts).Find("email.body")));
        Assert.Equal(1, convo.Asked);
        Assert.Equal((1, 0), (await UsedAsync(), await UsedAsync("other")));
    }

    [Fact]
    public async Task The_credits_of_a_month_are_never_more_than_allowed_however_many_meetings_ask_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(n =>
            Task.Run(() => ReadAsync(meeting: MeetingKey.For("convo", $"sess_{n}"), perMonth: 5))));

        Assert.Equal(5, answers.OfType<FactAnswer.Known>().Count());
        Assert.All(answers.Where(answer => answer is not FactAnswer.Known), answer => Assert.IsType<FactAnswer.Later>(answer));
        Assert.Equal((5, 5), (convo.Asked, await UsedAsync()));
    }

    [Fact]
    public async Task Many_instances_that_plan_one_meeting_at_once_buy_one_draft()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => ReadAsync())));

        Assert.Equal((1, 1), (convo.Asked, await UsedAsync()));
        Assert.All(answers, answer => Assert.True(answer is FactAnswer.Known or FactAnswer.Later, $"{answer}"));
    }

    [Fact]
    public async Task What_is_used_up_waits_for_the_next_month_and_says_until_when()
    {
        await ReadAsync(perMonth: 1);
        var second = MeetingKey.For("convo", "sess_2");

        var later = Assert.IsType<FactAnswer.Later>(await ReadAsync(meeting: second, perMonth: 1));
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), later.NotBefore);
        Assert.Contains("1 April", later.Reason, StringComparison.Ordinal);

        clock.Now = later.NotBefore;
        Assert.IsType<FactAnswer.Known>(await ReadAsync(meeting: second, perMonth: 1));
        Assert.Equal(2, convo.Asked);
    }

    [Fact]
    public async Task A_refusal_that_cost_nothing_gives_the_credit_back()
    {
        convo.Answer = () => new DraftAnswer.NotSpent(new FactAnswer.Later("used up at Convo", clock.Now.AddDays(2)));

        Assert.IsType<FactAnswer.Later>(await ReadAsync());
        Assert.Equal(0, await UsedAsync());

        convo.Answer = () => new DraftAnswer.Written(Drafting.FactsOf(null, "Late."));
        Assert.IsType<FactAnswer.Known>(await ReadAsync());
        Assert.Equal((2, 1), (convo.Asked, await UsedAsync()));
    }

    [Fact]
    public async Task An_answer_that_was_lost_counts_says_so_and_is_not_asked_for_again_until_a_person_runs_it_again()
    {
        convo.Answer = () => new DraftAnswer.MayHaveCost("No answer came.");

        var denied = Assert.IsType<FactAnswer.Denied>(await ReadAsync());
        Assert.Contains("uncertain whether that cost an AI credit", denied.Reason, StringComparison.Ordinal);
        Assert.IsType<FactAnswer.Denied>(await ReadAsync());
        Assert.Equal((1, 1), (convo.Asked, await UsedAsync()));

        convo.Answer = () => new DraftAnswer.Written(Drafting.FactsOf("s", "b"));
        Assert.IsType<FactAnswer.Known>(await ReadAsync(n: "again-1"));
        Assert.Equal((2, 2), (convo.Asked, await UsedAsync()));
    }

    [Fact]
    public async Task A_crash_at_any_write_never_buys_the_draft_twice_and_never_leaves_a_run_without_an_answer()
    {
        for (var crashAt = 0; crashAt < 8; crashAt++)
        {
            foreach (var moment in new[] { TableMoment.BeforeEffect, TableMoment.BeforeAnswer })
            {
                var meeting = MeetingKey.For("convo", $"crash-{crashAt}-{moment}");
                var (writes, before) = (crashAt, convo.Asked);
                fails = call => call.Kind is TableOperationKind.Write && call.Moment == moment && writes-- == 0;
                var crashed = await Record.ExceptionAsync(() => ReadAsync(meeting: meeting));
                fails = _ => false;

                clock.Now += CreditBook.Lease;
                var answer = await ReadAsync(meeting: meeting);

                Assert.True(convo.Asked - before <= 1, $"bought twice after a crash at write {crashAt}, {moment}");
                Assert.True(answer is FactAnswer.Known or FactAnswer.Denied, $"{answer}");
                Assert.True(crashed is StorageException or null, $"{crashed}");
            }
        }
    }

    [Fact]
    public async Task Somebody_who_is_asking_is_left_alone_for_the_length_of_a_call()
    {
        fails = call => call is { Kind: TableOperationKind.Write, Table: TableNames.Content };
        await Assert.ThrowsAsync<StorageException>(() => ReadAsync());
        fails = _ => false;

        var later = Assert.IsType<FactAnswer.Later>(await ReadAsync());
        Assert.Equal(clock.Now + CreditBook.Lease, later.NotBefore);

        clock.Now = later.NotBefore;
        Assert.IsType<FactAnswer.Denied>(await ReadAsync());
        Assert.Equal(1, convo.Asked);
    }

    [Fact]
    public async Task A_draft_that_is_no_longer_kept_is_not_bought_again_by_the_same_run()
    {
        await ReadAsync();
        await Content.RemoveAsync(Given.Key.Text, null, None);

        Assert.Contains("no longer kept", Assert.IsType<FactAnswer.Denied>(await ReadAsync()).Reason, StringComparison.Ordinal);
        Assert.Equal(1, convo.Asked);
    }

    [Fact]
    public async Task No_word_of_the_draft_stands_outside_the_table_of_content()
    {
        await ReadAsync();

        Assert.DoesNotContain(tables.Snapshot(), row => row.Table != TableNames.Content
            && row.Row.Values.Values.Any(value => value.AsText?.Contains("Hello", StringComparison.Ordinal) is true));
        Assert.Contains(tables.Snapshot(), row => row.Table == TableNames.Content);
    }

    Task<Connection?> IConnections.FindAsync(string name, CancellationToken cancellation) =>
        Task.FromResult<Connection?>(new Connection(name, "convo", new Dictionary<string, string>(), 1));

    // As another instance would, with nothing remembered.
    private Task<FactAnswer> ReadAsync(string recipe = "recipe", MeetingKey? meeting = null, int perMonth = 20, string n = Occasion.First)
    {
        var key = meeting ?? Given.Key;
        var snapshot = new MeetingSnapshot(key, Given.Meeting(1) with { Key = key }, [], [], []);
        var run = Given.Run(RunState.Waiting, n: n) with { Meeting = key, Recipe = recipe };
        Recipe allowed = Given.Recipe([], id: recipe) with { CreditsPerMonth = perMonth };
        return new Drafting(convo, this, Content, Book, clock).ReadAsync(snapshot, run, allowed, None);
    }

    private Task<long> UsedAsync(string recipe = "recipe") => Book.UsedAsync("convo", recipe, clock.Now, None);
}
