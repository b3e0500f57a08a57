using System.Security.Cryptography;
using System.Text;

namespace Convo.Functions.Core.Access;

/// <summary>SHA-256 of texts, for rows that must tell a text without holding it.</summary>
internal static class Digest
{
    /// <summary>The first hex digits of a text's hash, lower case.</summary>
    public static string Hex(string text, int digits) => Convert.ToHexStringLower(Bytes(text))[..digits];

    /// <summary>The hash of a text in UTF-8.</summary>
    public static byte[] Bytes(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
