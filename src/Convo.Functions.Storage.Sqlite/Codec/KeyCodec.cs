namespace Convo.Functions.Storage.Sqlite.Codec;

/// <summary>
/// Keys as bytes whose order is the ordinal order of the keys. UTF-8 would not do: it puts U+10000 and above after U+E000 to U+FFFF, while by UTF-16 units
/// they come before. So each unit is written on its own in UTF-8's scheme, halves of pairs too (Unicode Technical Report 26, "CESU-8").
/// </summary>
internal static class KeyCodec
{
    private const int MostBytesOfUnit = 3;

    /// <summary>The bytes of a key, or of a bound of a range.</summary>
    public static byte[] Encode(string key)
    {
        Span<byte> buffer = key.Length <= 256 ? stackalloc byte[256 * MostBytesOfUnit] : new byte[key.Length * MostBytesOfUnit];
        var length = 0;
        foreach (var unit in key)
        {
            switch (unit)
            {
                case < '\u0080':
                    buffer[length++] = (byte)unit;
                    break;
                case < '\u0800':
                    buffer[length++] = (byte)(0xC0 | (unit >> 6));
                    buffer[length++] = (byte)(0x80 | (unit & 0x3F));
                    break;
                default:
                    buffer[length++] = (byte)(0xE0 | (unit >> 12));
                    buffer[length++] = (byte)(0x80 | ((unit >> 6) & 0x3F));
                    buffer[length++] = (byte)(0x80 | (unit & 0x3F));
                    break;
            }
        }

        return buffer[..length].ToArray();
    }

    /// <summary>The key whose bytes these are.</summary>
    /// <exception cref="FormatException">They are not a key's bytes.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        Span<char> buffer = bytes.Length <= 512 ? stackalloc char[512] : new char[bytes.Length];
        var length = 0;
        for (var index = 0; index < bytes.Length;)
        {
            var rest = bytes[index..];
            (buffer[length++], var taken) = rest switch
            {
                [< 0x80 and var a, ..] => ((char)a, 1),
                [>= 0xC2 and < 0xE0 and var a, >= 0x80 and < 0xC0 and var b, ..] => ((char)(((a & 0x1F) << 6) | (b & 0x3F)), 2),
                [>= 0xE0 and < 0xF0 and var a, >= 0x80 and < 0xC0 and var b, >= 0x80 and < 0xC0 and var c, ..] =>
                    ((char)(((a & 0x0F) << 12) | ((b & 0x3F) << 6) | (c & 0x3F)), 3),
                _ => throw new FormatException("A key in the database is not in our encoding."),
            };
            index += taken;
        }

        return new string(buffer[..length]);
    }
}
