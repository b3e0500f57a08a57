namespace Convo.Functions.Benchmarks.Drive;

/// <summary>Runs the SDK in the repository, as from a fresh shell.</summary>
internal static class Sdk
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">What to do.</param>
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        // What an MSBuild that runs this has left in the environment is not meant for another.
        var environment = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToDictionary(name => name, _ => (string?)null);
        await using var process = ChildProcess.Start("dotnet", arguments, environment, PublishedHead.Repository);
        return await process.EndAsync(Patience) == 0
            ? process.Output
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{process.Output}{process.Errors}");
    }
}
