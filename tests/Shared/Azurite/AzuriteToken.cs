using System.Buffers.Text;
using System.Text;

namespace Convo.Functions.Tests.Shared;

/// <summary>
/// A bearer token of the shape that Azurite checks with <c>--oauth basic</c>: issuer, audience and times. It verifies no signature, so there is a made-up one.
/// </summary>
public static class AzuriteToken
{
    /// <summary>The audience of storage in Azure's public cloud.</summary>
    public const string Audience = "https://storage.azure.com";

    private const string Header = """{"alg":"RS256","typ":"JWT"}""";
    private const string Issuer = "https://sts.windows.net/11111111-2222-3333-4444-555555555555/";

    /// <summary>How long a token is good.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(1);

    /// <summary>A token that is good from now on.</summary>
    /// <param name="now">The time; Azurite compares with its own clock.</param>
    /// <param name="audience">Whom it is for.</param>
    public static string Create(DateTimeOffset now, string audience = Audience)
    {
        var begins = now.AddMinutes(-1).ToUnixTimeSeconds();
        var ends = now.Add(Lifetime).ToUnixTimeSeconds();
        var payload = $$"""{"aud":"{{audience}}","iss":"{{Issuer}}","iat":{{begins}},"nbf":{{begins}},"exp":{{ends}},"oid":"tests","ver":"1.0"}""";
        return $"{Encode(Header)}.{Encode(payload)}.{Encode("signature")}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
