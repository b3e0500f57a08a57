using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Convo.Functions.Tests.Shared;

/// <summary>A mail as a server got it, and as a mail reader would show it; read by other code than the product writes it with.</summary>
/// <param name="From">The sender of the envelope.</param>
/// <param name="To">The recipients of the envelope.</param>
/// <param name="IsSecure">Whether it came encrypted.</param>
/// <param name="User">Who had signed in.</param>
/// <param name="Raw">All of it, byte by byte.</param>
public sealed partial record ReceivedMail(string From, IReadOnlyList<string> To, bool IsSecure, string? User, string Raw)
{
    /// <summary>The headers in order, unfolded, as they came.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers =>
        [.. Unfold().Replace(Raw[..Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)], " ").Split("\r\n").Select(line => line.Split(": ", 2))
            .Select(parts => (parts[0], parts.Length > 1 ? parts[1] : ""))];

    /// <summary>A header as a mail reader shows it.</summary>
    public string Header(string name) => Words().Replace(
        BetweenWords().Replace(Headers.Single(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value, "?=$1"), Read);

    /// <summary>The text part.</summary>
    public string Text => Part("text/plain");

    /// <summary>The HTML part.</summary>
    public string Html => Part("text/html");

    internal static ReceivedMail Of(JsonElement mail) => new(
        mail.GetProperty("from").GetString()!,
        [.. mail.GetProperty("to").EnumerateArray().Select(address => address.GetString()!)],
        mail.GetProperty("secure").GetBoolean(),
        mail.GetProperty("user").GetString(),
        Encoding.Latin1.GetString(mail.GetProperty("data").GetBytesFromBase64()));

    private string Part(string type)
    {
        var boundary = Boundary().Match(Header("Content-Type")).Groups["mark"].Value;
        var part = Raw.Split($"\r\n--{boundary}").Single(one => one.StartsWith($"\r\nContent-Type: {type}; charset=utf-8\r\n", StringComparison.Ordinal));
        var body = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return Encoding.UTF8.GetString(Printable(body.Replace("=\r\n", "", StringComparison.Ordinal))).Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    // A letter may be split between two words (some writers do), so words side by side are read as one.
    private static string Read(Match words) => Encoding.UTF8.GetString([.. Word().Matches(words.Value).SelectMany(word =>
        word.Groups["kind"].Value is "B" or "b"
            ? Convert.FromBase64String(word.Groups["text"].Value)
            : Printable(word.Groups["text"].Value.Replace('_', ' ')))]);

    private static byte[] Printable(string text)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            bytes.Add(text[at] == '=' ? Convert.ToByte(text.Substring(at + 1, 2), 16) : (byte)text[at]);
            at += text[at] == '=' ? 2 : 0;
        }

        return [.. bytes];
    }

    [GeneratedRegex("\r\n[ \t]")]
    private static partial Regex Unfold();

    // Spaces between two encoded words are no part of the text (RFC 2047, section 6.2).
    [GeneratedRegex(@"\?=\s+(=\?)")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?utf-8\?(?<kind>[BbQq])\?(?<text>[^?\s]+)\?=")]
    private static partial Regex Word();

    [GeneratedRegex(@"(=\?utf-8\?[BbQq]\?[^?\s]+\?=)+")]
    private static partial Regex Words();

    [GeneratedRegex("boundary=\"(?<mark>[^\"]+)\"")]
    private static partial Regex Boundary();
}
