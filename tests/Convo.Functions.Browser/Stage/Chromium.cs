using Microsoft.Playwright;

namespace Convo.Functions.Browser.Stage;

/// <summary>
/// The browser: one for all tests of the process, which ends with it. It comes from npm with libraries of its own, because this machine may have
/// neither; of its package's usual arguments none is used, for they change what a page may do.
/// </summary>
internal static class Chromium
{
    private static readonly Lazy<Task<IBrowser>> Shared = new(StartAsync);

    public static Task<IBrowser> SharedAsync() => Shared.Value;

    private static async Task<IBrowser> StartAsync()
    {
        var unpacked = await Command.RunAsync("node", Folders.Tools, "unpack-chromium.mjs");
        if (unpacked.Split('\n', StringSplitOptions.RemoveEmptyEntries) is not [var program, var libraries])
        {
            throw new InvalidOperationException($"unpack-chromium.mjs told something else than two paths: {unpacked}");
        }

        // By itself it expects everything within five seconds, which a machine that does other things does not always keep.
        Assertions.SetDefaultExpectTimeout(Visitor.Patience);
        var playwright = await Playwright.CreateAsync();
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string)variable.Value!))
            .Where(variable => variable.Key is not "LD_LIBRARY_PATH")
            .Append(KeyValuePair.Create("LD_LIBRARY_PATH", libraries));
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = ["--no-sandbox"], Env = environment });
    }
}
