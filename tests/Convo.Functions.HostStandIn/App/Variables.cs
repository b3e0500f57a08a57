using System.Text.RegularExpressions;

namespace Convo.Functions.HostStandIn.App;

/// <summary>Puts the values of settings in the place of <c>%NAME%</c>.</summary>
internal static partial class Variables
{
    /// <summary>As for the arguments of the handler: a variable that isn't set becomes nothing.</summary>
    public static string ExpandOrEmpty(string text, IReadOnlyDictionary<string, string> environment) =>
        Name().Replace(text, name => environment.GetValueOrDefault(name.Groups["name"].Value, ""));

    /// <summary>As in a binding: a variable that isn't set is an error.</summary>
    /// <exception cref="InvalidDataException">A variable is not set.</exception>
    public static string Expand(string text, IReadOnlyDictionary<string, string> environment) => Name().Replace(
        text,
        name => environment.GetValueOrDefault(name.Groups["name"].Value) ?? throw new InvalidDataException($"'{name.Value}' does not resolve to a value."));

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
