using System.Globalization;
using System.Security.Cryptography;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Ports;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Access;

/// <summary>
/// Sessions of browsers: a cookie that only we can write, read by no script, sent by no other site. It names the token it was opened with and
/// ends with it, or after 12 hours. A value that a browser brings along is never taken over: each sign-in makes its own.
/// </summary>
internal sealed class Sessions(IDataProtectionProvider protection, WebOptions options, IChance chance, TimeProvider clock)
{
    public const string Cookie = "convo-functions";
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);
    private readonly IDataProtector protector = protection.CreateProtector("Convo.Functions.Session");

    /// <summary>Opens a session.</summary>
    public void Open(HttpContext http, Caller caller, string token)
    {
        var until = clock.GetUtcNow() + Lasts;
        var text = string.Join('|', caller.TokenId ?? "", Tokens.Mark(token), until.UtcTicks.ToString(CultureInfo.InvariantCulture), chance.NewId());
        http.Response.Cookies.Append(Cookie, protector.Protect(text), Form(http, until));
    }

    /// <summary>Closes the browser's session.</summary>
    public void Close(HttpContext http) => http.Response.Cookies.Delete(Cookie, Form(http, until: null));

    /// <summary>Who the session belongs to; null where there is none that counts.</summary>
    /// <param name="http">The request.</param>
    /// <param name="find">Finds the owner by the id of the token (null for the one from the environment) and its mark.</param>
    public async Task<Caller?> FindAsync(HttpContext http, Func<string?, string, CancellationToken, Task<Caller?>> find)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 and < 2048 } value || Read(value) is not [var id, var mark, var ticks, _]
            || !long.TryParse(ticks, CultureInfo.InvariantCulture, out var until) || until < clock.GetUtcNow().UtcTicks)
        {
            return null;
        }

        return await find(id.Length > 0 ? id : null, mark, http.RequestAborted);
    }

    private CookieOptions Form(HttpContext http, DateTimeOffset? until) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps || options.SecureCookies,
        Path = "/",
        IsEssential = true,
        Expires = until,
    };

    private string[]? Read(string value)
    {
        try
        {
            return protector.Unprotect(value).Split('|');
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
