using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Convo.Functions.Benchmarks.Drive;

namespace Convo.Functions.Processes.Starting;

/// <summary>The program as somebody starts it.</summary>
[Collection(Alone.Name)]
public sealed class OneMachineStartTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task It_starts_answers_and_names_the_sandbox()
    {
        await using var app = await AppProcess.StartAsync(new AppStart(data.Path) { Arguments = ["--sandbox-port", "0"] });

        Assert.Equal("healthy", (await app.Api.GetAsync("api/health", CancellationToken.None)).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, await app.Api.StatusAsync("api/recipes", CancellationToken.None));
        await app.Process.LineAsync(line => line.Contains("Sandbox   http://127.0.0.1:", StringComparison.Ordinal), Patience);
    }

    // A tenth of what an idle app holds, and of the time that a start takes, was code that nobody had asked for.
    [Fact]
    public async Task It_loads_nothing_that_only_a_rare_request_needs()
    {
        await using var app = await AppProcess.StartAsync(new AppStart(data.Path) { Arguments = ["--no-sandbox"] });
        Assert.Equal(HttpStatusCode.OK, await app.Api.StatusAsync("api/health", CancellationToken.None));
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var loaded = await File.ReadAllTextAsync($"/proc/{app.Process.Id}/maps");
        Assert.Contains("Convo.Functions.Web.dll", loaded, StringComparison.Ordinal);
        Assert.All(
            ["Microsoft.AspNetCore.Mvc", "OpenApi", "System.Private.Xml", "System.ComponentModel.TypeConverter", "MimeKit", "MailKit"],
            rare => Assert.DoesNotContain(rare, loaded, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_in_use_is_said_plainly_and_the_option_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, errors) = await FailAsync(new AppStart(data.Path) { Port = port });

        Assert.Equal(1, code);
        Assert.StartsWith($"Port {port} is in use.", errors, StringComparison.Ordinal);
        Assert.Contains("--port", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sandbox_port_in_use_names_its_own_option()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (code, errors) = await FailAsync(new AppStart(data.Path) { Arguments = ["--sandbox-port", port] });

        Assert.Equal(1, code);
        Assert.Contains($"Port {port} is in use.", errors, StringComparison.Ordinal);
        Assert.Contains("--sandbox-port", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_in_use_is_said_plainly()
    {
        await using var first = await AppProcess.StartAsync(new AppStart(data.Path));

        var (code, errors) = await FailAsync(new AppStart(data.Path));

        Assert.Equal(1, code);
        Assert.Contains(data.Path, errors, StringComparison.Ordinal);
        Assert.Contains("in use by another process", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await first.Api.StatusAsync("api/health", CancellationToken.None));
    }

    [Theory]
    [InlineData("--prot", "7071")]
    [InlineData("--public-address", "acme")]
    [InlineData("--sandbox-port", "seventy")]
    [InlineData("--action-seconds", "4")]
    public async Task A_wrong_option_is_named_and_nothing_starts(string option, string value)
    {
        var (code, errors) = await FailAsync(new AppStart(data.Path) { Arguments = [option, value] });

        Assert.Equal(1, code);
        Assert.Contains(option, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_options_that_contradict_each_other_are_refused()
    {
        var (code, errors) = await FailAsync(new AppStart(data.Path) { Arguments = ["--sandbox", "--no-sandbox"] });

        Assert.Equal(1, code);
        Assert.Contains("not both", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weak_admin_token_is_refused_with_the_name_of_the_setting_and_an_example()
    {
        const string Weak = "hunter2hunter2";

        var (code, errors) = await FailAsync(new AppStart(data.Path) { AdminToken = Weak });

        Assert.Equal(1, code);
        Assert.Contains("CONVO_ADMIN_TOKEN", errors, StringComparison.Ordinal);
        Assert.Contains("openssl rand -hex 32", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Weak, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Errors)> FailAsync(AppStart start)
    {
        await using var process = AppProcess.Launch(start);
        var code = await process.EndAsync(Patience);
        return (code, process.Errors);
    }
}
