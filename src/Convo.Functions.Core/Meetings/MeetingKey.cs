using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Convo.Functions.Core.Meetings;

/// <summary>Names a meeting: <c>{connection}-{first 16 hex digits of SHA-256 of the conversation id}</c>. Also the partition of all its rows.</summary>
/// <param name="Text">The key as it stands in tables and queue messages.</param>
public readonly record struct MeetingKey(string Text)
{
    private const int HexDigits = 16;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The key of a conversation; any id will do, since only its hash is used.</summary>
    public static MeetingKey For(string connection, string conversationId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(conversationId), hash);
        return new($"{connection}-{Convert.ToHexStringLower(hash[..(HexDigits / 2)])}");
    }

    /// <summary>Reads a key from outside, such as a queue message; null where it isn't one.</summary>
    public static MeetingKey? Parse(string text) =>
        text.Length > HexDigits + 1
        && text[^(HexDigits + 1)] is '-'
        && text.AsSpan(text.Length - HexDigits).IndexOfAnyExcept(Hex) < 0
        && text.AsSpan(0, text.Length - HexDigits - 1).IndexOfAnyExcept(NameCharacters) < 0
            ? new MeetingKey(text)
            : null;

    /// <summary>The connection that the meeting came by.</summary>
    public string Connection => Text[..^(HexDigits + 1)];

    /// <summary>The hash of the conversation's id, in hex: what people see of a meeting whose id is forgotten.</summary>
    public string Hash => Text[^HexDigits..];

    /// <inheritdoc/>
    public override string ToString() => Text;
}
