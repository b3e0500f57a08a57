using Convo.Functions.Settings;
using Microsoft.AspNetCore.Connections;
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

    /// <summary>Runs the handler with the settings of the environment.</summary>
    public static Task<int> RunAsync() =>
        RunAsync(new ConfigurationBuilder().AddEnvironmentVariables().Build(), Console.Error, CancellationToken.None);

    /// <summary>Runs the handler until it is asked to stop.</summary>
    /// <param name="settings">The settings; the environment.</param>
    /// <param name="errors">Where a person reads why it can't start; the host logs it as an error.</param>
    /// <param name="stop">Asks it to stop, as SIGTERM does.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IConfiguration settings, TextWriter errors, CancellationToken stop)
    {
        try
        {
            await using var app = await FunctionsApp.StartAsync(FunctionsOptions.Read(settings), CancellationToken.None);
            await app.RunAsync(stop);
            return AskedToStop;
        }
        catch (OptionsValidationException wrong)
        {
            await errors.WriteLineAsync(string.Join(Environment.NewLine, wrong.Failures));
            return CannotStart;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await errors.WriteLineAsync("Another program has the port in FUNCTIONS_CUSTOMHANDLER_PORT. Stop it, or choose another, for example 7073.");
            return CannotStart;
        }
        catch (Exception folder) when (folder is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"The data folder can't be used: {folder.Message} Set CONVO_DATA_FOLDER to one that can be written.");
            return CannotStart;
        }
    }
}
