using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Approvals;

/// <summary>
/// Personal links to the page where a delivery is approved. A link's token is <c>{meeting}_{256 random bits}</c>; only its hash is kept, beside the
/// content that it shows, and goes with it. It is bound to one person, one delivery and one content.
/// </summary>
public sealed class ApprovalLinks(ContentStore content)
{
    private const int RandomBytes = 32;
    private const int LongestToken = 200;
    private const int NameDigits = 32;

    /// <summary>Makes a link's token: this once, and it can't be read again.</summary>
    /// <param name="delivery">The delivery that waits.</param>
    /// <param name="contentHash">The hash of what would go out.</param>
    /// <param name="person">The e-mail address of whom the link is for.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<string> MakeAsync(DeliveryId delivery, string contentHash, string person, CancellationToken cancellation)
    {
        var token = $"{delivery.Meeting}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes))}";
        var stored = new StoredLink(Digest.Bytes(token), delivery.ToString(), contentHash, person);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(stored, LinkJson.Default.StoredLink);
        await content.PutAsync(delivery.Meeting.Text, NameOf(token), bytes, cancellation);
        return token;
    }

    /// <summary>What a token stands for; null where it stands for nothing (any more).</summary>
    public async Task<ApprovalLink?> FindAsync(string token, CancellationToken cancellation)
    {
        if (token.Length > LongestToken || token.Split('_', 2) is not [var meeting, _] || MeetingKey.Parse(meeting) is not { } key
            || await content.GetAsync(key.Text, NameOf(token), cancellation) is not { } bytes
            || JsonSerializer.Deserialize(bytes.Span, LinkJson.Default.StoredLink) is not { } stored
            || DeliveryId.Parse(stored.Delivery) is not { } delivery)
        {
            return null;
        }

        return CryptographicOperations.FixedTimeEquals(stored.Hash, Digest.Bytes(token)) ? new ApprovalLink(delivery, stored.Content, stored.Person) : null;
    }

    private static string NameOf(string token) => $"link|{Digest.Hex(token, NameDigits)}";
}

/// <summary>What a personal link stands for.</summary>
/// <param name="Delivery">The delivery that waits.</param>
/// <param name="Content">The hash of what would go out.</param>
/// <param name="Person">The e-mail address of whom it is for.</param>
public sealed record ApprovalLink(DeliveryId Delivery, string Content, string Person);

internal sealed record StoredLink(byte[] Hash, string Delivery, string Content, string Person);

[JsonSerializable(typeof(StoredLink))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class LinkJson : JsonSerializerContext;
