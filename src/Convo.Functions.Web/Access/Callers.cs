using System.Security.Cryptography;
using System.Text;
using Convo.Functions.Core.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Access;

/// <summary>Who is calling, and how it was proven.</summary>
/// <param name="Caller">Who.</param>
/// <param name="ByCookie">True where a browser's cookie vouches for it, which other sites can make it send.</param>
internal sealed record SignedIn(Caller Caller, bool ByCookie);

/// <summary>
/// Finds out who is calling: by a token in the Authorization header, by a session's cookie, or where the platform signs people in by its word. Never by
/// anything in the address.
/// </summary>
internal sealed class Callers(Tokens tokens, Sessions sessions, WebOptions options)
{
    private const string Bearer = "Bearer ";
    private const int LongestToken = 512;

    private readonly byte[]? adminHash = options.AdminToken is { } token ? Hash(token) : null;

    /// <summary>Who is calling; null for a stranger.</summary>
    public async Task<SignedIn?> FindAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count is 0)
        {
            return await sessions.FindAsync(http, FindSessionAsync) is { } owner ? new SignedIn(owner, ByCookie: true) : ByPlatform(http, byCookie: true);
        }

        // A token that isn't ours may be one that the platform knows.
        return header is [{ } value] && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && await FindAsync(value[Bearer.Length..].Trim(), http.RequestAborted) is { } caller
                ? new SignedIn(caller, ByCookie: false)
                : ByPlatform(http, byCookie: false);
    }

    /// <summary>What to answer to a caller that was not found.</summary>
    public ProblemResult Refusal(HttpContext http)
    {
        if (!options.PlatformSignIn)
        {
            return ProblemResult.Unauthorized();
        }

        if (PlatformPrincipal.Read(http.Request.Headers) is not null)
        {
            return ProblemResult.Forbidden(
                "You are signed in, but have no role in this app.",
                "Ask who runs it for one of the app roles viewer, editor or admin (Entra, enterprise application, users and groups); then sign in again.");
        }

        http.Response.Headers[PlatformPrincipal.SignInHeader] = PlatformPrincipal.SignIn;
        return ProblemResult.Unauthorized($"Sign in at {PlatformPrincipal.SignIn}, or send a token as Authorization: Bearer.");
    }

    /// <summary>Whose token it is; null where it is nobody's.</summary>
    public async Task<Caller?> FindAsync(string token, CancellationToken cancellation)
    {
        if (token.Length is 0 or > LongestToken)
        {
            return null;
        }

        return IsAdmin(token) ? new Caller("admin", Role.Admin, TokenId: null) : await tokens.FindAsync(token, cancellation);
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private SignedIn? ByPlatform(HttpContext http, bool byCookie) =>
        options.PlatformSignIn && PlatformPrincipal.Read(http.Request.Headers) is { Role: { } role, Name: var name }
            ? new SignedIn(new Caller(name, role, TokenId: null), byCookie)
            : null;

    private bool IsAdmin(string token) => adminHash is not null && CryptographicOperations.FixedTimeEquals(adminHash, Hash(token));

    private static bool IsMark(string token, string mark) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Tokens.Mark(token)), Encoding.UTF8.GetBytes(mark));

    private async Task<Caller?> FindSessionAsync(string? tokenId, string mark, CancellationToken cancellation)
    {
        if (tokenId is not null)
        {
            return await tokens.FindSessionAsync(tokenId, mark, cancellation);
        }

        return options.AdminToken is { } token && IsMark(token, mark)
            ? new Caller("admin", Role.Admin, TokenId: null)
            : null;
    }
}
