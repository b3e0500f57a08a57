using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Convo.Functions.Benchmarks.Drive;

/// <summary>A program that we start, in a process group of its own where the system has <c>setsid</c>, and end by its id. What it prints is kept.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string? Leader = new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly List<(Func<string, bool> Matches, TaskCompletionSource<string> Found)> awaited = [];
    private readonly Lock gate = new();

    private ChildProcess(Process process) => this.process = process;

    /// <summary>Its process id, which is its group's too.</summary>
    public int Id => process.Id;

    /// <summary>What it has printed on its standard output.</summary>
    public string Output => Text(output);

    /// <summary>What it has printed on its standard error.</summary>
    public string Errors => Text(errors);

    /// <summary>True once it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Its resident memory in bytes.</summary>
    public long ResidentBytes => ResidentBytesOf(Id);

    /// <summary>The processor time that it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The resident memory of a process in bytes.</summary>
    public static long ResidentBytesOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        const NumberStyles Padded = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        return long.Parse(line.AsSpan(6, line.Length - 6 - 3), Padded, CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Waits until it answers a request with 200.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not in a minute; with what it printed.</exception>
    public async Task AnswersAsync(Uri address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Patience && !HasEnded)
        {
            try
            {
                using var answer = await http.GetAsync(address);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet listening.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }

        throw new InvalidOperationException($"It never answered: {Errors}");
    }

    /// <summary>Starts a built .NET program.</summary>
    /// <param name="assembly">Its assembly.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables to set, or with null to remove.</param>
    /// <param name="under">A program to run it under, with its arguments.</param>
    public static ChildProcess StartDotnet(
        string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, IReadOnlyList<string>? under = null)
    {
        var host = Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
        return under is { Count: > 0 }
            ? Start(under[0], [.. under.Skip(1), host, "exec", assembly, .. arguments], environment)
            : Start(host, ["exec", assembly, .. arguments], environment);
    }

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its path, or its name on the path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables to set, or with null to remove.</param>
    /// <param name="folder">Where it starts; this program's folder when null.</param>
    public static ChildProcess Start(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        var start = Leader is null ? new ProcessStartInfo(program, arguments) : new ProcessStartInfo(Leader, [program, .. arguments]);
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = folder ?? "";

        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start });
        child.process.OutputDataReceived += (_, line) => child.Take(child.output, line.Data);
        child.process.ErrorDataReceived += (_, line) => child.Take(child.errors, line.Data);
        child.process.Start();
        child.process.StandardInput.Close();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits for a line of its output, one already printed included.</summary>
    /// <exception cref="InvalidOperationException">It ended without it.</exception>
    public async Task<string> LineAsync(Func<string, bool> matches, TimeSpan patience)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (output.ToString().Split('\n').FirstOrDefault(matches) is { } line)
            {
                return line;
            }

            awaited.Add((matches, found));
        }

        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(found.Task, ended).WaitAsync(patience) == ended && !found.Task.IsCompleted)
        {
            throw new InvalidOperationException($"It ended with {process.ExitCode}: {Errors}{Output}");
        }

        return await found.Task;
    }

    /// <summary>Sends a signal to it alone.</summary>
    public void Signal(int signal)
    {
        if (!process.HasExited)
        {
            PosixSignals.Send(Id, signal);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience, TimeProvider.System);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>Kills it with its whole group, as a power cut would, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            if (Leader is null)
            {
                process.Kill();
            }
            else
            {
                PosixSignals.SendToGroup(Id, PosixSignals.Kill);
            }
        }

        await process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private string Text(StringBuilder of)
    {
        lock (gate)
        {
            return of.ToString();
        }
    }

    private void Take(StringBuilder into, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (gate)
        {
            into.Append(line).Append('\n');
            foreach (var (_, found) in into == output ? awaited.Where(a => a.Matches(line)) : [])
            {
                found.TrySetResult(line);
            }
        }
    }
}
