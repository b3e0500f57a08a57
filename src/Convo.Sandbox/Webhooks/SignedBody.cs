using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Sandbox.ConvoApi;

namespace Convo.Sandbox.Webhooks;

/// <summary>The exact bytes of one delivery and their signature: HMAC-SHA256 with the whole secret as the key, lower-case hex, no prefix.</summary>
internal sealed record SignedBody(byte[] Bytes, string Signature, string Sha256)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SignedBody Of(string name, JsonObject data, DateTimeOffset timestamp, string secret)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Compact))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            json.WritePropertyName("data");
            data.WriteTo(json);
            json.WriteString("timestamp", ConvoTime.Format(timestamp));
            json.WriteEndObject();
        }

        var body = bytes.ToArray();
        return new(
            body,
            Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)),
            Convert.ToHexStringLower(SHA256.HashData(body)));
    }
}
