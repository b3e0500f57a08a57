using System.Diagnostics;
using Xunit;

namespace Convo.Functions.Browser.Stage;

/// <summary>Runs a program of Node's to its end, within bounds.</summary>
internal static class Command
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    /// <summary>What it wrote; fails the test with that where the program failed.</summary>
    public static async Task<string> RunAsync(string program, string folder, params string[] arguments)
    {
        using var bound = new CancellationTokenSource(Longest);
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;

        var output = process.StandardOutput.ReadToEndAsync(bound.Token);
        var errors = process.StandardError.ReadToEndAsync(bound.Token);
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took longer than {Longest}.", e);
        }

        Assert.True(process.ExitCode is 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.\n{await output}\n{await errors}");
        return await output;
    }
}
