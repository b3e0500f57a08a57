using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Convo.Functions.Connectors.Slack;

/// <summary>
/// How Slack signs what it sends: <c>v0=</c> and the HMAC-SHA256, in hex, of <c>v0:{timestamp}:{raw body}</c> with the app's signing secret; what is
/// older than five minutes may be a replay ("Verifying requests from Slack").
/// </summary>
internal static class SlackSignature
{
    private const string Version = "v0";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Whether a body was signed with a secret, and lately. Never throws, whatever the headers hold.</summary>
    public static bool Holds(ReadOnlySpan<byte> body, string? timestamp, string? signature, string secret, DateTimeOffset now)
    {
        if (signature is null || timestamp is not { Length: > 0 and <= 12 }
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (now.ToUnixTimeSeconds() - seconds) is var age && Math.Abs(age) > (long)Window.TotalSeconds)
        {
            return false;
        }

        var expected = Encoding.ASCII.GetBytes(Of(body, timestamp, secret));
        var given = Encoding.UTF8.GetBytes(signature);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private static string Of(ReadOnlySpan<byte> body, string timestamp, string secret)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.ASCII.GetBytes($"{Version}:{timestamp}:"));
        mac.AppendData(body);
        return $"{Version}={Convert.ToHexStringLower(mac.GetHashAndReset())}";
    }
}
