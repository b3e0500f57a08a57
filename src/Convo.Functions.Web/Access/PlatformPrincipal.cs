using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Functions.Core.Access;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Access;

/// <summary>
/// Who is calling in the words of Azure's platform authentication: the header <c>X-MS-CLIENT-PRINCIPAL</c>, base64 of JSON with claims (Microsoft Learn,
/// "Work with user identities in Azure App Service authentication"). The platform removes what a client sends under this name, where it is on.
/// </summary>
internal static partial class PlatformPrincipal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>Tells the page, in an answer to a stranger, where the platform signs people in.</summary>
    public const string SignInHeader = "X-Sign-In";

    /// <summary>Where the platform signs people in, and from where it sends them back to the page.</summary>
    public const string SignIn = "/.auth/login/aad?post_login_redirect_uri=/app/";

    private const int LongestHeader = 32 * 1024;
    private const int LongestName = 120;
    private const string Nameless = "platform user";

    // What Entra calls app roles, where the header does not say.
    private const string Roles = "roles";

    /// <summary>
    /// Who is calling: with the highest of the app roles <c>admin</c>, <c>editor</c> and <c>viewer</c>, or with none; null where nobody is named.
    /// </summary>
    public static PlatformCaller? Read(IHeaderDictionary headers)
    {
        if (headers[Header] is not [{ Length: > 0 and <= LongestHeader } value] || Parse(value) is not { Claims: { } claims } principal)
        {
            return null;
        }

        var roles = claims.Where(claim => claim?.Typ is { } type && (type == principal.RoleTyp || type == Roles)).Select(claim => RoleOf(claim!.Val));
        var name = claims.FirstOrDefault(claim => claim?.Typ is { } type && (type == principal.NameTyp || type is "preferred_username" or "name"))?.Val;
        return new PlatformCaller(Plain(name), roles.Max());
    }

    private static Role? RoleOf(string? value) => value switch
    {
        "admin" => Role.Admin,
        "editor" => Role.Editor,
        "viewer" => Role.Viewer,
        _ => null,
    };

    // It stands in the audit trail, and comes from a directory that others write.
    private static string Plain(string? name)
    {
        var plain = string.Concat((name ?? "").Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)).Take(LongestName));
        return plain.Length > 0 ? plain : Nameless;
    }

    private static Wire? Parse(string value)
    {
        try
        {
            return JsonSerializer.Deserialize(Convert.FromBase64String(value), WireJson.Default.Wire);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    internal sealed record Wire(
        [property: JsonPropertyName("claims")] IReadOnlyList<Claim?>? Claims,
        [property: JsonPropertyName("name_typ")] string? NameTyp,
        [property: JsonPropertyName("role_typ")] string? RoleTyp);

    internal sealed record Claim([property: JsonPropertyName("typ")] string? Typ, [property: JsonPropertyName("val")] string? Val);

    [JsonSerializable(typeof(Wire))]
    [JsonSourceGenerationOptions(AllowDuplicateProperties = false, MaxDepth = 32)]
    internal sealed partial class WireJson : JsonSerializerContext;
}

/// <summary>Whom the platform has signed in.</summary>
/// <param name="Name">The name as the directory has it.</param>
/// <param name="Role">The highest role that was given; null for none.</param>
internal sealed record PlatformCaller(string Name, Role? Role);
