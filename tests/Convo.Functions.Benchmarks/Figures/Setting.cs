using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Heads;
using Convo.Functions.HostStandIn.Handler;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>How to measure, and with what.</summary>
/// <param name="head">The head to measure.</param>
/// <param name="folder">A folder on a real disk: on one in memory a flush costs nothing.</param>
/// <param name="quick">True for a short look: figures of the same kind, less steady.</param>
internal sealed class Setting(IHead head, string folder, bool quick)
{
    /// <summary>The name of the connection to Convo.</summary>
    public const string Connection = "acme";

    /// <summary>The secret that its events are signed with.</summary>
    public const string Secret = "whsec_a-secret-of-the-benchmarks";

    private int folders;

    /// <summary>The head to measure.</summary>
    public IHead Head => head;

    /// <summary>One of two values.</summary>
    public T Choose<T>(T full, T brief) => quick ? brief : full;

    /// <summary>A new folder.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(folder, $"{Interlocked.Increment(ref folders)}")).FullName;

    /// <summary>Starts the head anew and connects it to accounts on this machine; to nobody where no addresses are given.</summary>
    public Task<IApp> StartConnectedAsync(Uri? convo = null, Uri? slack = null)
    {
        var nobody = new Uri($"http://127.0.0.1:{FreePort.Take()}/");
        return head.StartAsync(NewFolder(), convo ?? nobody, slack ?? nobody);
    }

    /// <summary>Connects an app to accounts on this machine.</summary>
    public static async Task ConnectAsync(AppApi api, Uri convo, Uri slack)
    {
        await api.ConnectConvoAsync(Connection, convo, SandboxProcess.ApiKey, Secret, CancellationToken.None);
        await api.ConnectSlackAsync("slack", slack, SandboxProcess.SlackToken, CancellationToken.None);
    }
}
