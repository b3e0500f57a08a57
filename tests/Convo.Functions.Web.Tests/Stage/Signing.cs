using System.Security.Cryptography;
using System.Text;

namespace Convo.Functions.Web.Tests.Stage;

/// <summary>A second HMAC-SHA256, written out from RFC 2104 over the bare hash: what the product's signature check is compared with.</summary>
internal static class Signing
{
    private const int Block = 64;

    public static string Sign(byte[] body, string secret) => Convert.ToHexStringLower(Mac(body, secret));

    public static byte[] Mac(byte[] body, string secret)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        var padded = new byte[Block];
        (key.Length > Block ? SHA256.HashData(key) : key).CopyTo(padded, 0);
        var inner = SHA256.HashData([.. padded.Select(one => (byte)(one ^ 0x36)), .. body]);
        return SHA256.HashData([.. padded.Select(one => (byte)(one ^ 0x5C)), .. inner]);
    }
}
