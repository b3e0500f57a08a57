using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Convo.Functions.Tests.Shared;

/// <summary>The node process with all mail servers of this test process. It watches its standard input, so it never outlives us.</summary>
internal sealed class MailProcess
{
    private const int KeptLines = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Lazy<MailProcess> Shared = new(Start);

    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> waiting = [];
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly Lock gate = new();
    private readonly Process process;
    private int ids;

    private MailProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Complain(line.Data);
    }

    /// <summary>Says a wish and gives the answer.</summary>
    /// <exception cref="InvalidOperationException">None came; the message holds what the process printed.</exception>
    public static async Task<JsonElement> AskAsync(string wish, JsonNode about)
    {
        var mail = Shared.Value;
        var id = Interlocked.Increment(ref mail.ids);
        var answer = mail.waiting.GetOrAdd(id, _ => new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously));
        var line = new JsonObject { ["id"] = id, [wish] = about }.ToJsonString();
        lock (mail.gate)
        {
            mail.process.StandardInput.WriteLine(line);
            mail.process.StandardInput.Flush();
        }

        try
        {
            return await answer.Task.WaitAsync(Patience);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"The mail servers did not answer within {Patience}:\n{string.Join('\n', mail.complaints)}", e);
        }
    }

    private static MailProcess Start()
    {
        var script = Path.Combine(ToolsFolder.Find(), "run-smtp.mjs");
        var mail = new MailProcess(new ProcessStartInfo("node", [script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        try
        {
            mail.process.Start();
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("The mail servers need Node 20 or newer, and there is no node on the path.", e);
        }

        mail.process.BeginOutputReadLine();
        mail.process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => mail.process.Kill();
        return mail;
    }

    private void Take(string? line)
    {
        if (line is not null && JsonElement.Parse(line) is var answer && waiting.TryRemove(answer.GetProperty("id").GetInt32(), out var asked))
        {
            asked.SetResult(answer);
        }
    }

    private void Complain(string? line)
    {
        complaints.Enqueue(line ?? "(it ended)");
        while (complaints.Count > KeptLines)
        {
            complaints.TryDequeue(out _);
        }
    }
}
