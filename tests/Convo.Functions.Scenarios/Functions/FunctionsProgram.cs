using System.Diagnostics;
using System.Text.Json.Nodes;
using Convo.Functions.HostStandIn;
using Convo.Functions.HostStandIn.App;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.Publishing;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Tests.Shared;
using Convo.Sandbox;
using Xunit;

namespace Convo.Functions.Scenarios.Functions;

/// <summary>The function app as a program of its own, which the stand-in host starts from its <c>host.json</c>, over Azurite and by the real clock.</summary>
public sealed class FunctionsProgram : IProductHost, IAsyncDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("convo-function-app-").FullName;
    private readonly int port = FreePort.Take();
    private readonly SandboxServer sandbox;
    private readonly Dictionary<string, string> settings;
    private HandlerProcess? program;
    private StandIn? host;

    private FunctionsProgram(SandboxServer sandbox, string connection)
    {
        this.sandbox = sandbox;
        settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = connection,
            ["CONVO_ADMIN_TOKEN"] = AdminToken,
            ["CONVO_ALLOW_LOOPBACK"] = "true",
            ["CONVO_DATA_FOLDER"] = Folder,
            ["WEBSITE_HOSTNAME"] = $"127.0.0.1:{port}",
        };
        FunctionFolders.Write(root);
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")))!;

        // Published, the program lies in the root; built, it lies beside the tests.
        json["customHandler"]!["description"]!["defaultExecutablePath"] = Path.Combine(AppContext.BaseDirectory, "Convo.Functions");

        // A hint that fails on a busy machine comes again at once: nobody can move the clock of a real queue.
        json["extensions"]!["queues"]!["visibilityTimeout"] = "00:00:00";
        File.WriteAllText(Path.Combine(root, "host.json"), json.ToJsonString());
    }

    public Uri Address => Host.Address;

    public Uri Sandbox => sandbox.Address;

    public string AdminToken => "admin-token-0123456789abcdefghij";

    public string Convo => "acme";

    public CapturedLog Log { get; } = new();

    public Witness Witness { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("convo-scenarios-").FullName;

    public TimeSpan Patience => TimeSpan.FromMinutes(2);

    /// <summary>The host that runs it.</summary>
    public StandIn Host => host ?? throw new InvalidOperationException("No host runs.");

    /// <summary>What the programs wrote to their consoles since the last start of a host.</summary>
    public IReadOnlyList<string> Lines => program!.Lines;

    public static async Task<FunctionsProgram> SetUpAsync(CancellationToken cancellation)
    {
        var account = await AzuriteServer.NewAccountAsync();
        return new FunctionsProgram(await SandboxServer.StartAsync(new SandboxOptions { Port = 0 }, cancellation), account.ConnectionString);
    }

    /// <summary>Starts a host, and with it the program.</summary>
    /// <param name="mode">How it hands requests on.</param>
    /// <param name="hasTriggers">False for a host that only takes requests in.</param>
    /// <param name="without">A setting that is left out.</param>
    /// <param name="cancellation">Ends the start.</param>
    public async Task StartAsync(HostMode mode, bool hasTriggers, string? without, CancellationToken cancellation)
    {
        var given = settings.Where(setting => setting.Key != without).ToDictionary();
        program = new HandlerProcess(AppRoot.Read(root, given), given, TimeProvider.System);
        var options = new StandInOptions(root) { Mode = mode, Port = port, Settings = given, Handler = program, HasTriggers = hasTriggers };
        host = await StandIn.StartAsync(options, cancellation);
    }

    /// <summary>Ends the host, which kills the program.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref host, null) is { } running)
        {
            await running.DisposeAsync();
        }
    }

    /// <summary>Kills the program as a power cut would; the host starts another.</summary>
    public void Kill()
    {
        using var process = Process.GetProcessById(program!.ProcessIds.Last());
        process.Kill();
    }

    /// <summary>Connects the sandbox's accounts as real ones are.</summary>
    public async Task ConnectAsync(Product product)
    {
        var convo = await product.ConnectAsync(Convo, "convo", Sandbox, ("apiKey", SandboxServer.ConvoApiKey));
        Assert.True((int)convo.Status is 200 or 201, convo.Text);
        var slack = await product.ConnectAsync("slack", "slack", sandbox.SlackAddress, ("token", SandboxServer.SlackBotToken));
        Assert.True((int)slack.Status is 200 or 201, slack.Text);
    }

    public Task SettleAsync(CancellationToken cancellation) => Host.SettleAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await sandbox.DisposeAsync();
        Directory.Delete(root, recursive: true);
        Directory.Delete(Folder, recursive: true);
        Log.Dispose();
    }
}
