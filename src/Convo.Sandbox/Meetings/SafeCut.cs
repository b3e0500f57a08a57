namespace Convo.Sandbox.Meetings;

/// <summary>Cuts text to a length without halving a character: half a surrogate pair can't be written as JSON.</summary>
internal static class SafeCut
{
    public static string Of(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return text[..end].TrimEnd() + "…";
    }
}
