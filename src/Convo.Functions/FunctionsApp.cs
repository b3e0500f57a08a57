using System.Net;
using Convo.Functions.Connectors;
using Convo.Functions.Core;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Settings;
using Convo.Functions.Storage;
using Convo.Functions.Triggers;
using Convo.Functions.Web;
using Convo.Functions.Web.Health;
using Convo.Functions.Web.Triggers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Convo.Functions;

/// <summary>
/// The whole product as the custom handler of an Azure Functions app: an HTTP server on the loopback port that the host gives. Tests start the very
/// same thing.
/// </summary>
public sealed partial class FunctionsApp : IAsyncDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);
    private readonly WebApplication web;

    private FunctionsApp(WebApplication web) => this.web = web;

    /// <summary>Where the handler listens, such as <c>http://127.0.0.1:41883/</c>. People and Convo come by the host's address instead.</summary>
    public Uri Address => new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>What the app is made of, for tests.</summary>
    public IServiceProvider Services => web.Services;

    /// <summary>Starts the handler. When it returns, it answers; storage is looked at meanwhile.</summary>
    /// <exception cref="OptionsValidationException">A setting is missing or wrong; its text is meant for the person who set it.</exception>
    /// <exception cref="IOException">The port is taken, or the data folder can't be used.</exception>
    public static async Task<FunctionsApp> StartAsync(FunctionsOptions options, CancellationToken cancellation)
    {
        options.Check();
        var app = new FunctionsApp(Build(options));
        try
        {
            await app.web.StartAsync(cancellation);
        }
        catch
        {
            await app.web.DisposeAsync();
            throw;
        }

        app.Tell(options);
        return app;
    }

    /// <summary>Runs until it is asked to stop (SIGTERM); then what is under way has 5 seconds. The host itself kills without asking.</summary>
    public Task RunAsync(CancellationToken cancellation) => web.WaitForShutdownAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await web.StopAsync();
        await web.DisposeAsync();
    }

    private static WebApplication Build(FunctionsOptions options)
    {
        var webOptions = ToWeb(options);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });

        // The handler inherits the host's whole environment: whatever in it is meant for another ASP.NET Core program (ASPNETCORE_URLS, Kestrel__…) must
        // not move this one.
        builder.Configuration.Sources.Clear();
        builder.WebHost.ConfigureKestrel(webOptions.Limits.Apply);
        AddLogging(builder.Logging);
        builder.Services
            .Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin)
            .AddSingleton(options.Clock)
            .AddStorage(options)
            .AddConvoCore(options.Flow)
            .AddConnectors(options.AllowLoopback ? LoopbackRule.Allowed : LoopbackRule.Forbidden)
            .AddConvoWeb(webOptions)
            .AddTriggers();
        if (options.VaultUri is null)
        {
            builder.Services.AddSingleton<IConcern, KeysWithoutVault>();
        }

        options.Around?.Invoke(builder.Services);
        var app = builder.Build();
        app.Urls.Add($"http://{IPAddress.Loopback}:{options.Port}");
        app.UseMiddleware<TriggerDoor>();

        // In proxy mode the host says in these how the request came to it. Whoever can reach a loopback port needs no forged header.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto });
        app.MapConvoWeb();
        return app;
    }

    private static WebOptions ToWeb(FunctionsOptions options) => new()
    {
        DataFolder = options.DataFolder,
        PublicAddress = options.OutsideAddress,
        LocalAddress = options.LocalAddress,
        AllowLoopback = options.AllowLoopback,
        AdminToken = options.AdminToken,
        SpoolIsDurable = false,
        KeysInSecrets = options.VaultUri is not null,
        RotateDays = options.RotateDays,
        Deployment = options.Deployment,
        RefusesRepeats = true,
        PlatformSignIn = options.PlatformSignIn,
        SecureCookies = options.OutsideAddress is not null,
        Limits = new ServerLimits
        {
            // The platform's sign-in adds whole tokens, and the host its own headers.
            HeaderBytes = 64 * 1024,
            Headers = 128,

            // The host keeps its connections for a minute: one that we close first may have a delivery on its way, which it does not send again.
            IdleFor = TimeSpan.FromMinutes(10),
        },
    };

    // The host takes lines, and for errors those of stderr; one with "warn" in it for a warning (WorkerProcess.cs:120-148).
    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders()
            .AddSimpleConsole(console => (console.SingleLine, console.ColorBehavior) = (true, LoggerColorBehavior.Disabled))
            .AddFilter("Microsoft", LogLevel.Warning)

            // What keeps the program from starting is told in a sentence, by FunctionsCommand.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Warning);
    }

    private void Tell(FunctionsOptions options)
    {
        var logger = web.Services.GetRequiredService<ILogger<FunctionsApp>>();
        if (options.VaultUri is null)
        {
            Log.NoVault(logger, options.DataFolder);
        }

        Log.Ready(logger, new Uri(options.OutsideAddress ?? options.LocalAddress, "/app/"));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Convo.Functions is ready. Sign in at {Page}, with the platform's sign-in or the token in CONVO_ADMIN_TOKEN")]
        public static partial void Ready(ILogger logger, Uri page);

        [LoggerMessage(2, LogLevel.Warning,
            "There is no key vault: secrets are encrypted with keys in {Folder}, which goes with the instance. Set CONVO_VAULT_URI for anything but a try")]
        public static partial void NoVault(ILogger logger, string folder);
    }
}
