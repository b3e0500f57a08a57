namespace Convo.Client;

/// <summary>
/// Decides which ids may be put into a request. Ids arrive in webhooks and lists as plain text; one that could change the path it is
/// placed in is refused before anything is sent, as the vendor's own client does (itsconvo/mcp-server, <c>convo-client.ts</c>).
/// </summary>
public static class ConvoId
{
    /// <summary>The longest id that is sent, in UTF-16 characters; documented ids have about ten.</summary>
    public const int MaxLength = 256;

    /// <summary>
    /// Whether an id may be sent: not empty, at most <see cref="MaxLength"/> long, without <c>/ \ . %</c>, controls or halves of surrogate pairs.
    /// </summary>
    /// <param name="id">An id of a conversation or webhook.</param>
    /// <returns>True when every call of <see cref="ConvoClient"/> accepts it.</returns>
    public static bool IsUsable([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? id)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Length > MaxLength)
        {
            return false;
        }

        foreach (var rune in id.EnumerateRunes())
        {
            if (rune == System.Text.Rune.ReplacementChar || System.Text.Rune.IsControl(rune) || rune.Value is '/' or '\\' or '.' or '%')
            {
                return false;
            }
        }

        return true;
    }

    internal static string Checked(string id, string parameter) => IsUsable(id)
        ? id
        : throw new ArgumentException($"An id must have 1 to {MaxLength} characters, none of them / \\ . % or a control.", parameter);
}
