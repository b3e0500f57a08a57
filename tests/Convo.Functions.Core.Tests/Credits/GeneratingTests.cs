using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Core.Tests.Planning;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Credits;

public sealed class GeneratingTests : IConnections
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly StepClock clock = new();
    private readonly CountedConvo convo = new();
    private readonly MemoryTables tables;
    private Func<TableOperation, bool> fails = _ => false;

    public GeneratingTests() => tables = new MemoryTables(call =>
        fails(call) ? throw new StorageException("the instance died", mayHaveHappened: call.Moment is not TableMoment.BeforeEffect) : ValueTask.CompletedTask);

    private AccountStore Accounts => new(tables, new CountingChance());

    private CreditBook Book => new(tables, new AiQuotas(Accounts, clock), new CountingChance(), clock);

    private ContentStore Content => new(tables, clock);

    [Fact]
    public async Task Planning_again_and_another_recipe_use_the_draft_that_was_paid_for()
    {
        var first = await ReadAsync();
        var again = await ReadAsync();
        var other = await ReadAsync(recipe: "other");

        Assert.All([first, again, other], answer => Assert.Equal("Hello all.", Assert.IsType<CreditAnswer.Given>(answer).Text.Body));
        Assert.Equal(1, convo.Asked);
        Assert.Equal((1, 0), (await UsedAsync(), await UsedAsync("other")));
    }

    [Fact]
    public async Task The_credits_of_a_month_are_never_more_than_allowed_however_many_meetings_ask_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(n =>
            Task.Run(() => ReadAsync(meeting: MeetingKey.For("convo", $"sess_{n}"), perMonth: 5))));

        Assert.Equal(5, answers.OfType<CreditAnswer.Given>().Count());
        Assert.All(answers.Where(answer => answer is not CreditAnswer.Given), answer => Assert.IsType<CreditAnswer.Later>(answer));
        Assert.Equal((5, 5), (convo.Asked, await UsedAsync()));
    }

    [Fact]
    public async Task Many_instances_that_plan_one_meeting_at_once_buy_one_draft()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => ReadAsync())));

        Assert.Equal((1, 1), (convo.Asked, await UsedAsync()));
        Assert.All(answers, answer => Assert.True(answer is CreditAnswer.Given or CreditAnswer.Later, $"{answer}"));
    }

    [Fact]
    public async Task What_is_used_up_waits_for_the_next_month_and_says_until_when()
    {
        await ReadAsync(perMonth: 1);
        var second = MeetingKey.For("convo", "sess_2");

        var later = Assert.IsType<CreditAnswer.Later>(await ReadAsync(meeting: second, perMonth: 1));
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), later.Until);
        Assert.Contains("1 April", later.Reason, StringComparison.Ordinal);

        clock.Now = later.Until;
        Assert.IsType<CreditAnswer.Given>(await ReadAsync(meeting: second, perMonth: 1));
        Assert.Equal(2, convo.Asked);
    }

    [Fact]
    public async Task A_refusal_that_cost_nothing_gives_the_credit_back()
    {
        convo.Answer = _ => new Generated.Later("refused", clock.Now.AddDays(2));

        Assert.IsType<CreditAnswer.Later>(await ReadAsync());
        Assert.Equal(0, await UsedAsync());

        convo.Answer = _ => new Generated.Written(new GeneratedText(null, "Late."));
        Assert.IsType<CreditAnswer.Given>(await ReadAsync());
        Assert.Equal((2, 1), (convo.Asked, await UsedAsync()));
    }

    [Fact]
    public async Task An_answer_that_was_lost_counts_says_so_and_is_not_asked_for_again_until_a_person_runs_it_again()
    {
        convo.Answer = _ => new Generated.MayHaveCost("No answer came.");

        var denied = Assert.IsType<CreditAnswer.Uncertain>(await ReadAsync());
        Assert.Contains("uncertain whether that cost an AI credit", denied.Reason, StringComparison.Ordinal);
        Assert.IsType<CreditAnswer.Uncertain>(await ReadAsync());
        Assert.Equal((1, 1), (convo.Asked, await UsedAsync()));

        convo.Answer = _ => new Generated.Written(new GeneratedText("s", "b"));
        Assert.IsType<CreditAnswer.Given>(await ReadAsync(n: "again-1"));
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
                Assert.True(answer is CreditAnswer.Given or CreditAnswer.Uncertain or CreditAnswer.Denied, $"{answer}");
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

        var later = Assert.IsType<CreditAnswer.Later>(await ReadAsync());
        Assert.Equal(clock.Now + CreditBook.Lease, later.Until);

        clock.Now = later.Until;
        Assert.IsType<CreditAnswer.Uncertain>(await ReadAsync());
        Assert.Equal(1, convo.Asked);
    }

    [Fact]
    public async Task A_draft_that_is_no_longer_kept_is_not_bought_again_by_the_same_run()
    {
        await ReadAsync();
        await Content.RemoveAsync(Given.Key.Text, null, None);

        Assert.Contains("no longer kept", Assert.IsType<CreditAnswer.Denied>(await ReadAsync()).Reason, StringComparison.Ordinal);
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

    [Fact]
    public async Task Two_recipes_that_ask_the_same_words_pay_once_and_other_words_are_another_answer()
    {
        var risks = new Generation.Question("Which risks were named?");

        var first = Assert.IsType<CreditAnswer.Given>(await ReadAsync(what: risks));
        var second = Assert.IsType<CreditAnswer.Given>(await ReadAsync(recipe: "other", what: risks));
        var third = Assert.IsType<CreditAnswer.Given>(await ReadAsync(recipe: "other", what: new Generation.Question("Who was late?")));

        Assert.Equal(("About Which risks were named?", first.Text), (first.Text.Body, second.Text));
        Assert.Equal("About Who was late?", third.Text.Body);
        Assert.Equal((2, 1, 1), (convo.Asked, await UsedAsync(), await UsedAsync("other")));
    }

    [Fact]
    public async Task What_convo_had_stored_gives_the_credit_back_and_keeps_nothing_here()
    {
        convo.Answer = _ => new Generated.Written(GeneratedText.AtConvo) { WasStored = true };

        Assert.IsType<CreditAnswer.Given>(await ReadAsync(what: new Generation.KeyPoints()));

        Assert.Equal(0, await UsedAsync());
        Assert.DoesNotContain(tables.Snapshot(), row => row.Table == TableNames.Content);
    }

    [Fact]
    public async Task What_convo_keeps_itself_is_paid_for_once_although_nothing_of_it_is_kept_here()
    {
        await ReadAsync(what: new Generation.KeyPoints());

        Assert.IsType<CreditAnswer.Given>(await ReadAsync(recipe: "other", what: new Generation.KeyPoints()));
        Assert.Equal((1, 1), (convo.Asked, await UsedAsync()));
    }

    [Fact]
    public async Task The_first_of_several_is_not_asked_where_the_last_would_lack_its_credit()
    {
        var later = Assert.IsType<CreditAnswer.Later>(await ReadAsync(perMonth: 2, together: 3));

        Assert.Contains("3 AI credits are needed at once", later.Reason, StringComparison.Ordinal);
        Assert.Equal(0, convo.Asked);
        Assert.IsType<CreditAnswer.Given>(await ReadAsync(perMonth: 2, together: 2));
    }

    [Fact]
    public async Task All_recipes_of_an_account_together_never_plan_more_than_it_has_left()
    {
        await LearnAsync(remaining: 3);

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(n =>
            Task.Run(() => ReadAsync(recipe: $"recipe-{n % 4}", meeting: MeetingKey.For("convo", $"sess_{n}")))));

        Assert.Equal((3, 3), (convo.Asked, answers.OfType<CreditAnswer.Given>().Count()));
        var none = answers.OfType<CreditAnswer.Later>().First(later => later.Until == NextMonth);
        Assert.Contains("none is left", none.Reason, StringComparison.Ordinal);
        Assert.IsType<CreditAnswer.Given>(await ReadAsync(meeting: MeetingKey.For("else", "sess_1")));
    }

    [Fact]
    public async Task What_is_given_back_is_there_for_another_recipe()
    {
        await LearnAsync(remaining: 1);
        convo.Answer = _ => new Generated.Written(GeneratedText.AtConvo) { WasStored = true };
        await ReadAsync(what: new Generation.KeyPoints());

        Assert.IsType<CreditAnswer.Given>(await ReadAsync(recipe: "other", meeting: MeetingKey.For("convo", "sess_2"), what: new Generation.KeyPoints()));
    }

    [Fact]
    public async Task A_newer_count_of_convos_begins_anew_but_for_what_was_taken_right_before_it()
    {
        await LearnAsync(remaining: 2);
        await ReadAsync(meeting: MeetingKey.For("convo", "sess_1"));
        clock.Now += TimeSpan.FromHours(1);
        await ReadAsync(meeting: MeetingKey.For("convo", "sess_2"));
        clock.Now += TimeSpan.FromSeconds(30);
        await LearnAsync(remaining: 1);

        // The second may not be in the new count yet.
        Assert.IsType<CreditAnswer.Later>(await ReadAsync(meeting: MeetingKey.For("convo", "sess_3")));
        clock.Now += CreditBook.Lease;
        await LearnAsync(remaining: 1);
        Assert.IsType<CreditAnswer.Given>(await ReadAsync(meeting: MeetingKey.For("convo", "sess_3")));
    }

    [Fact]
    public async Task Once_convo_has_refused_one_no_recipe_asks_before_it_counts_anew()
    {
        await LearnAsync(remaining: 50);
        convo.Answer = _ => new Generated.Later("used up", NextMonth) { IsQuota = true };
        Assert.Equal(NextMonth, Assert.IsType<CreditAnswer.Later>(await ReadAsync()).Until);

        Assert.Equal(NextMonth, Assert.IsType<CreditAnswer.Later>(await ReadAsync(recipe: "other", meeting: MeetingKey.For("convo", "sess_2"))).Until);

        Assert.Equal((1, 0, 0), (convo.Asked, await UsedAsync(), await UsedAsync("other")));
    }

    private static readonly DateTimeOffset NextMonth = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    private async Task LearnAsync(int remaining)
    {
        var before = await Accounts.FindAsync("convo", None) ?? new AccountState("convo", Generation: 0);
        await Accounts.WriteAsync(before with { Ai = new AiQuota(100 - remaining, 100, remaining, NextMonth, clock.Now) }, None);
    }

    Task<Connection?> IConnections.FindAsync(string name, CancellationToken cancellation) =>
        Task.FromResult<Connection?>(new Connection(name, "convo", new Dictionary<string, string>(), 1));

    private static CreditWish Wish(
        string recipe = "recipe", MeetingKey? meeting = null, int perMonth = 20, string n = Occasion.First, Generation? what = null, int together = 1) =>
        new(meeting ?? Given.Key, "sess_1", n, recipe, perMonth, what ?? new Generation.Email()) { Together = together };

    // As another instance would, with nothing remembered.
    private Task<CreditAnswer> ReadAsync(
        string recipe = "recipe", MeetingKey? meeting = null, int perMonth = 20, string n = Occasion.First, Generation? what = null, int together = 1) =>
        convo.Generating(tables, this, Content, clock).ReadAsync(Wish(recipe, meeting, perMonth, n, what, together), None);

    private Task<long> UsedAsync(string recipe = "recipe") => Book.UsedAsync("convo", recipe, clock.Now, None);
}
