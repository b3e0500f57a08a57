using System.Collections.Concurrent;
using System.Diagnostics;
using Convo.Functions.HostStandIn.App;

namespace Convo.Functions.HostStandIn.Handler;

/// <summary>The handler as <c>host.json</c> describes it: its program is started with the host's environment and the variables that the host adds.</summary>
/// <param name="app">The app root.</param>
/// <param name="environment">What the handler finds in its environment beside what this process has: the app settings.</param>
/// <param name="clock">The time, for the worker's id.</param>
public sealed class HandlerProcess(AppRoot app, IReadOnlyDictionary<string, string> environment, TimeProvider clock) : IHandlerProgram
{
    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>All that its processes wrote to their consoles.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    /// <summary>The ids of the processes that were started, oldest first.</summary>
    public ConcurrentQueue<int> ProcessIds { get; } = new();

    public IRunningHandler Start(int port)
    {
        var start = new ProcessStartInfo(app.Host.Executable)
        {
            // The host joins the arguments with spaces and quotes nothing.
            Arguments = string.Join(' ', app.Host.Arguments),
            WorkingDirectory = app.Host.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment.Concat(Added(port)))
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        ProcessIds.Enqueue(process.Id);
        return new Running(process, new Uri($"http://127.0.0.1:{port}/"));
    }

    private Dictionary<string, string> Added(int port)
    {
        var (number, id) = (port.ToString(), Guid.CreateVersion7(clock.GetUtcNow()).ToString());
        return new Dictionary<string, string>
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = number,
            ["FUNCTIONS_HTTPWORKER_PORT"] = number,
            ["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = id,
            ["FUNCTIONS_HTTPWORKER_ID"] = id,
            ["FUNCTIONS_APP_ROOT_PATH"] = app.Folder,
        };
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private sealed class Running(Process process, Uri address) : IRunningHandler
    {
        public Uri Address => address;

        public Task<int> Exited { get; } = ExitOfAsync(process);

        public void Kill()
        {
            try
            {
                process.Kill();
            }
            catch (InvalidOperationException)
            {
                // It has ended by itself.
            }
        }

        private static async Task<int> ExitOfAsync(Process process)
        {
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
    }
}
