using System.Net;
using System.Net.Sockets;
using Convo.Functions.Connectors;
using Convo.Functions.Core;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Standalone.Pump;
using Convo.Functions.Storage.Sqlite;
using Convo.Functions.Web;
using Convo.Sandbox;
using Convo.Sandbox.Mail;
using Microsoft.Extensions.Options;

namespace Convo.Functions.Standalone;

/// <summary>
/// The whole product as one program: the app over the embedded store, the queue pump, and the sandbox where it is wanted. Tests start the very
/// same thing.
/// </summary>
public sealed class StandaloneApp : IAsyncDisposable
{
    private const string DatabaseFile = "convo-functions.db";
    private readonly WebApplication web;
    private readonly SqliteTables store;

    private StandaloneApp(WebApplication web, SqliteTables tables, SandboxServer? sandbox, StandaloneOptions options, bool hasRealAccount)
    {
        this.web = web;
        store = tables;
        Sandbox = sandbox;
        HasRealAccount = hasRealAccount;
        DataFolder = Path.GetFullPath(options.DataFolder);
    }

    /// <summary>Where the app listens, such as <c>http://127.0.0.1:7071/</c>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The token for the sign-in link; null where the admin token was given (CONVO_ADMIN_TOKEN): no other is made then.</summary>
    public string? SignInToken { get; private set; }

    /// <summary>The data folder, as a full path.</summary>
    public string DataFolder { get; }

    /// <summary>True when a Convo account other than the sandbox is connected.</summary>
    public bool HasRealAccount { get; }

    /// <summary>The sandbox; null where it doesn't run.</summary>
    public SandboxServer? Sandbox { get; }

    /// <summary>What the app is made of, for tests.</summary>
    public IServiceProvider Services => web.Services;

