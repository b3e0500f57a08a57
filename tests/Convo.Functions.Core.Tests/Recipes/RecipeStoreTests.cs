using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Store;
using Convo.Functions.Simulation.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Convo.Functions.Core.Tests.Recipes;

public sealed class RecipeStoreTests
{
    private readonly Clock clock = new();
    private readonly MemoryTables tables = new();

    [Fact]
    public async Task A_draft_is_kept_as_it_was_written_and_does_not_run()
    {
        var store = Store(tables);
        var saved = await SaveAsync(store, "First");

        var stored = await store.GetAsync("notes", default);
        Assert.Equal(Document("First").ToArray(), stored!.Draft.ToArray());
        Assert.Equal(saved, stored.Summary);
        Assert.Equal(("First", 0, false, true, new Deed("ann", clock.Now)), (saved.Name, saved.Version, saved.IsOn, saved.Changed, saved.Saved));
        Assert.Empty(await store.PublishedAsync(default));
        Assert.Null(await store.VersionAsync("notes", 1, default));
        Assert.Equal("Never published.", await store.IsOffAsync("notes", default));
    }

    [Fact]
    public async Task Publishing_makes_a_version_that_never_changes()
    {
        var store = Store(tables);
        await SaveAsync(store, "First");
        await PublishAsync(store);
        await SaveAsync(store, "Second");

        Assert.Equal("First", Assert.Single(await store.PublishedAsync(default)).Recipe.Name);
        var second = await PublishAsync(store);
        Assert.Equal((2, false), (second.Version, second.Changed));

        foreach (var reader in new[] { store, Store(tables) })
        {
            Assert.Equal("First", (await reader.VersionAsync("notes", 1, default))!.Name);
            Assert.Equal("Second", (await reader.VersionAsync("notes", 2, default))!.Name);
            Assert.Null(await reader.VersionAsync("notes", 3, default));
            var published = Assert.Single(await reader.PublishedAsync(default));
            Assert.Equal(("Second", 2), (published.Recipe.Name, published.Version));
        }
    }

    [Fact]
    public async Task A_recipe_that_stays_on_is_active_since_the_first_publication()
    {
        var store = Store(tables);
        await SaveAsync(store, "First");
        await PublishAsync(store);
        var first = clock.Now;
        clock.Now += TimeSpan.FromDays(1);
        await PublishAsync(store);
        Assert.Equal(first, Assert.Single(await store.PublishedAsync(default)).ActiveSince);

        await store.SwitchOffAsync("notes", "bob", default);
        clock.Now += TimeSpan.FromDays(1);
        await PublishAsync(store);
        Assert.Equal(clock.Now, Assert.Single(await store.PublishedAsync(default)).ActiveSince);
    }

    [Fact]
    public async Task Switching_off_says_who_and_when_and_keeps_the_versions()
    {
        var store = Store(tables);
        await SaveAsync(store, "First");
        await PublishAsync(store);
        Assert.Null(await store.IsOffAsync("notes", default));

        var off = Assert.IsType<RecipeChange.Done>(await store.SwitchOffAsync("notes", "bob", default)).Summary;
        Assert.Equal((false, new Deed("bob", clock.Now)), (off.IsOn, off.SwitchedOff));
        Assert.Empty(await store.PublishedAsync(default));
        Assert.NotNull(await store.VersionAsync("notes", 1, default));
        Assert.Equal("Switched off by bob at 2026-03-18 12:00 UTC.", await store.IsOffAsync("notes", default));

        Assert.Equal(off, Assert.IsType<RecipeChange.Done>(await store.SwitchOffAsync("notes", "eve", default)).Summary);
        Assert.IsType<RecipeChange.Missing>(await store.SwitchOffAsync("other", "bob", default));
    }

    [Fact]
    public async Task A77_a_stale_tag_overwrites_nothing()
    {
        var store = Store(tables);
        var first = await SaveAsync(store, "First");
        await SaveAsync(store, "Second");

        Assert.IsType<RecipeChange.Stale>(await store.SaveDraftAsync(Document("Third"), RecipeJson.Vocabulary, "eve", first.Tag, default));
        Assert.IsType<RecipeChange.Stale>(await store.PublishAsync("notes", RecipeJson.Vocabulary, first.Tag, default));
        var now = (await store.GetAsync("notes", default))!.Summary;
        Assert.Equal(("Second", 0), (now.Name, now.Version));
        Assert.IsType<RecipeChange.Done>(await store.SaveDraftAsync(Document("Third"), RecipeJson.Vocabulary, "eve", now.Tag, default));
        Assert.IsType<RecipeChange.Missing>(await store.PublishAsync("other", RecipeJson.Vocabulary, null, default));
    }

    [Fact]
    public async Task A_tag_that_goes_stale_between_reading_and_writing_overwrites_nothing()
    {
        var first = await SaveAsync(Store(tables), "First");
        var hooked = new MemoryTablesBetween(tables, async () => await SaveAsync(Store(tables), "Faster"));

        Assert.IsType<RecipeChange.Stale>(await Store(hooked).SaveDraftAsync(Document("Slower"), RecipeJson.Vocabulary, "eve", first.Tag, default));
        Assert.Equal("Faster", (await Store(tables).GetAsync("notes", default))!.Summary.Name);
    }

    [Fact]
    public async Task Without_a_tag_a_faster_writer_is_written_over_and_its_publication_kept()
    {
        await SaveAsync(Store(tables), "First");
        var hooked = new MemoryTablesBetween(tables, async () => await PublishAsync(Store(tables)));

        var change = await Store(hooked).SaveDraftAsync(Document("Second"), RecipeJson.Vocabulary, "eve", null, default);
        var saved = Assert.IsType<RecipeChange.Done>(change).Summary;
        Assert.Equal(("Second", 1, true, true), (saved.Name, saved.Version, saved.IsOn, saved.Changed));
    }

