using System.Collections.Concurrent;
using System.Text.Json;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.Processes.Stage;

namespace Convo.Functions.Processes.Trouble;

/// <summary>A disk that takes no more, and a folder that can't be used.</summary>
[Collection(Alone.Name)]
public sealed class OneMachineDiskTests
{
    private const int Connections = 4;
    private const int MostEvents = 20_000;

    // A file-size limit is as good as a full disk: writes to the log fail once it has grown. The runtime's own mappings must not count as files.
    private static readonly string[] SmallDisk =
    [
        "/bin/bash", "-c", "trap '' XFSZ; ulimit -f 1024; export DOTNET_EnableWriteXorExecute=0; exec \"$@\"", "small-disk",
    ];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task On_a_full_disk_health_says_so_and_what_was_acknowledged_is_stored_once_there_is_room_again()
    {
        using var data = new TempFolder();
        var signer = new HookSigner(Accounts.Secret, TimeProvider.System);
        var acked = new ConcurrentDictionary<string, string>();
        await ConnectAsync(data.Path);

        await using (var full = await AppProcess.StartAsync(new AppStart(data.Path) { Under = SmallDisk }))
        {
            await FillAsync(full, signer, acked);
            Assert.NotEqual("healthy", (await HealthAsync(full)).GetProperty("status").GetString());
            Assert.Equal("down", (await HealthAsync(full)).GetProperty("store").GetString());
            await full.StopAsync();
        }

        await using (var roomy = await AppProcess.StartAsync(new AppStart(data.Path)))
        {
            await Eventually.HoldsAsync(
                async () => (await HealthAsync(roomy)).GetProperty("status").GetString() == "healthy", Patience, "all is stored and health is well again");
            Assert.Equal(0, await roomy.StopAsync());
        }

        await using var stored = DataFile.Open(data.Path);
        Assert.NotEmpty(acked);
        foreach (var (conversation, hash) in acked)
        {
            Assert.Equal([hash], (await stored.MeetingAsync(Accounts.Convo, conversation, None)).Events.Select(e => e.Id));
        }
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_stops_the_start_with_its_name()
    {
        using var data = new TempFolder();
        var file = Path.Combine(data.Path, "a-file");
        await File.WriteAllTextAsync(file, "");

        await using var process = AppProcess.Launch(new AppStart(Path.Combine(file, "data")));

        Assert.Equal(1, await process.EndAsync(Patience));
        Assert.Contains(Path.Combine(file, "data"), process.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Errors, StringComparison.Ordinal);
    }

    private static async Task ConnectAsync(string folder)
    {
        await using var app = await AppProcess.StartAsync(new AppStart(folder));
        await app.Api.ConnectConvoAsync(Accounts.Convo, new Uri($"http://127.0.0.1:{FreePort.Take()}/"), SandboxProcess.ApiKey, Accounts.Secret, None);
        Assert.Equal(0, await app.StopAsync());
    }

    /// <summary>Sends events until the store takes no more, and some beyond.</summary>
    private static async Task FillAsync(AppProcess app, HookSigner signer, ConcurrentDictionary<string, string> acked)
    {
        var (next, last) = (0, MostEvents);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(SendAsync)));
        Assert.True(last < MostEvents, "The disk never filled up.");

        async Task SendAsync()
        {
            using var poster = new HttpPoster(app.Hook(Accounts.Convo));
            await poster.ConnectAsync(None);
            while (Interlocked.Increment(ref next) is var number && number <= Volatile.Read(ref last))
            {
                var body = signer.Body("conversation.created", $"sess_{number}", "full", 8 * 1024);
                if (await poster.PostAsync(body, signer.Sign(body), None) == 200)
                {
                    acked[$"sess_{number}"] = HookSigner.Hash(body);
                }

                if (number % 50 == 0 && last == MostEvents && (await HealthAsync(app)).GetProperty("store").GetString() == "down")
                {
                    Volatile.Write(ref last, number + 100);
                }
            }
        }
    }

    private static Task<JsonElement> HealthAsync(AppProcess app) => app.Api.HealthAsync(None);
}