    /// <summary>Starts everything. When it returns, the app answers.</summary>
    /// <exception cref="OptionsValidationException">An option is wrong.</exception>
    /// <exception cref="PortInUseException">A port is taken.</exception>
    /// <exception cref="StorageException">The data folder can't be used.</exception>
    public static async Task<StandaloneApp> StartAsync(StandaloneOptions options, CancellationToken cancellation)
    {
        Validate(options);
        var tables = SqliteTables.Open(new SqliteOptions { Path = Path.Combine(options.DataFolder, DatabaseFile) });

        try
        {
            var hasRealAccount = await SandboxSetup.HasRealAccountAsync(tables, cancellation);
            return options.Sandbox ?? !hasRealAccount
                ? await StartBesideSandboxAsync(options, tables, hasRealAccount, cancellation)
                : await StartAsync(options, tables, sandbox: null, hasRealAccount, cancellation);
        }
        catch
        {
            await tables.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var stopped = cancellation.Register(web.Lifetime.StopApplication);
        await web.WaitForShutdownAsync(CancellationToken.None);
    }

    /// <summary>Waits until nothing is left to do at the clock's present time.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        await web.Services.GetRequiredService<AccountTimer>().SettleAsync(cancellation);
        await web.Services.GetRequiredService<ExpiryTimer>().SettleAsync(cancellation);
        await web.Services.GetRequiredService<CalendarTimer>().SettleAsync(cancellation);
        await web.Services.GetRequiredService<PollTimer>().SettleAsync(cancellation);
        await web.Services.GetRequiredService<WebhookTimer>().SettleAsync(cancellation);
        await web.Services.GetRequiredService<SweepTimer>().SettleAsync(cancellation);
        await web.Services.GetRequiredService<WorkPump>().SettleAsync(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await web.StopAsync();
        await web.DisposeAsync();
        if (Sandbox is { } sandbox)
        {
            await sandbox.DisposeAsync();
        }

        await store.DisposeAsync();
    }

    private static void Validate(StandaloneOptions options)
    {
        if (OptionRules.Broken(options, options.Flow) is { Count: > 0 } problems)
        {
            throw new OptionsValidationException(nameof(StandaloneOptions), typeof(StandaloneOptions), problems);
        }
    }

    // Apart, because a method that waits for the sandbox loads its library: more than a megabyte that a program without one would hold.
    private static async Task<StandaloneApp> StartBesideSandboxAsync(
        StandaloneOptions options, SqliteTables tables, bool hasRealAccount, CancellationToken cancellation)
    {
        var sandbox = await StartSandboxAsync(options, tables, cancellation);

        try
        {
            return await StartAsync(options, tables, sandbox, hasRealAccount, cancellation);
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    private static async Task<StandaloneApp> StartAsync(
        StandaloneOptions options, SqliteTables tables, SandboxServer? sandbox, bool hasRealAccount, CancellationToken cancellation)
    {
        var address = new Uri($"http://127.0.0.1:{(options.Port is 0 ? FreePort() : options.Port)}/");

        // One clock for both, so that a moved one moves both; but a real account's times are real.
        TimeProvider clock = sandbox is null || hasRealAccount ? TimeProvider.System : sandbox.Clock;
        var app = new StandaloneApp(Build(options, tables, sandbox, clock, address), tables, sandbox, options, hasRealAccount) { Address = address };
        await app.ListenAsync(options, cancellation);
        return app;
    }

    private static async Task<SandboxServer> StartSandboxAsync(StandaloneOptions options, ITables tables, CancellationToken cancellation)
    {
        try
        {
            var sandbox = new SandboxOptions
            {
                Port = options.SandboxPort,

                // The app listens only later: what the sandbox takes by itself must not be the app's port.
                MailPort = options.SandboxMailPort ?? (options.SandboxPort + 1 == options.Port ? 0 : null),
                MayMoveClock = async stop => !await SandboxSetup.HasRealAccountAsync(tables, stop),
            };
            return await SandboxServer.StartAsync(sandbox, cancellation);
        }
        catch (MailPortInUseException e)
        {
            throw new PortInUseException(e.Port, "--sandbox-mail-port", e);
        }
        catch (IOException e)
        {
            throw new PortInUseException(options.SandboxPort, "--sandbox-port", e);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static WebApplication Build(StandaloneOptions options, SqliteTables tables, SandboxServer? sandbox, TimeProvider clock, Uri address)
    {
        var webOptions = new WebOptions
        {
            DataFolder = options.DataFolder,
            LocalAddress = address,
            PublicAddress = options.PublicAddress,
            AllowLoopback = options.AllowLoopback,
            AdminToken = options.AdminToken,
            RotateDays = options.RotateDays,
            IsAlone = true,
        };
        // Settings come by the command line. Watching their files would watch the working directory, in which the database is written all the time.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(server =>
        {
            webOptions.Limits.Apply(server);
            server.Listen(IPAddress.Loopback, address.Port);
        });
        builder.Services
            .AddSingleton(clock)
            .AddSingleton<ITables>(tables)
            .AddConvoCore(options.Flow)
            .AddConnectors(Loopback(options, sandbox))
            .AddConvoWeb(webOptions)
            .AddPump(options)
            .AddSingleton<SandboxSetup>();
        options.Around?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapConvoWeb();
        return app;
    }

    private static LoopbackRule Loopback(StandaloneOptions options, SandboxServer? sandbox) => options.AllowLoopback ? LoopbackRule.Allowed
        : sandbox is null ? LoopbackRule.Forbidden
        : LoopbackRule.Only(sandbox.Address.Port, sandbox.MailPort);

    private async Task ListenAsync(StandaloneOptions options, CancellationToken cancellation)
    {
        // Before anybody can ask: who finds the app healthy also finds its recipes on.
        if (Sandbox is { } sandbox)
        {
            await web.Services.GetRequiredService<SandboxSetup>().ConnectAsync(sandbox, Address, cancellation);
        }

        var switchOn = Sandbox is not null && !HasRealAccount;
        await web.Services.GetRequiredService<SampleRecipe>().OfferAsync(switchOn, cancellation);

        if (options.AdminToken is null)
        {
            SignInToken = await web.Services.GetRequiredService<Tokens>().ForSignInLinkAsync(cancellation);
        }

        try
        {
            await web.StartAsync(cancellation);
        }
        catch (IOException e)
        {
            throw new PortInUseException(options.Port, "--port", e);
        }

        // Only now, because Convo's test call is to be answered; and before anybody plays a meeting.
        if (Sandbox is not null)
        {
            await web.Services.GetRequiredService<WebhookTimer>().SettleAsync(cancellation);
            await web.Services.GetRequiredService<SandboxSetup>().RegisterAsync(Address, cancellation);
        }
    }
}
