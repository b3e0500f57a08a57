using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Privacy;

public sealed class PrivacyRuleBookTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly StepClock clock = new();
    private readonly MemoryTables tables;
    private int reads;
    private bool isDown;

    public PrivacyRuleBookTests() => tables = new MemoryTables(call =>
    {
        reads += call is { Kind: TableOperationKind.Get, Moment: TableMoment.BeforeEffect } ? 1 : 0;
        return isDown ? throw new StorageException("the store is away", mayHaveHappened: false) : ValueTask.CompletedTask;
    });

    [Fact]
    public async Task Nothing_is_on_the_lists_at_first()
    {
        var stored = await Book().ReadAsync(None);

        Assert.Equal((PrivacyRuleBook.NeverSaved, null), (stored.Tag, stored.SavedBy));
        Assert.Empty(stored.Rules.Words);
    }

    [Fact]
    public async Task What_was_saved_is_read_by_every_instance_at_the_latest_after_fifteen_seconds()
    {
        var (one, other) = (Book(), Book());
        Assert.Empty((await other.NowAsync("acme", None)).Words);
        var done = Assert.IsType<PrivacyChange.Done>(await one.SaveAsync(Draft("Falcon"), "alice", PrivacyRuleBook.NeverSaved, None));
        Assert.Equal(("alice", clock.Now), (done.Stored.SavedBy, done.Stored.SavedAt!.Value));

        Assert.Equal("Falcon", Assert.Single((await one.NowAsync("acme", None)).Words));
        clock.Now += PrivacyRuleBook.NoticedWithin;
        Assert.Equal("Falcon", Assert.Single((await other.NowAsync("acme", None)).Words));
    }

    [Fact]
    public async Task Judging_many_times_reads_once()
    {
        var book = Book();

        for (var time = 0; time < 100; time++)
        {
            await book.NowAsync("acme", None);
        }

        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_keeps_no_old_rules()
    {
        var book = Book();
        await book.NowAsync("acme", None);
        clock.Now -= TimeSpan.FromDays(1);
        await book.NowAsync("acme", None);

        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task Where_feedback_may_go_is_told_of_one_account_alone()
    {
        var book = Book();
        var draft = new PrivacyDraft([], [], [], ["acme: D0ACME", "dana: D0DANA"]) { Accounts = ["acme", "dana"] };
        Assert.IsType<PrivacyChange.Done>(await book.SaveAsync(draft, "admin", PrivacyRuleBook.NeverSaved, None));

        Assert.Equal("D0DANA", Assert.Single((await book.NowAsync("dana", None)).FeedbackTo).Destination);
        Assert.Equal("D0ACME", Assert.Single((await Book().NowAsync("acme", None)).FeedbackTo).Destination);
        Assert.Empty((await book.NowAsync("kim", None)).FeedbackTo);
    }

    [Fact]
    public async Task Rules_that_cannot_be_read_let_nothing_pass()
    {
        var book = Book();
        await book.NowAsync("acme", None);
        (isDown, clock.Now) = (true, clock.Now + PrivacyRuleBook.NoticedWithin);

        await Assert.ThrowsAsync<StorageException>(() => book.NowAsync("acme", None));
    }

    [Theory]
    [InlineData(PrivacyRuleBook.NeverSaved)]
    [InlineData("another")]
    [InlineData("")]
    public async Task What_somebody_else_saved_meanwhile_is_not_overwritten(string tag)
    {
        await Book().SaveAsync(Draft("first"), "alice", PrivacyRuleBook.NeverSaved, None);

        Assert.IsType<PrivacyChange.Stale>(await Book().SaveAsync(Draft("second"), "bob", tag, None));
        Assert.Equal("first", Assert.Single((await Book().ReadAsync(None)).Rules.Words));
    }

    [Fact]
    public async Task A_draft_with_problems_changes_nothing()
    {
        Assert.IsType<PrivacyChange.Refused>(await Book().SaveAsync(Draft("?"), "alice", PrivacyRuleBook.NeverSaved, None));
        var large = new PrivacyDraft([.. Enumerable.Repeat("東".PadRight(100, '京'), 200)], [], [], []);
        Assert.IsType<PrivacyChange.Refused>(await Book().SaveAsync(large, "alice", PrivacyRuleBook.NeverSaved, None));

        Assert.Empty(tables.Snapshot());
    }

    private static PrivacyDraft Draft(string word) => new([word], [], [], []);

    private PrivacyRuleBook Book() => new(tables, new CountingChance(), clock);
}
