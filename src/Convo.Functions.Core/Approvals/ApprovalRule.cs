namespace Convo.Functions.Core.Approvals;

/// <summary>The yes that a step of a recipe needs before it goes out.</summary>
/// <param name="Connection">The connection to ask with; null where nobody is asked by a message.</param>
/// <param name="Channel">Where to ask; null where nobody is asked by a message, and it is decided on the page.</param>
/// <param name="By">The e-mail addresses of those who may decide; at least one.</param>
/// <param name="Within">How long they have. Afterwards it does not go out.</param>
public sealed record ApprovalRule(string? Connection, string? Channel, IReadOnlyList<string> By, TimeSpan Within)
{
    /// <summary>The time where a recipe names none.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromHours(24);

    /// <summary>The longest time.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    /// <summary>The most people who may be named.</summary>
    public const int MostPeople = 20;

    /// <summary>The longest e-mail address, in UTF-16 units (RFC 5321, 4.5.3.1.3: a path of 256 with its brackets).</summary>
    public const int LongestAddress = 254;

    /// <summary>The longest name of a channel.</summary>
    public const int LongestChannel = 90;

    /// <summary>Whether a text has the form of an e-mail address. Whether there is one is found out when its owner decides.</summary>
    public static bool IsAddress(string text) =>
        text.Length is > 2 and <= LongestAddress
        && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at == text.LastIndexOf('@') && at < text.Length - 1
        && text.All(letter => letter is > ' ' and not (',' or ';' or '<' or '>' or '"' or '\u007f'));
}