    [Fact]
    public async Task A_conflict_with_the_own_earlier_try_is_success()
    {
        await SaveAsync(Store(tables), "First");
        var published = await PublishAsync(Store(new FaultyTables(tables, new Dictionary<int, TableFault> { [1] = TableFault.RetriedByTransport })));

        Assert.Equal(1, published.Version);
        Assert.Equal(1, Assert.Single(await Store(tables).PublishedAsync(default)).Version);
    }

    [Fact]
    public async Task What_has_problems_is_neither_saved_nor_published()
    {
        var store = Store(tables);
        var refused = Assert.IsType<RecipeChange.Refused>(
            await store.SaveDraftAsync(RecipeJson.With("steps[0].action", "\"gone\""), RecipeJson.Vocabulary, "ann", null, default));
        Assert.Equal("steps[0].action", Assert.Single(refused.Problems).Path);
        Assert.Null(await store.GetAsync("notes", default));

        await SaveAsync(store, "First");
        var empty = new RecipeVocabulary([]);
        Assert.Equal(2, Assert.IsType<RecipeChange.Refused>(await store.PublishAsync("notes", empty, null, default)).Problems.Count);
        Assert.Empty(await store.PublishedAsync(default));
    }

    [Fact]
    public async Task A_version_that_can_not_be_read_any_more_does_not_run_and_hides_no_other()
    {
        await SaveAsync(Store(tables), "First");
        await PublishAsync(Store(tables));
        var other = RecipeJson.Valid();
        other["id"] = "other";
        other["steps"]!.AsArray().RemoveAt(1);
        other["steps"]![0]!["action"] = "slack.post-message";
        await Store(tables).SaveDraftAsync(RecipeJson.Bytes(other.ToJsonString()), RecipeJson.Vocabulary, "ann", null, default);
        await Store(tables).PublishAsync("other", RecipeJson.Vocabulary, null, default);

        var fewer = new RecipeVocabulary([new NoteAction("slack.post-message")]);
        var without = new RecipeStore(tables, fewer, clock, new Counting(), NullLogger<RecipeStore>.Instance);
        Assert.Equal("other", Assert.Single(await without.PublishedAsync(default)).Recipe.Id);
        Assert.Null(await without.VersionAsync("notes", 1, default));
    }

    [Fact]
    public async Task Published_recipes_come_by_one_range_query()
    {
        for (var i = 0; i < 12; i++)
        {
            var document = RecipeJson.With("id", $"\"recipe-{i}\"");
            await Store(tables).SaveDraftAsync(document, RecipeJson.Vocabulary, "ann", null, default);
            await Store(tables).PublishAsync($"recipe-{i}", RecipeJson.Vocabulary, null, default);
        }

        var calls = new List<TableOperationKind>();
        var counted = tables.Clone(operation =>
        {
            if (operation.Moment is TableMoment.BeforeEffect)
            {
                calls.Add(operation.Kind);
            }

            return ValueTask.CompletedTask;
        });

        Assert.Equal(12, (await Store(counted).PublishedAsync(default)).Count);
        Assert.Equal([TableOperationKind.Query], calls);
        Assert.Equal(12, (await Store(counted).ListAsync(default)).Count);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a|b")]
    [InlineData("")]
    [InlineData("A")]
    public async Task An_id_that_is_none_finds_nothing(string id)
    {
        var store = Store(tables);
        Assert.Null(await store.GetAsync(id, default));
        Assert.Null(await store.VersionAsync(id, 1, default));
        Assert.IsType<RecipeChange.Missing>(await store.PublishAsync(id, RecipeJson.Vocabulary, null, default));
    }

    [Fact]
    public async Task The_largest_document_fits_a_row()
    {
        var text = new string('x', RecipeLimits.DocumentBytes - RecipeJson.With("steps[0].settings.text", "\"\"").Length);
        var document = RecipeJson.With("steps[0].settings.text", $"\"{text}\"");
        Assert.Equal(RecipeLimits.DocumentBytes, document.Length);

        Assert.IsType<RecipeChange.Done>(await Store(tables).SaveDraftAsync(document, RecipeJson.Vocabulary, "ann", null, default));
        await PublishAsync(Store(tables));
        Assert.Single(await Store(tables).PublishedAsync(default));
    }

    private RecipeStore Store(ITables on) => new(on, RecipeJson.Vocabulary, clock, new Counting(), NullLogger<RecipeStore>.Instance);

    private static ReadOnlyMemory<byte> Document(string name) => RecipeJson.With("name", $"\"{name}\"");

    private static async Task<RecipeSummary> SaveAsync(RecipeStore store, string name) =>
        Assert.IsType<RecipeChange.Done>(await store.SaveDraftAsync(Document(name), RecipeJson.Vocabulary, "ann", null, default)).Summary;

    private static async Task<RecipeSummary> PublishAsync(RecipeStore store) =>
        Assert.IsType<RecipeChange.Done>(await store.PublishAsync("notes", RecipeJson.Vocabulary, null, default)).Summary;

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Counting : IChance
    {
        private static int last;

        public double Next() => 0.5;

        public string NewId() => Interlocked.Increment(ref last).ToString("x32");
    }

    /// <summary>Lets somebody else in once, just before the first write.</summary>
    private sealed class MemoryTablesBetween(ITables inner, Func<Task> others) : ITables
    {
        private bool done;

        public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation) =>
            inner.GetAsync(table, partition, key, cancellation);

        public Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation) =>
            inner.QueryAsync(table, range, continuation, cancellation);

        public async Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
        {
            if (!done)
            {
                done = true;
                await others();
            }

            return await inner.WriteAsync(table, changes, cancellation);
        }
    }
}
