using Convo.Functions.Core.Ports;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Contracts;

public abstract partial class TablesContract
{
    [Fact]
    public async Task A_row_that_was_never_written_is_null() => Assert.Null(await GetAsync("none"));

    [Fact]
    public async Task An_inserted_row_is_read_with_its_values_and_the_tag_that_was_given()
    {
        var row = RowOf("a", ("Text", "x"), ("Number", 7L), ("Flag", true), ("Bytes", new byte[] { 1, 2 }));
        var tag = await MakeAsync(new RowChange.Insert(row));

        var read = await GetAsync("a");

        RowAssert.Same(row, read);
        Assert.Equal(tag, read!.Tag);
        Assert.False(string.IsNullOrEmpty(tag));
    }

    [Fact]
    public async Task Inserting_where_a_row_is_gives_Exists_and_leaves_it_as_it_was()
    {
        var tag = await InsertAsync("a", ("N", 1L));

        await AssertConflictAsync(WriteConflict.Exists, 0, new RowChange.Insert(RowOf("a", ("N", 2L))));

        var read = await GetAsync("a");
        Assert.Equal((1L, tag), (read!.Number("N"), read.Tag));
    }

    [Fact]
    public async Task Replacing_by_the_current_tag_takes_the_new_values_whole_and_gives_a_new_tag()
    {
        var first = await InsertAsync("a", ("Old", 1L), ("Both", 1L));

        var second = await MakeAsync(new RowChange.Replace(RowOf("a", ("Both", 2L), ("New", 2L)), first!));

        var read = await GetAsync("a");
        RowAssert.Same(RowOf("a", ("Both", 2L), ("New", 2L)), read);
        Assert.Equal(second, read!.Tag);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Replacing_by_an_older_tag_gives_Changed_and_leaves_the_row()
    {
        var first = await InsertAsync("a", ("N", 1L));
        var second = await MakeAsync(new RowChange.Replace(RowOf("a", ("N", 2L)), first!));

        await AssertConflictAsync(WriteConflict.Changed, 0, new RowChange.Replace(RowOf("a", ("N", 3L)), first!));

        var read = await GetAsync("a");
        Assert.Equal((2L, second), (read!.Number("N"), read.Tag));
    }

    [Fact]
    public async Task The_tag_of_another_row_does_not_fit()
    {
        await InsertAsync("a");
        var other = await InsertAsync("b");

        await AssertConflictAsync(WriteConflict.Changed, 0, new RowChange.Replace(RowOf("a"), other!));
        await AssertConflictAsync(WriteConflict.Changed, 0, new RowChange.Delete(Partition, "a", other));
    }

    [Fact]
    public async Task A_row_written_again_with_the_same_values_has_a_new_tag()
    {
        var first = await InsertAsync("a", ("N", 1L));
        await MakeAsync(new RowChange.Upsert(RowOf("a", ("N", 1L))));

        await AssertConflictAsync(WriteConflict.Changed, 0, new RowChange.Replace(RowOf("a", ("N", 2L)), first!));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData(" ")]
    [InlineData("-1")]
    [InlineData("W/\"datetime'2026-01-01T00%3A00%3A00Z'\"")]
    [InlineData("99999999999999999999999")]
    public async Task A_text_that_is_no_tag_of_the_row_gives_Changed(string tag)
    {
        await InsertAsync("a");

        await AssertConflictAsync(WriteConflict.Changed, 0, new RowChange.Replace(RowOf("a"), tag));
        await AssertConflictAsync(WriteConflict.Changed, 0, new RowChange.Delete(Partition, "a", tag));
        Assert.NotNull(await GetAsync("a"));
    }

    [Theory]
    [InlineData("0{0}")]
    [InlineData(" {0}")]
    [InlineData("+{0}")]
    [InlineData("{0} ")]
    public async Task A_tag_is_compared_to_the_letter(string spelling)
    {
        var tag = await InsertAsync("a");

        await AssertConflictAsync(WriteConflict.Changed, 0, new RowChange.Replace(RowOf("a"), spelling.Replace("{0}", tag, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    public async Task A_tag_that_would_fit_any_row_is_refused(string tag)
    {
        await InsertAsync("a");

        await AssertRefusedAsync(new RowChange.Replace(RowOf("a"), tag));
        await AssertRefusedAsync(new RowChange.Delete(Partition, "a", tag));
    }

    [Fact]
    public async Task Replacing_where_no_row_is_gives_Missing_and_adds_none()
    {
        var tag = await InsertAsync("other");

        await AssertConflictAsync(WriteConflict.Missing, 0, new RowChange.Replace(RowOf("a"), tag!));

        Assert.Null(await GetAsync("a"));
    }

    [Fact]
    public async Task Upserting_adds_and_then_replaces_whole()
    {
        var first = await MakeAsync(new RowChange.Upsert(RowOf("a", ("Old", 1L))));
        var second = await MakeAsync(new RowChange.Upsert(RowOf("a", ("New", 2L))));

        var read = await GetAsync("a");
        RowAssert.Same(RowOf("a", ("New", 2L)), read);
        Assert.Equal(second, read!.Tag);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Deleting_any_version_removes_the_row_and_gives_no_tag()
    {
        await InsertAsync("a");

        Assert.Null(await MakeAsync(new RowChange.Delete(Partition, "a")));

        Assert.Null(await GetAsync("a"));
        await AssertConflictAsync(WriteConflict.Missing, 0, new RowChange.Delete(Partition, "a"));
    }

    [Fact]
    public async Task Deleting_by_tag_removes_only_that_version()
    {
        var first = await InsertAsync("a");
        var second = await MakeAsync(new RowChange.Upsert(RowOf("a")));

        await AssertConflictAsync(WriteConflict.Changed, 0, new RowChange.Delete(Partition, "a", first));
        Assert.NotNull(await GetAsync("a"));
        Assert.Null(await MakeAsync(new RowChange.Delete(Partition, "a", second)));
        Assert.Null(await GetAsync("a"));
        await AssertConflictAsync(WriteConflict.Missing, 0, new RowChange.Delete(Partition, "a", second));
    }

    [Fact]
    public async Task A_tag_of_a_removed_row_never_fits_the_one_that_follows_it()
    {
        HashSet<string?> tags = [];
        for (var round = 0; round < 20; round++)
        {
            var tag = await InsertAsync("a", ("N", 1L));
            Assert.True(tags.Add(tag), $"tag {tag} was given twice");
            await MakeAsync(new RowChange.Delete(Partition, "a"));
        }

        await InsertAsync("a", ("N", 1L));
        foreach (var tag in tags)
        {
            await AssertConflictAsync(WriteConflict.Changed, 0, new RowChange.Replace(RowOf("a"), tag!));
        }
    }

    [Fact]
    public async Task The_tag_that_a_given_row_bears_is_not_looked_at()
    {
        var tag = await MakeAsync(new RowChange.Insert(RowOf("a") with { Tag = "mine" }));
        Assert.NotEqual("mine", tag);
        Assert.Equal(tag, (await GetAsync("a"))!.Tag);
        await MakeAsync(new RowChange.Replace(RowOf("a") with { Tag = "mine" }, tag!));
    }

    [Fact]
    public async Task What_was_given_may_be_changed_afterwards()
    {
        var bytes = new byte[] { 1, 2, 3 };
        var values = new Dictionary<string, RowValue>(StringComparer.Ordinal) { ["B"] = bytes, ["N"] = 1L };
        var write = WriteAsync(new RowChange.Insert(new Row(Partition, "a", values)));
        bytes[0] = 9;
        values["N"] = 9L;
        await write;

        RowAssert.Same(RowOf("a", ("B", new byte[] { 1, 2, 3 }), ("N", 1L)), await GetAsync("a"));
    }

    [Fact]
    public async Task Partitions_and_tables_keep_the_same_key_apart()
    {
        await MakeAsync(new RowChange.Insert(RowIn("p", "k", ("N", 1L))));
        await MakeAsync(new RowChange.Insert(RowIn("q", "k", ("N", 2L))));
        await Tables.WriteAsync(TableNames.Audit, [new RowChange.Insert(RowIn("p", "k", ("N", 3L)))], Never);

        Assert.Equal(1L, (await Tables.GetAsync(Table, "p", "k", Never))!.Number("N"));
        Assert.Equal(2L, (await Tables.GetAsync(Table, "q", "k", Never))!.Number("N"));
        Assert.Equal(3L, (await Tables.GetAsync(TableNames.Audit, "p", "k", Never))!.Number("N"));
        Assert.Equal(["k"], await KeysAsync(new RowRange("p")));
    }

    [Fact]
    public async Task Every_table_is_there_from_the_start()
    {
        foreach (var table in TableNames.All)
        {
            Assert.Null(await Tables.GetAsync(table, "p", "k", Never));
            Assert.IsType<WriteResult.Done>(await Tables.WriteAsync(table, [new RowChange.Insert(RowIn("p", "k", ("Table", table)))], Never));
        }

        foreach (var table in TableNames.All)
        {
            Assert.Equal(table, (await Tables.GetAsync(table, "p", "k", Never))!.Text("Table"));
        }
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_does_nothing()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tables.WriteAsync(Table, [new RowChange.Insert(RowOf("a"))], gone.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tables.GetAsync(Table, Partition, "a", gone.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tables.QueryAsync(Table, new RowRange(Partition), continuation: null, gone.Token));
        Assert.Null(await GetAsync("a"));
    }
}
