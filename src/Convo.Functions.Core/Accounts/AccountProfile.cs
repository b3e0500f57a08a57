namespace Convo.Functions.Core.Accounts;

/// <summary>What Convo says of an account: whose it is, its plan, and its AI generations. Everything may be missing.</summary>
/// <param name="Tier">The plan as Convo writes it, such as <c>starter</c>.</param>
/// <param name="Status">How the subscription stands, such as <c>active</c>; other words are not documented.</param>
/// <param name="OwnerName">The owner's name.</param>
/// <param name="OwnerAddress">The owner's mail address.</param>
/// <param name="Ai">The AI generations; null where Convo didn't say.</param>
public sealed record AccountProfile(string? Tier, string? Status, string? OwnerName, string? OwnerAddress, AiQuota? Ai)
{
    private const int LongestWord = 40;
    private const int LongestName = 80;
    private const int LongestAddress = 254;

    /// <summary>The same in bounds, so that a row and a line hold it: words that are none are left out, names are cut.</summary>
    public AccountProfile Bounded() => this with
    {
        Tier = Word(Tier),
        Status = Word(Status),
        OwnerName = Line(OwnerName, LongestName),
        OwnerAddress = Line(OwnerAddress, LongestAddress) is { } address && address.Length == OwnerAddress?.Trim().Length ? address : null,
    };

    private static string? Word(string? text) =>
        text is { Length: > 0 and <= LongestWord } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? text.ToLowerInvariant() : null;

    // On one line, and never cut between the halves of a character.
    private static string? Line(string? text, int most)
    {
        var line = new string([.. (text ?? "").Where(c => !char.IsControl(c))]).Trim();
        var cut = line.Length <= most ? line : line[..(char.IsHighSurrogate(line[most - 1]) ? most - 1 : most)];
        return cut.Length > 0 && !cut.Where((c, at) => IsHalf(cut, c, at)).Any() ? cut : null;
    }

    private static bool IsHalf(string text, char letter, int at) =>
        (char.IsHighSurrogate(letter) && (at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])))
        || (char.IsLowSurrogate(letter) && (at is 0 || !char.IsHighSurrogate(text[at - 1])));
}
