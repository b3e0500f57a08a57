using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Convo.Sandbox.Tests;

/// <summary>The sandbox as its own process.</summary>
public sealed partial class ProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_program_says_where_it_listens_answers_there_and_stops_on_a_signal()
    {
        using var program = Start("--port", "0", "--seed", "5");
        var line = await program.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        var address = Address().Match(line ?? "").Value;
        Assert.Contains("seed 5", line, StringComparison.Ordinal);
        Assert.Contains("mail at port ", line, StringComparison.Ordinal);

        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(new Uri(address), "control/clock"))).StatusCode);
        using var kill = Process.Start("kill", ["-TERM", program.Id.ToString()]);
        await program.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(0, program.ExitCode);
    }

    [Fact]
    public async Task A_port_in_use_is_said_plainly()
    {
        await using var other = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);

        using var program = Start("--port", other.Address.Port.ToString());
        var error = await program.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await program.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(1, program.ExitCode);
        Assert.StartsWith($"Port {other.Address.Port} is in use.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_for_mail_that_is_in_use_is_said_plainly()
    {
        await using var other = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);

        using var program = Start("--port", "0", "--mail-port", other.MailPort.ToString());
        var error = await program.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await program.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(1, program.ExitCode);
        Assert.StartsWith($"Port {other.MailPort}, for mail, is in use. Choose another: --mail-port ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--mail-port", "x")]
    [InlineData("--port")]
    [InlineData("--seed", "x")]
    [InlineData("serve")]
    public async Task A_wrong_argument_is_named_and_nothing_starts(params string[] arguments)
    {
        using var program = Start(arguments);
        var error = await program.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await program.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(2, program.ExitCode);
        Assert.Contains(arguments[0], error, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(SandboxServer).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
