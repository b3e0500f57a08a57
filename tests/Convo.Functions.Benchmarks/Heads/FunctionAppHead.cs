using System.Diagnostics;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Figures;
using Convo.Functions.Benchmarks.Inside;
using Convo.Functions.Benchmarks.Load;
using Convo.Functions.Core.Actions;
using Convo.Functions.HostStandIn;
using Convo.Functions.HostStandIn.App;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.Settings;
using Convo.Functions.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Benchmarks.Heads;

/// <summary>
/// The published function app over Azurite, each a process of its own, under the stand-in for the Functions host in this process. Azurite keeps all in memory
/// and runs on one thread: beside the embedded store it shows what the requests cost, not what Azure takes.
/// </summary>
/// <param name="root">The published app.</param>
internal sealed class FunctionAppHead(string root) : IHead
{
    private const int PostsAtOnce = 32;
    private const double MostSecondsToPost = 600;

    public string Name => "function app, Azurite";

    public int EventsToDrain => 1500;

    public async Task<IApp> StartAsync(string folder, Uri convo, Uri slack)
    {
        var (azurite, port) = (await AzuriteServer.StartAsync(AzuriteMode.SharedKey), FreePort.Take());
        var account = azurite.NewAccount();
        var settings = Settings(account, folder, port);
        var program = new HandlerProcess(AppRoot.Read(root, settings), settings, TimeProvider.System);
        var host = await StandIn.StartAsync(Host(account, program, port), CancellationToken.None);
        await host.ReadyAsync(CancellationToken.None);
        var app = new FunctionApp(root, azurite, account, settings, program, host);
        await Setting.ConnectAsync(app.Api, convo, slack);
        return app;
    }

    public async Task<Drained> DrainAsync(string folder, Uri sink, int events)
    {
        await using var azurite = await AzuriteServer.StartAsync(AzuriteMode.SharedKey);
        var account = azurite.NewAccount();

        // In this process, because the action that posts to a sink is no part of what is published.
        await using var app = await FunctionsApp.StartAsync(InProcess(account, folder, sink), CancellationToken.None);
        using var api = new AppApi(app.Address, AppProcess.UsualToken);
        await Setting.ConnectAsync(api, sink, sink);
        await api.PublishAsync(InstantPost.TwoSteps(), CancellationToken.None);
        var hook = new Uri(app.Address, $"hooks/convo/{Setting.Connection}");
        var load = await new LoadGenerator(hook, Setting.Secret, PostsAtOnce, MostSecondsToPost, events).RunApartAsync();
        if (load.Acknowledged != events)
        {
            throw new InvalidOperationException($"Of {events} events {load.Acknowledged} were taken in.");
        }

        // No host looked into the queue so far: everything waits.
        var watch = Stopwatch.StartNew();
        await using var host = await StandIn.StartAsync(Host(account, new HandlerAtAddress(app.Address), port: 0), CancellationToken.None);
        await host.SettleAsync(CancellationToken.None);
        return new Drained(watch.Elapsed.TotalSeconds, $"{(double)host.Invocations.Count / events:0.00} calls by the host");
    }

    private static FunctionsOptions InProcess(StorageAccount account, string folder, Uri sink) => new()
    {
        Port = 0,
        Storage = new StorageSettings { ConnectionString = account.ConnectionString },
        AdminToken = AppProcess.UsualToken,
        AllowLoopback = true,
        DataFolder = folder,
        Around = services => services.AddSingleton<IRecipeAction>(new InstantPost(new HttpClient(new SocketsHttpHandler { UseProxy = false }), sink)),
    };

    private static Dictionary<string, string> Settings(StorageAccount account, string folder, int port) => new()
    {
        ["AzureWebJobsStorage"] = account.ConnectionString,
        ["CONVO_ADMIN_TOKEN"] = AppProcess.UsualToken,
        ["CONVO_ALLOW_LOOPBACK"] = "true",
        ["CONVO_DATA_FOLDER"] = folder,
        ["WEBSITE_HOSTNAME"] = $"127.0.0.1:{port}",
    };

    private StandInOptions Host(StorageAccount account, IHandlerProgram program, int port) => new(root)
    {
        Mode = HostMode.Forwarding,
        Port = port,
        Handler = program,
        Settings = new Dictionary<string, string> { ["AzureWebJobsStorage"] = account.ConnectionString },
    };
}
