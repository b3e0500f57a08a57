using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Convo.Functions.Tests.Start;

/// <summary>How the program ends. With 0 the host would take it for wanted, and never start the handler again.</summary>
public sealed class CommandTests : IDisposable
{
    // Nobody listens there.
    private const string Nowhere =
        "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;TableEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("command-test-");
    private readonly StringWriter errors = new();

    public void Dispose()
    {
        folder.Delete(recursive: true);
        errors.Dispose();
    }

    [Fact]
    public async Task Asked_to_stop_it_ends_with_the_code_that_the_host_does_not_count_as_a_crash()
    {
        using var stop = new CancellationTokenSource();
        var running = RunAsync("0", folder.FullName, stop.Token);
        await stop.CancelAsync();
        Assert.Equal(200, await running);
        Assert.Empty(errors.ToString());
    }

    [Fact]
    public async Task Without_settings_it_says_what_is_missing_and_does_not_end_with_0()
    {
        Assert.Equal(1, await FunctionsCommand.RunAsync(new ConfigurationBuilder().Build(), errors, default));
        foreach (var name in new[] { "FUNCTIONS_CUSTOMHANDLER_PORT", "AzureWebJobsStorage", "CONVO_ADMIN_TOKEN" })
        {
            Assert.Contains(name, errors.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task With_a_port_that_is_taken_it_says_so_and_does_not_end_with_0()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        Assert.Equal(1, await RunAsync($"{((IPEndPoint)other.LocalEndpoint).Port}", folder.FullName, default));
        Assert.Contains("Another program has the port", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_data_folder_that_can_not_be_used_it_says_so_and_does_not_end_with_0()
    {
        var file = Path.Combine(folder.FullName, "file");
        await File.WriteAllTextAsync(file, "in the way");
        Assert.Equal(1, await RunAsync("0", file, default));
        Assert.Contains("CONVO_DATA_FOLDER", errors.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(string port, string data, CancellationToken stop) => FunctionsCommand.RunAsync(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = port,
            ["AzureWebJobsStorage"] = Nowhere,
            ["CONVO_ADMIN_TOKEN"] = "admin-token-for-tests-0123456789",
            ["CONVO_DATA_FOLDER"] = data,
        }).Build(),
        errors,
        stop);
}
