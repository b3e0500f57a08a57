namespace Convo.Functions.Core.Privacy;

/// <summary>A direct message that an account's feedback may go to: that of the person whom it is about.</summary>
/// <param name="Account">The connection of the account; the feedback of everybody else stays away from there.</param>
/// <param name="Destination">As recipes write it, such as <c>U12345678</c>.</param>
public sealed record FeedbackPlace(string Account, string Destination)
{
    private const char Mark = ':';

    /// <summary>As admins read and write it: <c>acme: U12345678</c>.</summary>
    public override string ToString() => $"{Account}{Mark} {Destination}";

    /// <summary>Reads an entry. Where there is but one account, an entry need not name it.</summary>
    /// <param name="entry">As an admin wrote it.</param>
    /// <param name="accounts">The accounts that are connected.</param>
    /// <returns>The place; null where it is not clear whose feedback is meant.</returns>
    public static FeedbackPlace? Read(string entry, IReadOnlyList<string> accounts) => entry.Split(Mark, 2, StringSplitOptions.TrimEntries) switch
    {
        [var account, { Length: > 0 } destination] when accounts.Contains(account) => new(account, destination),
        [{ Length: > 0 } destination] when accounts is [var only] => new(only, destination),
        _ => null,
    };
}
