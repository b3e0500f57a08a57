using Convo.Functions.Core.Recipes.Store;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Convo.Functions.Core.Tests.Recipes;

/// <summary>What was done to recipes can be taken back, and what runs are bound to stays.</summary>
public sealed class RecipeUndoTests
{
    private readonly MemoryTables tables = new();
    private readonly RecipeUndo undo;

    public RecipeUndoTests() => undo = new RecipeUndo(tables, new CountingChance());

    [Fact]
    public async Task Changes_that_were_not_published_can_be_taken_back()
    {
        var store = Store();
        await SaveAsync(store, "First");
        Assert.IsType<RecipeChange.NeverPublished>(await undo.DiscardAsync("notes", null, default));
        await PublishAsync(store);
        var tag = (await SaveAsync(store, "Second")).Tag;

        Assert.IsType<RecipeChange.Stale>(await undo.DiscardAsync("notes", "another", default));
        var back = Assert.IsType<RecipeChange.Done>(await undo.DiscardAsync("notes", tag, default)).Summary;

        Assert.Equal(("First", false, 1, true), (back.Name, back.Changed, back.Version, back.IsOn));
        Assert.Equal(Document("First").ToArray(), (await store.GetAsync("notes", default))!.Draft.ToArray());
        Assert.IsType<RecipeChange.Missing>(await undo.DiscardAsync("none", null, default));
    }

    [Fact]
    public async Task A_recipe_is_removed_only_while_it_is_off_and_runs_keep_their_versions()
    {
        var store = Store();
        await SaveAsync(store, "First");
        await PublishAsync(store);
        Assert.IsType<RecipeChange.StillOn>(await undo.RemoveAsync("notes", null, default));
        await store.SwitchOffAsync("notes", "ann", default);
        Assert.IsType<RecipeChange.Stale>(await undo.RemoveAsync("notes", "another", default));

        Assert.IsType<RecipeChange.Done>(await undo.RemoveAsync("notes", null, default));

        Assert.Empty(await store.ListAsync(default));
        Assert.Null(await store.GetAsync("notes", default));
        Assert.Equal("First", (await Store().VersionAsync("notes", 1, default))!.Name);
        Assert.IsType<RecipeChange.Missing>(await undo.RemoveAsync("notes", null, default));
    }

    [Fact]
    public async Task A_recipe_under_the_id_of_a_removed_one_counts_on_from_its_versions()
    {
        var store = Store();
        await SaveAsync(store, "First");
        await PublishAsync(store);
        await store.SwitchOffAsync("notes", "ann", default);
        await undo.RemoveAsync("notes", null, default);

        await SaveAsync(store, "Other");
        Assert.Equal(2, (await PublishAsync(store)).Version);
        Assert.Equal("Other", Assert.Single(await store.PublishedAsync(default)).Recipe.Name);
        Assert.Equal("First", (await store.VersionAsync("notes", 1, default))!.Name);
    }

    private RecipeStore Store() => new(tables, RecipeJson.Vocabulary, new HandClock(), new CountingChance(), NullLogger<RecipeStore>.Instance);

    private static ReadOnlyMemory<byte> Document(string name) => RecipeJson.With("name", $"\"{name}\"");

    private static async Task<RecipeSummary> SaveAsync(RecipeStore store, string name) =>
        Assert.IsType<RecipeChange.Done>(await store.SaveDraftAsync(Document(name), RecipeJson.Vocabulary, "ann", null, default)).Summary;

    private static async Task<RecipeSummary> PublishAsync(RecipeStore store) =>
        Assert.IsType<RecipeChange.Done>(await store.PublishAsync("notes", RecipeJson.Vocabulary, null, default)).Summary;
}
