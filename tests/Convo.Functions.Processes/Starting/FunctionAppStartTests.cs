using System.Net;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.Processes.Stage;

namespace Convo.Functions.Processes.Starting;

/// <summary>The published handler as the Functions host starts it.</summary>
[Collection(Alone.Name)]
public sealed class FunctionAppStartTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task It_answers_the_host_s_probe_though_there_is_no_storage_and_says_so_in_health()
    {
        await using var handler = await PublishedHandler.StartAsync(PublishedHandler.Settings(data.Path));

        var health = await handler.Api.HealthAsync(CancellationToken.None);
        Assert.Equal("down", health.GetProperty("store").GetString());
        Assert.False(handler.Process.HasEnded);
    }

    [Fact]
    public async Task It_listens_at_the_host_s_port_on_loopback_and_nowhere_else_whatever_the_environment_holds_for_other_programs()
    {
        var other = $"http://127.0.0.1:{FreePort.Take()}";
        var settings = PublishedHandler.Settings(data.Path);
        foreach (var (name, value) in new[]
        {
            ("ASPNETCORE_URLS", other),
            ("DOTNET_URLS", other),
            ("ASPNETCORE_HTTP_PORTS", $"{FreePort.Take()}"),
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("Kestrel__Endpoints__Other__Url", $"http://0.0.0.0:{FreePort.Take()}"),
        })
        {
            settings[name] = value;
        }

        await using var handler = await PublishedHandler.StartAsync(settings);

        Assert.Equal([new IPEndPoint(IPAddress.Loopback, handler.Port)], ProcessFacts.Listens(handler.Process.Id));
    }

    [Fact]
    public async Task It_starts_without_ICU()
    {
        // Whoever wants ICU is told to look for a version that nobody has, and ends before its first line; the runtime's own switch is not set either.
        var settings = PublishedHandler.Settings(data.Path);
        settings["DOTNET_SYSTEM_GLOBALIZATION_APPLOCALICU"] = "0.0.0";
        settings["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = null;

        await using var handler = await PublishedHandler.StartAsync(settings);

        var loaded = ProcessFacts.LoadedFiles(handler.Process.Id);
        Assert.Contains(loaded, file => file.EndsWith("libcoreclr.so", StringComparison.Ordinal));
        Assert.DoesNotContain(loaded, file => Path.GetFileName(file).StartsWith("libicu", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "FUNCTIONS_CUSTOMHANDLER_PORT=7072")]
    [InlineData("AzureWebJobsStorage", "AzureWebJobsStorage=UseDevelopmentStorage=true")]
    [InlineData("CONVO_ADMIN_TOKEN", "openssl rand -hex 32")]
    public async Task A_missing_setting_is_said_with_its_name_and_an_example_and_never_ends_with_0(string name, string example)
    {
        var settings = PublishedHandler.Settings(data.Path);
        settings[name] = null;

        var (code, errors) = await FailAsync(settings);

        Assert.Equal(1, code);
        Assert.Contains(name, errors, StringComparison.Ordinal);
        Assert.Contains(example, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_said_plainly()
    {
        await using var first = await PublishedHandler.StartAsync(PublishedHandler.Settings(data.Path));
        using var own = new TempFolder();
        var settings = PublishedHandler.Settings(own.Path);
        settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{first.Port}";

        var (code, errors) = await FailAsync(settings);

        Assert.Equal(1, code);
        Assert.Contains("FUNCTIONS_CUSTOMHANDLER_PORT", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.False(first.Process.HasEnded);
    }

    private static async Task<(int Code, string Errors)> FailAsync(IReadOnlyDictionary<string, string?> settings)
    {
        await using var process = await PublishedHandler.LaunchAsync(settings);
        var code = await process.EndAsync(Patience);
        return (code, process.Errors);
    }
}
