using System.Diagnostics;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Figures;
using Convo.Functions.Benchmarks.Inside;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Sqlite;

namespace Convo.Functions.Benchmarks.Heads;

/// <summary>The one-machine head on its embedded store.</summary>
/// <param name="assembly">Its assembly.</param>
internal sealed class OneMachineHead(string assembly) : IHead
{
    public string Name => "one machine, SQLite";

    public int EventsToDrain => 20_000;

    /// <summary>How it is started.</summary>
    public AppStart Start(string folder) => new(folder) { Assembly = assembly };

    public async Task<IApp> StartAsync(string folder, Uri convo, Uri slack)
    {
        var app = await AppProcess.StartAsync(Start(folder));
        await Setting.ConnectAsync(app.Api, convo, slack);
        return new OneMachine(this, folder, app);
    }

    public async Task<Drained> DrainAsync(string folder, Uri sink, int events)
    {
        await using var product = await Product.MakeAsync(Path.Combine(folder, DataFile.Name), sink);
        await product.PublishAsync(InstantPost.TwoSteps());
        var signer = new HookSigner(Product.Secret, TimeProvider.System);

        // The pump does not take hints before it is started: everything waits.
        await Task.WhenAll(Enumerable.Range(0, events).Select(number => product.Flow.AcceptAsync(
            new Arrival(Product.Connection, signer.Body("conversation.created", $"sess_{number}", $"Meeting {number}", 1024), TimeProvider.System.GetUtcNow()),
            CancellationToken.None)));
        var (commits, watch) = (product.Commits, Stopwatch.StartNew());
        await product.Pump.StartAsync(CancellationToken.None);
        await product.Pump.SettleAsync(CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        await product.Pump.StopAsync(CancellationToken.None);
        return new Drained(seconds, $"{(double)(product.Commits - commits) / events:0.00} commits to disk");
    }

    private sealed class OneMachine(OneMachineHead head, string folder, AppProcess app) : IApp
    {
        public AppApi Api => app.Api;

        public long ResidentBytes => app.Process.ResidentBytes;

        public Uri Hook(string connection) => app.Hook(connection);

        public ITables OpenStore() => SqliteTables.Open(new SqliteOptions { Path = Path.Combine(folder, DataFile.Name) });

        public Task<long> CountAsync(string table, string keyPrefix) => Task.FromResult(DataFile.Count(folder, table, keyPrefix));

        public Task StopAsync() => app.StopAsync();

        public ChildProcess Launch(int port) => AppProcess.Launch(head.Start(folder) with { Port = port });

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
