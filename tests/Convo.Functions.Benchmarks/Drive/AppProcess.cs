using System.Text.RegularExpressions;
using Convo.Functions.Standalone;

namespace Convo.Functions.Benchmarks.Drive;

/// <summary>How the app is started.</summary>
/// <param name="DataFolder">Its data folder.</param>
internal sealed record AppStart(string DataFolder)
{
    /// <summary>The head to start: the one this program was built with, or a published one.</summary>
    public string Assembly { get; init; } = typeof(StandaloneApp).Assembly.Location;

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>More arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = ["--no-sandbox", "--allow-loopback"];

    /// <summary>A program to run it under, with its arguments; none when empty.</summary>
    public IReadOnlyList<string> Under { get; init; } = [];

    /// <summary>The admin token that scripts use.</summary>
    public string AdminToken { get; init; } = AppProcess.UsualToken;
}

/// <summary>The one-machine head as a process of its own.</summary>
internal sealed partial class AppProcess : IAsyncDisposable
{
    public const string UsualToken = "an-admin-token-for-process-tests";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private AppProcess(ChildProcess process, Uri address, string adminToken)
    {
        Process = process;
        Address = address;
        Api = new AppApi(address, adminToken);
    }

    public ChildProcess Process { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    public AppApi Api { get; }

    /// <summary>Where Convo's events for a connection go.</summary>
    public Uri Hook(string connection) => new(Address, $"hooks/convo/{connection}");

    /// <summary>Starts the program without waiting for it.</summary>
    public static ChildProcess Launch(AppStart start) => ChildProcess.StartDotnet(
        start.Assembly,
        ["--port", $"{start.Port}", "--data", start.DataFolder, .. start.Arguments],
        new Dictionary<string, string?> { ["CONVO_ADMIN_TOKEN"] = start.AdminToken },
        start.Under);

    /// <summary>Starts the program, and waits until it says where it listens.</summary>
    public static async Task<AppProcess> StartAsync(AppStart start)
    {
        var process = Launch(start);
        try
        {
            var line = await process.LineAsync(l => SignIn().IsMatch(l), Patience);
            return new AppProcess(process, new Uri(SignIn().Match(line).Groups["address"].Value), start.AdminToken);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells it to stop, as a service manager does, and waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> StopAsync()
    {
        Process.Signal(PosixSignals.Terminate);
        return Process.EndAsync(Patience);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Process.DisposeAsync();
    }

    [GeneratedRegex(@"Sign in\s+(?<address>http://127\.0\.0\.1:\d+/)", RegexOptions.NonBacktracking)]
    private static partial Regex SignIn();
}
