using Convo.Functions.Settings;
using Microsoft.Extensions.Options;

namespace Convo.Functions;

/// <summary>
/// What the program does when the Functions host starts it. It never ends with 0: the host takes that for wanted, and does not start the handler again
/// (<c>HttpFunctionInvocationDispatcher.cs:106-173</c>).
/// </summary>
internal static class FunctionsCommand
{
    /// <summary>A setting is missing or wrong, or the port is taken. The third such start within half an hour stops the host.</summary>
    public const int CannotStart = 1;

    /// <summary>It was asked to stop, by SIGTERM: the host starts it again and does not count it as a crash.</summary>
    public const int AskedToStop = 200;

    public static async Task<int> RunAsync()
    {
        try
        {
            var options = FunctionsOptions.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build());
            await using var app = await FunctionsApp.StartAsync(options, CancellationToken.None);
            await app.RunAsync();
            return AskedToStop;
        }
        catch (OptionsValidationException wrong)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, wrong.Failures));
            return CannotStart;
        }
        catch (IOException taken)
        {
            await Console.Error.WriteLineAsync($"The port that the host gave could not be opened: {taken.Message}");
            return CannotStart;
        }
    }
}
