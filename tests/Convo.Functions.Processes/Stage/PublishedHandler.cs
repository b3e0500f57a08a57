using System.Net;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Processes.Stage;

/// <summary>The published program alone, started as the Functions host starts it but without one: for what concerns the program itself.</summary>
internal sealed class PublishedHandler : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private PublishedHandler(ChildProcess process, int port)
    {
        (Process, Port) = (process, port);
        Api = new AppApi(Address, AppProcess.UsualToken);
    }

    public ChildProcess Process { get; }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public AppApi Api { get; }

    /// <summary>All the settings that it needs.</summary>
    /// <param name="dataFolder">Its data folder.</param>
    /// <param name="storage">Its storage; null for one at which nobody listens.</param>
    public static Dictionary<string, string?> Settings(string dataFolder, StorageAccount? storage = null) => new()
    {
        ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{FreePort.Take()}",
        ["AzureWebJobsStorage"] = (storage ?? Nowhere()).ConnectionString,
        ["CONVO_ADMIN_TOKEN"] = AppProcess.UsualToken,
        ["CONVO_ALLOW_LOOPBACK"] = "true",
        ["CONVO_DATA_FOLDER"] = dataFolder,
    };

    /// <summary>Starts the program without waiting for it.</summary>
    public static async Task<ChildProcess> LaunchAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var root = await PublishedApp.RootAsync();
        return ChildProcess.Start(Path.Combine(root, "Convo.Functions"), [], settings, root);
    }

    /// <summary>Starts the program, and asks it as the host does until it answers.</summary>
    public static async Task<PublishedHandler> StartAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var handler = new PublishedHandler(await LaunchAsync(settings), int.Parse(settings["FUNCTIONS_CUSTOMHANDLER_PORT"]!));
        try
        {
            await Eventually.HoldsAsync(handler.AnswersAsync, Patience, "the handler answers GET /");
            return handler;
        }
        catch
        {
            await handler.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Process.DisposeAsync();
    }

    private static StorageAccount Nowhere()
    {
        var port = FreePort.Take();
        return StorageAccount.At(_ => new Uri($"http://127.0.0.1:{port}/"), "nobody", Convert.ToBase64String(new byte[64]));
    }

    private async Task<bool> AnswersAsync()
    {
        Assert.False(Process.HasEnded, $"It ended: {Process.Errors}{Process.Output}");
        return await Api.StatusAsync("/", CancellationToken.None) is HttpStatusCode.OK;
    }
}
