using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.HostStandIn;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.HostStandIn.Outsiders;
using Convo.Functions.Publishing;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Settings;
using Convo.Functions.Tests.Shared;
using Convo.Sandbox;
using Convo.Sandbox.Clock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Convo.Functions.Scenarios.Functions;

/// <summary>
/// The function app on Azure's storage: the very handler that is published, in this process, driven by the stand-in for the Functions host over Azurite.
/// Its folders are written by the app itself and its <c>host.json</c> is the one that is published.
/// </summary>
public abstract class FunctionsHost(HostMode mode) : IProductHost, IAsyncLifetime
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(1);

    private readonly string root = Directory.CreateTempSubdirectory("convo-function-app-").FullName;
    private SandboxServer? sandbox;
    private FunctionsApp? app;
    private StandIn? host;
    private HeldHints? hints;

    public Uri Address => host!.Address;

    public Uri Sandbox => sandbox!.Address;

    /// <summary>The hints that the app sends.</summary>
    public HeldHints Hints => hints!;

    // Every hint goes through a real queue and three servers.
    public TimeSpan Patience => TimeSpan.FromMinutes(2);

    public string AdminToken => "admin-canary-0123456789abcdefghij";

    public string Convo => "acme";

    public CapturedLog Log { get; } = new();

    public Witness Witness { get; } = new();

    /// <summary>Holds the app's store; the host's own way to it is sound.</summary>
    public HeldStore Store { get; } = new();

    /// <summary>How many calls of functions by queues and timers the host has ended.</summary>
    public int CallsEnded => host!.Invocations.Count;

    /// <summary>What the host's pauses between two looks into a queue are measured with.</summary>
    protected virtual TimeProvider PollClock => TimeProvider.System;

    public string Folder { get; } = Directory.CreateTempSubdirectory("convo-scenarios-").FullName;

    public virtual async Task InitializeAsync()
    {
        using var bound = new CancellationTokenSource(StartsWithin);
        sandbox = await SandboxServer.StartAsync(new SandboxOptions { Port = 0, Seed = 7, Clock = NewClock() }, bound.Token);
        hints = new HeldHints(sandbox.Clock, () => host?.LookNow());
        var account = await OpenStorageAsync();
        var port = FreePort.Take();
        FunctionFolders.Write(root);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "host.json"), Path.Combine(root, "host.json"));
        app = await FunctionsApp.StartAsync(Options(account.App, port), bound.Token);

        // Its first start offers the sample in the background; scenarios begin with it.
        await app.Services.GetRequiredService<SampleRecipe>().OfferAsync(switchOn: false, bound.Token);
        host = await StandIn.StartAsync(
            new StandInOptions(root)
            {
                Mode = mode,
                Port = port,
                Clock = sandbox.Clock,
                CallClock = TimeProvider.System,
                PollClock = PollClock,
                Handler = new HandlerAtAddress(app.Address),
                Settings = new Dictionary<string, string> { ["AzureWebJobsStorage"] = account.Host.ConnectionString },
            },
            bound.Token);
        await ConnectAsync();
    }

    /// <summary>What a request of the security table reached on the real host in this mode.</summary>
    internal Reached Reaches(SecurityRow row) => mode is HostMode.Forwarding ? row.Forwarding : row.Proxy;

    public async Task SettleAsync(CancellationToken cancellation)
    {
        do
        {
            await host!.SettleAsync(cancellation);
        }
        while (await hints!.SendDueAsync());
    }

    /// <summary>Stops the host and the app, and leaves the files.</summary>
    public async Task StopAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
            host = null;
        }

        if (app is not null)
        {
            await app.DisposeAsync();
            app = null;
        }
    }

    public virtual async Task DisposeAsync()
    {
        // A hint that fails is tried again by the host and so does no harm, but no scenario expects one.
        var failures = host?.Invocations.Where(invocation => invocation.Failure is not null).ToList() ?? [];
        await StopAsync();
        await sandbox!.DisposeAsync();
        Directory.Delete(root, recursive: true);
        Directory.Delete(Folder, recursive: true);
        Log.Dispose();
        Assert.Empty(failures);
    }

    /// <summary>The clock of the product and the sandbox.</summary>
    protected virtual SandboxClock NewClock() => new();

    /// <summary>The one account of the product, as the app and as the host reach it.</summary>
    protected virtual async Task<(StorageAccount App, StorageAccount Host)> OpenStorageAsync()
    {
        var account = await AzuriteServer.NewAccountAsync();
        return (account, account);
    }

    /// <summary>What else is different in the app.</summary>
    protected virtual void Arrange(IServiceCollection services, StorageAccount account)
    {
    }

    private FunctionsOptions Options(StorageAccount account, int port) => new()
    {
        Port = 0,
        Storage = new StorageSettings { ConnectionString = account.ConnectionString },
        HostName = $"127.0.0.1:{port}",
        AdminToken = AdminToken,
        AllowLoopback = true,
        DataFolder = Folder,
        Clock = sandbox!.Clock,
        Around = services =>
        {
            // That there is no key vault is a warning at every start, and none that a scenario is about.
            services.AddLogging(logging => logging.ClearProviders().AddProvider(Log).AddFilter("Convo.Functions.FunctionsApp", LogLevel.Error));
            Arrange(services, account);
            var tables = Factory<ITables>(services);
            var queues = Factory<IQueues>(services);
            services.AddSingleton(s => Store.Around(Witness.Around(tables(s))));
            services.AddSingleton(s => hints!.Around(queues(s)));
        },
    };

    private static Func<IServiceProvider, T> Factory<T>(IServiceCollection services)
    {
        var factory = services.Last(service => service.ServiceType == typeof(T)).ImplementationFactory!;
        return provider => (T)factory(provider);
    }

    private async Task ConnectAsync()
    {
        using var product = new Product(this);
        var convo = await product.ConnectAsync(Convo, "convo", Sandbox, ("apiKey", SandboxServer.ConvoApiKey));
        Assert.True((int)convo.Status is 200 or 201, convo.Text);
        var slack = await product.ConnectAsync(
            "slack", "slack", sandbox!.SlackAddress, ("token", SandboxServer.SlackBotToken), ("signingSecret", SandboxServer.SlackSigningSecret));
        sandbox.SlackInteractivityAddress = new Uri(Address, "hooks/slack/slack");
        Assert.True((int)slack.Status is 200 or 201, slack.Text);
        Assert.Equal(200, (int)(await product.PostAsync($"api/recipes/{ReadyRecipes.ActionItemsToSlack}/publish")).Status);
    }
}

/// <summary>Under a host of today, which builds requests anew.</summary>
public sealed class ForwardingHost() : FunctionsHost(HostMode.Forwarding);

/// <summary>Under a newer host, which streams requests through.</summary>
public sealed class ProxyHost() : FunctionsHost(HostMode.Proxy);
