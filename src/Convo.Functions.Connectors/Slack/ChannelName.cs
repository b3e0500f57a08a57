namespace Convo.Functions.Connectors.Slack;

/// <summary>What a channel can be called.</summary>
internal static class ChannelName
{
    private const int Longest = 80;

    /// <summary>
    /// An id, or a name: lower-case letters of any script, digits, hyphens and underscores, at most 80 ("conversations.create", section
    /// "Naming conversations"). People (U…) are no channels.
    /// </summary>
    public static bool IsOne(string text) => SlackDirectory.IsId(text) || IsName(text.StartsWith('#') ? text[1..] : text);

    private static bool IsName(string name) =>
        name.Length is > 0 and <= Longest && name.All(c => char.IsLetterOrDigit(c) ? !char.IsUpper(c) : c is '-' or '_' || char.IsSurrogate(c));
}
