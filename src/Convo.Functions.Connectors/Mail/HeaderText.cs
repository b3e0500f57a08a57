namespace Convo.Functions.Connectors.Mail;

/// <summary>
/// Text in the header of a mail: one clean line, in plain ASCII on the wire (RFC 2047). System.Net.Mail refuses ends of lines in a subject but takes them
/// in a display name; here they are gone before anything is written.
/// </summary>
internal static class HeaderText
{
    private const int LongestPlain = 60;

    // 45 bytes are 60 characters of base64, and 72 with what stands around them; an encoded word has at most 75 (RFC 2047, section 2).
    private const int BytesAWord = 45;

    /// <summary>A clean text as it stands in a header, folded where it is long.</summary>
    public static string Encode(string clean) => IsPlain(clean) ? clean : string.Join("\r\n ", Words(clean));

    /// <summary>A mailbox as it stands in a header: <c>"Name" &lt;address&gt;</c>.</summary>
    /// <param name="name">The name, cleaned or not; null for none.</param>
    /// <param name="address">An address that <c>MailAddressRules</c> found right.</param>
    public static string Mailbox(string? name, string address) => name is null || CleanText.OnOneLine(name) is not { Length: > 0 } clean
        ? address
        : IsPlain(clean) ? $"\"{clean.Replace("\\", "\\\\").Replace("\"", "\\\"")}\" <{address}>" : $"{Encode(clean)} <{address}>";

    // What looks like an encoded word would be read as one.
    private static bool IsPlain(string text) =>
        text.Length <= LongestPlain && text.All(c => c is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal);

    private static IEnumerable<string> Words(string text)
    {
        var word = new List<byte>(BytesAWord);
        var bytes = new byte[4];

        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(bytes);

            if (word.Count + length > BytesAWord)
            {
                yield return Word(word);
                word.Clear();
            }

            word.AddRange(bytes.AsSpan(0, length));
        }

        yield return Word(word);
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";
}
