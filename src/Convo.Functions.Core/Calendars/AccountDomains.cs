using System.Text.RegularExpressions;

namespace Convo.Functions.Core.Calendars;

/// <summary>The setting <c>domains</c> of a connection to Convo: whose addresses are inside. Pure.</summary>
public static partial class AccountDomains
{
    /// <summary>The name of the setting.</summary>
    public const string Setting = "domains";

    private const int Most = 20;
    private static readonly char[] Separators = [',', ';', ' '];

    /// <summary>The domains of a setting, in lower case; what is none is left out.</summary>
    public static IReadOnlyList<string> Read(string? setting) => [.. Parts(setting).Where(IsDomain).Distinct().Take(Most)];

    /// <summary>Whether every part of a setting is a domain.</summary>
    public static bool IsValid(string setting) => Parts(setting) is { Count: > 0 and <= Most } parts && parts.TrueForAll(IsDomain);

    /// <summary>Whether a text is a domain, such as <c>example.com</c>; not an address, and not a mere name.</summary>
    public static bool IsDomain(string text) => text.Length <= 253 && Form().IsMatch(text);

    private static List<string> Parts(string? setting) =>
    [
        .. (setting ?? "")
            .Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.TrimStart('@').ToLowerInvariant()),
    ];

    [GeneratedRegex(@"^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
