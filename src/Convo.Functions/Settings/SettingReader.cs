using System.Globalization;

namespace Convo.Functions.Settings;

/// <summary>Reads settings, and gathers what is wrong with them, so that all of it can be told at once. Never quotes a value: it may be a secret.</summary>
/// <param name="configuration">The settings, as read from the environment.</param>
internal sealed class SettingReader(IConfiguration configuration)
{
    private readonly List<string> problems = [];

    /// <summary>What is wrong so far, each with an example.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>The text of a setting; null where it is missing or empty, as Azure leaves settings that were cleared.</summary>
    public string? Text(string name) =>
        configuration[name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] is { Length: > 0 } text ? text.Trim() : null;

    /// <summary>A whole number.</summary>
    public int? Number(string name, string example)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        problems.Add($"{name} must be a whole number, for example {name}={example}.");
        return null;
    }

    /// <summary>A yes or no: <c>true</c> or <c>1</c>, <c>false</c> or <c>0</c>, in any letter case.</summary>
    public bool Flag(string name, string example)
    {
        switch (Text(name)?.ToLowerInvariant())
        {
            case null or "false" or "0":
                return false;
            case "true" or "1":
                return true;
            default:
                problems.Add($"{name} must be true or false, for example {name}={example}.");
                return false;
        }
    }

    /// <summary>A whole address.</summary>
    public Uri? Address(string name, string example)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // On Linux a path parses as an address of its own kind.
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https"))
        {
            return address;
        }

        problems.Add($"{name} must be a whole address, for example {name}={example}.");
        return null;
    }
}
