using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Convo.Functions.Tests.Shared;

/// <summary>The node process that an Azurite runs in. It watches its standard input, so it never outlives the test process.</summary>
internal sealed partial class AzuriteProcess : IAsyncDisposable
{
    private const int KeptLines = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private readonly Queue<string> lines = new();
    private readonly Dictionary<StoragePart, int> ports = [];
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    private AzuriteProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
    }

    public int Id => process.Id;

    /// <summary>Where each part listens; the system chose the ports.</summary>
    public IReadOnlyDictionary<StoragePart, int> Ports => ports;

    /// <param name="accounts">Names and keys, as Azurite reads them.</param>
    /// <param name="more">Further arguments.</param>
    /// <exception cref="InvalidOperationException">It did not start; the message holds what it printed.</exception>
    public static async Task<AzuriteProcess> StartAsync(string accounts, IReadOnlyList<string> more)
    {
        var tools = ToolsFolder.Find();
        string[] arguments =
        [
            Path.Combine(tools, "run-azurite.mjs"), "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent",
            .. ListenAt("blob"), .. ListenAt("queue"), .. ListenAt("table"), .. more,
        ];
        var azurite = new AzuriteProcess(new ProcessStartInfo("node", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AZURITE_ACCOUNTS"] = accounts },
        });
        azurite.Launch();
        try
        {
            await azurite.ListensAsync();
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }

        AppDomain.CurrentDomain.ProcessExit += azurite.OnOurEnd;
        return azurite;
    }

    /// <summary>Closes its standard input, as the end of this process would.</summary>
    public void LetGo() => process.StandardInput.Close();

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnOurEnd;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    // Port 0 lets the system choose, so there is no race for one. Azurite closes idle connections after 5 s by itself; a client that believes in
    // them for longer, as .NET's do, would now and then send a request into a closing one.
    private static string[] ListenAt(string part) => [$"--{part}Host", "127.0.0.1", $"--{part}Port", "0", $"--{part}KeepAliveTimeout", "600"];

    private void Launch()
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("Azurite needs Node 20 or newer, and there is no node on the path.", e);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task ListensAsync()
    {
        var ended = process.WaitForExitAsync();
        try
        {
            if (await Task.WhenAny(listening.Task, ended).WaitAsync(Patience) == ended)
            {
                throw new InvalidOperationException($"Azurite ended with {process.ExitCode}:\n{Printed()}");
            }
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"Azurite did not listen within {Patience}:\n{Printed()}", e);
        }
    }

    private string Printed()
    {
        lock (gate)
        {
            return string.Join('\n', lines);
        }
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (gate)
        {
            lines.Enqueue(line);
            if (lines.Count > KeptLines)
            {
                lines.Dequeue();
            }

            if (Listening().Match(line) is not { Success: true } match)
            {
                return;
            }

            ports[Enum.Parse<StoragePart>(match.Groups["part"].Value + "s")] = int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture);
            if (ports.Count == 3)
            {
                listening.TrySetResult();
            }
        }
    }

    private void OnOurEnd(object? sender, EventArgs e) => process.Kill();

    [GeneratedRegex(@"^Azurite (?<part>Blob|Queue|Table) service is successfully listening at .*:(?<port>\d+)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Listening();
}
