using Convo.Functions.Benchmarks.Drive;

namespace Convo.Functions.Benchmarks.Load;

/// <summary>Node-RED from the package registry, in the version of the lock file, with the flow that lies beside it.</summary>
internal static class NodeRed
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static string Source => Path.Combine(PublishedHead.Repository, "tests", "Convo.Functions.Benchmarks", "node-red");

    /// <summary>Installs it into the artifacts folder.</summary>
    /// <returns>The folder; null where it can't be had, and why was printed.</returns>
    public static async Task<string?> InstallAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(PublishedHead.Artifacts, "node-red")).FullName;
        foreach (var file in new[] { "package.json", "package-lock.json", ".npmrc", "settings.js", "flows.json" })
        {
            File.Copy(Path.Combine(Source, file), Path.Combine(folder, file), overwrite: true);
        }

        try
        {
            await using var install = ChildProcess.Start("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder: folder);
            if (await install.EndAsync(Patience) == 0)
            {
                return folder;
            }

            Console.WriteLine($"\n!!! NOT RUN: npm ci failed. !!!\n{install.Errors}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("\n!!! NOT RUN: there is no npm here; Node 20 brings it. !!!\n");
        }

        return null;
    }

    /// <summary>Starts it, without waiting until it listens.</summary>
    public static ChildProcess Start(string folder, int port, string secret, Uri sink) => ChildProcess.Start(
        "node",
        [Path.Combine(folder, "node_modules", "node-red", "red.js"), "--userDir", folder, "--settings", Path.Combine(folder, "settings.js")],
        new Dictionary<string, string?> { ["PORT"] = $"{port}", ["WEBHOOK_SECRET"] = secret, ["SINK_URL"] = sink.AbsoluteUri, ["NODE_ENV"] = "production" },
        folder);
}
