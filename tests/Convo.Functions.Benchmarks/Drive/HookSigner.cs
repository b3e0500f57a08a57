using System.Security.Cryptography;
using System.Text;

namespace Convo.Functions.Benchmarks.Drive;

/// <summary>Makes events as Convo sends them, and signs them: lower-case hex of HMAC-SHA256 over the raw body, with the whole secret as the key.</summary>
/// <param name="secret">The webhook's secret.</param>
/// <param name="clock">Gives the events their time.</param>
internal sealed class HookSigner(string secret, TimeProvider clock)
{
    private readonly byte[] key = Encoding.UTF8.GetBytes(secret);

    /// <summary>The body of an event.</summary>
    /// <param name="name">Convo's name of it.</param>
    /// <param name="conversation">The conversation's id.</param>
    /// <param name="title">The title in its data.</param>
    /// <param name="bytes">The body is filled up to this length, with a field that nobody knows.</param>
    public byte[] Body(string name, string conversation, string title, int bytes = 0)
    {
        var head = $$"""{"event":"{{name}}","data":{"conversationId":"{{conversation}}","title":"{{title}}","note":"{{""}}""";
        var tail = $"\"}},\"timestamp\":\"{clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\"}}";
        return Encoding.UTF8.GetBytes(head + new string('x', Math.Max(0, bytes - head.Length - tail.Length)) + tail);
    }

    /// <summary>The signature of a body.</summary>
    public string Sign(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(HMACSHA256.HashData(key, body));

    /// <summary>The name of a body in the app's tables: the hash of its bytes.</summary>
    public static string Hash(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
