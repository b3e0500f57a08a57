using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Convo.Client;

/// <summary>
/// Checks that a delivery is Convo's: HMAC-SHA256 over the raw body as received, the key being the secret as given, prefix included,
/// written as 64 lower-case hex digits without a prefix (API documentation, "Payload Signature"). Despite its look the secret is not
/// base64, and a body that was parsed and written again no longer matches.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header that carries the signature.</summary>
    public const string HeaderName = "X-Convo-Signature";

    /// <summary>The header that carries the event's name; not covered by the signature.</summary>
    public const string EventHeaderName = "X-Convo-Event";

    /// <summary>What <see cref="IndexOfMatchingSecret"/> gives for a delivery that is not Convo's.</summary>
    public const int NoMatch = -1;

    private const int KeyBytesOnStack = 256;
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// Finds which secret signed a body; several are valid while a webhook is being replaced. Anything odd, a missing header, a wrong
    /// length, capitals, a prefix, two joined values, is no match and never an exception. No empty secret ever matches.
    /// </summary>
    /// <param name="body">The body's bytes as received.</param>
    /// <param name="signature">The header's whole value; empty when it is missing.</param>
    /// <param name="secrets">The secrets that are valid now.</param>
    /// <returns>The index of the first secret that matches, or <see cref="NoMatch"/>.</returns>
    public static int IndexOfMatchingSecret(ReadOnlySpan<byte> body, ReadOnlySpan<char> signature, ReadOnlySpan<string> secrets)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryReadHex(signature, claimed))
        {
            return NoMatch;
        }

        var match = NoMatch;
        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (var i = 0; i < secrets.Length; i++)
        {
            if (string.IsNullOrEmpty(secrets[i]))
            {
                continue;
            }

            // Every secret is tried, so that the time taken does not tell which one matched.
            Sign(body, secrets[i], actual);
            if (CryptographicOperations.FixedTimeEquals(claimed, actual) && match == NoMatch)
            {
                match = i;
            }
        }

        return match;
    }

    private static void Sign(ReadOnlySpan<byte> body, string secret, Span<byte> signature)
    {
        var needed = Encoding.UTF8.GetMaxByteCount(secret.Length);
        var rented = needed > KeyBytesOnStack ? ArrayPool<byte>.Shared.Rent(needed) : null;
        var buffer = rented ?? stackalloc byte[KeyBytesOnStack];
        var key = buffer[..Encoding.UTF8.GetBytes(secret, buffer)];
        HMACSHA256.HashData(key, body, signature);
        CryptographicOperations.ZeroMemory(key);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static bool TryReadHex(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        if (text.Length != bytes.Length * 2 || text.ContainsAnyExcept(LowerHex))
        {
            return false;
        }

        return Convert.FromHexString(text, bytes, out _, out _) is OperationStatus.Done;
    }
}
