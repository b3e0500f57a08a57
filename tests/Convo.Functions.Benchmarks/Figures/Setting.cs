using Convo.Functions.Benchmarks.Drive;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>How to measure, and with what.</summary>
/// <param name="head">The assembly of the head to measure.</param>
/// <param name="folder">A folder on a real disk: on one in memory a flush costs nothing.</param>
/// <param name="quick">True for a short look: figures of the same kind, less steady.</param>
internal sealed class Setting(string head, string folder, bool quick)
{
    /// <summary>The name of the connection to Convo.</summary>
    public const string Connection = "acme";

    /// <summary>The secret that its events are signed with.</summary>
    public const string Secret = "whsec_a-secret-of-the-benchmarks";

    private int folders;

    /// <summary>One of two values.</summary>
    public T Choose<T>(T full, T brief) => quick ? brief : full;

    /// <summary>A new folder.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(folder, $"{Interlocked.Increment(ref folders)}")).FullName;

    /// <summary>How the head is started on a data folder.</summary>
    public AppStart Start(string dataFolder) => new(dataFolder) { Assembly = head };

    /// <summary>Starts the head and connects it to accounts on this machine; to nobody where no addresses are given.</summary>
    public async Task<AppProcess> StartConnectedAsync(string dataFolder, Uri? convo = null, Uri? slack = null)
    {
        var nobody = new Uri($"http://127.0.0.1:{FreePort.Take()}/");
        var app = await AppProcess.StartAsync(Start(dataFolder));
        await app.Api.ConnectConvoAsync(Connection, convo ?? nobody, SandboxProcess.ApiKey, Secret, CancellationToken.None);
        await app.Api.ConnectSlackAsync("slack", slack ?? nobody, SandboxProcess.SlackToken, CancellationToken.None);
        return app;
    }
}
