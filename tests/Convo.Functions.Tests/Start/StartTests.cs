using System.Net;
using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Stores;
using Convo.Functions.Storage;
using Convo.Functions.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Convo.Functions.Tests.Start;

public sealed class StartTests
{
    [Fact]
    public async Task It_listens_on_loopback_alone_whatever_the_environment_holds_for_other_programs()
    {
        await using var handler = await Handler.StartAsync();
        Assert.Equal("http://127.0.0.1:1", Environment.GetEnvironmentVariable("ASPNETCORE_URLS"));
        Assert.Equal(IPAddress.Loopback.ToString(), handler.Address.Host);
        Assert.NotEqual(1, handler.Address.Port);
        Assert.DoesNotContain(handler.Log.Of(LogLevel.Warning), line => line.Contains("address", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_host_s_probe_is_answered_at_once_though_storage_and_vault_hang()
    {
        var storage = new TableSwitch();
        storage.Hang();
        await using var handler = await Handler.StartAsync(
            options => options with { VaultUri = new Uri("https://vault.example/") },
            services => services.AddSingleton<ITables>(new MemoryTables(_ => storage.CheckAsync())).AddSingleton<ISecrets>(new HangingSecrets()));
        using var answer = await handler.Http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        storage.Mend();
    }

    [Fact]
    public async Task The_sample_recipe_is_offered_as_a_draft_as_soon_as_storage_is_there()
    {
        var storage = new TableSwitch();
        storage.Down();
        var tables = new MemoryTables(_ => storage.CheckAsync());
        await using var handler = await Handler.StartAsync(around: services => services.AddSingleton<ITables>(tables));
        await UntilAsync(() => handler.Clock.Waiting > 0 && handler.Log.All.Contains("Storage is not ready yet", StringComparison.Ordinal));
        Assert.Empty(tables.Snapshot());

        storage.Mend();
        handler.Clock.Advance(TimeSpan.FromSeconds(30));
        await UntilAsync(() => tables.Snapshot().Any(row => row.Table == TableNames.Recipes));
        var recipe = Assert.Single((await handler.GetAsync("/api/recipes")).GetProperty("items").EnumerateArray());
        Assert.Equal("draft", recipe.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_webhook_that_comes_while_the_tables_are_being_made_waits_for_them_and_is_stored()
    {
        var rows = new MemoryTables();
        var made = new TaskCompletionSource();
        var makings = 0;
        var first = new FirstUse(_ => Interlocked.Increment(ref makings) is 0 ? Task.CompletedTask : made.Task, default);
        await using var handler = await Handler.StartAsync(around: services => services
            .AddSingleton<ITables>(new ReadyTables(rows, first))
            .AddSingleton<IQueues>(s => new ReadyQueues(s.GetRequiredService<SentHints>(), first)));
        var connecting = handler.ConnectAsync();
        Assert.False(connecting.IsCompleted);
        made.SetResult();
        await connecting;
        Assert.Equal(HttpStatusCode.OK, await handler.HookAsync("sess_1"));
        Assert.Equal(1, makings);
        Assert.Single(rows.Snapshot(), row => row.Table == TableNames.Meetings && row.Row.Key.StartsWith("e|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Making_the_tables_is_tried_anew_by_the_next_who_needs_them_and_then_never_again()
    {
        var (tries, fail) = (0, true);
        var first = new FirstUse(
            _ =>
            {
                tries++;
                return fail ? Task.FromException(new StorageException("down", mayHaveHappened: false)) : Task.CompletedTask;
            },
            default);
        var tables = new ReadyTables(new MemoryTables(), first);
        await Assert.ThrowsAsync<StorageException>(() => tables.GetAsync(TableNames.Open, "a", "b", default));
        await Assert.ThrowsAsync<StorageException>(() => tables.QueryAsync(TableNames.Open, new RowRange("a"), continuation: null, default));
        fail = false;
        Assert.Null(await tables.GetAsync(TableNames.Open, "a", "b", default));
        Assert.Null(await tables.GetAsync(TableNames.Open, "a", "b", default));
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task Who_gives_up_waiting_for_the_tables_does_not_stop_their_making()
    {
        var made = new TaskCompletionSource();
        var first = new FirstUse(_ => made.Task, default);
        using var impatient = new CancellationTokenSource();
        var waiting = first.ReadyAsync(impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        made.SetResult();
        await first.ReadyAsync(default);
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start_though_nobody_read_the_environment()
    {
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => Handler.StartAsync(options => options with { AdminToken = null }));
        Assert.Contains("CONVO_ADMIN_TOKEN", wrong.Message, StringComparison.Ordinal);
        var weak = await Assert.ThrowsAsync<OptionsValidationException>(() => Handler.StartAsync(options => options with { AdminToken = "short" }));
        Assert.Contains("openssl rand", weak.Message, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class HangingSecrets : ISecrets
    {
        private readonly TaskCompletionSource<string?> never = new();

        public Task<string?> GetAsync(string name, CancellationToken cancellation) => never.Task.WaitAsync(cancellation);

        public Task SetAsync(string name, string value, CancellationToken cancellation) => never.Task.WaitAsync(cancellation);

        public Task DeleteAsync(string name, CancellationToken cancellation) => never.Task.WaitAsync(cancellation);
    }
}
