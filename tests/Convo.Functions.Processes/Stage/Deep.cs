using System.Globalization;

namespace Convo.Functions.Processes.Stage;

/// <summary>Numbers of a run that environment variables raise beyond CI's: the deep runs.</summary>
internal static class Deep
{
    /// <summary>The value of a variable; the usual one where it isn't set.</summary>
    public static int Number(string variable, int usual) => Environment.GetEnvironmentVariable(variable) switch
    {
        null or "" => usual,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        var text => throw new InvalidOperationException($"{variable} is '{text}'; it must be a number above 0, for example {variable}={usual}."),
    };
}
