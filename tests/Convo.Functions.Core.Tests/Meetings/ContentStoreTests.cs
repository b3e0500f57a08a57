using Convo.Functions.Core.Content;
using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Meetings;

public sealed class ContentStoreTests
{
    private const string Owner = "convo-0123456789abcdef";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly MemoryTables tables = new();
    private readonly StepClock clock = new();
    private readonly ContentStore content;

    public ContentStoreTests() => content = new ContentStore(tables, clock);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(14 * 64 * 1024)]
    [InlineData((14 * 64 * 1024) + 1)]
    [InlineData(3 * 1024 * 1024)]
    public async Task Content_of_any_length_comes_back_byte_for_byte(int length)
    {
        var bytes = new byte[length];

        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)((i * 31) + (i >> 16));
        }

        await content.PutAsync(Owner, "x", bytes, None);

        Assert.True((await content.GetAsync(Owner, "x", None))!.Value.Span.SequenceEqual(bytes));
        Assert.Equal(Math.Max(1, (int)Math.Ceiling(length / (14.0 * 64 * 1024))), tables.Snapshot().Count);
    }

    [Fact]
    public async Task Content_that_lost_a_part_is_not_there()
    {
        await content.PutAsync(Owner, "x", new byte[2 * 1024 * 1024], None);
        var last = tables.Snapshot()[^1].Row;
        await tables.WriteAsync(TableNames.Content, [new RowChange.Delete(last.Partition, last.Key)], None);

        Assert.Null(await content.GetAsync(Owner, "x", None));
    }

    [Fact]
    public async Task What_was_kept_long_enough_goes_and_what_came_later_stays()
    {
        await content.PutAsync(Owner, "old", new byte[10], None);
        await KeepAsync(TimeSpan.FromHours(72));
        clock.Now += TimeSpan.FromHours(1);
        await content.PutAsync(Owner, "later", new byte[10], None);

        clock.Now += TimeSpan.FromHours(70);
        await content.RemoveExpiredAsync((_, _) => Task.FromResult(false), None);
        Assert.NotNull(await content.GetAsync(Owner, "old", None));

        clock.Now += TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1);
        await content.RemoveExpiredAsync((_, _) => Task.FromResult(false), None);
        Assert.Null(await content.GetAsync(Owner, "old", None));
        Assert.NotNull(await content.GetAsync(Owner, "later", None));
    }

    [Fact]
    public async Task What_somebody_late_stored_just_after_goes_too()
    {
        await KeepAsync(TimeSpan.FromHours(72));
        clock.Now += TimeSpan.FromMinutes(2);
        await content.PutAsync(Owner, "late", new byte[10], None);

        clock.Now += TimeSpan.FromHours(72);
        await content.RemoveExpiredAsync((_, _) => Task.FromResult(false), None);

        Assert.Null(await content.GetAsync(Owner, "late", None));
    }

    [Fact]
    public async Task With_no_keep_time_the_next_sweep_but_one_minute_removes_it()
    {
        await content.PutAsync(Owner, "x", new byte[10], None);
        await KeepAsync(TimeSpan.Zero);
        clock.Now += TimeSpan.FromMinutes(1);

        await content.RemoveExpiredAsync((_, _) => Task.FromResult(false), None);

        Assert.Empty(tables.Snapshot());
    }

    [Fact]
    public async Task What_has_open_work_again_is_left_to_the_end_of_that_work()
    {
        await content.PutAsync(Owner, "x", new byte[10], None);
        await KeepAsync(TimeSpan.Zero);
        clock.Now += TimeSpan.FromMinutes(1);

        await content.RemoveExpiredAsync((_, _) => Task.FromResult(true), None);

        Assert.NotNull(await content.GetAsync(Owner, "x", None));
    }

    [Fact]
    public async Task Content_that_is_stored_anew_while_the_old_is_removed_stays()
    {
        ContentStore? other = null;
        var isRemoving = false;
        var hooked = tables.Clone(async call =>
        {
            if (isRemoving && call is { Kind: TableOperationKind.Write, Moment: TableMoment.BeforeEffect })
            {
                isRemoving = false;
                await other!.PutAsync(Owner, "x", new byte[10], None);
            }
        });
        other = new ContentStore(hooked, clock);
        await other.PutAsync(Owner, "x", new byte[10], None);
        var upTo = clock.Now;
        clock.Now += TimeSpan.FromHours(1);
        isRemoving = true;

        await other.RemoveAsync(Owner, upTo, None);

        Assert.NotNull(await other.GetAsync(Owner, "x", None));
    }

    [Fact]
    public async Task A_deletion_removes_everything_at_once()
    {
        await content.PutAsync(Owner, "x", new byte[2 * 1024 * 1024], None);
        await content.PutAsync(Owner, "y", new byte[10], None);

        await content.RemoveAsync(Owner, storedUpTo: null, None);

        Assert.Empty(tables.Snapshot());
    }

    private Task KeepAsync(TimeSpan keepTime) => ((ITables)tables).WriteInOrderAsync([content.Keep(Owner, keepTime)], None);
}
