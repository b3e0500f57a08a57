using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Access;

/// <summary>
/// Whether a change that a browser's cookie vouches for was made by our own page: another site can make a browser send the cookie, but not our
/// header, and not with our origin.
/// </summary>
internal static class SameOrigin
{
    public const string Header = "X-Convo-Functions";

    /// <summary>Whether it was our own page, at the address where the request came in or at the one where the app is reached from outside.</summary>
    public static bool Holds(HttpRequest request, Uri? publicAddress)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return true;
        }

        return request.Headers[Header] == "1" && HoldsForForm(request, publicAddress);
    }

    /// <summary>The same for a form without script, which can send no header: as far as the browser says where it comes from.</summary>
    public static bool HoldsForForm(HttpRequest request, Uri? publicAddress)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site is "" or "same-origin"
            && (origin is "" || Is(origin, $"{request.Scheme}://{request.Host.Value}") || Is(origin, publicAddress?.GetLeftPart(UriPartial.Authority)));
    }

    public static ProblemResult Refusal() => ProblemResult.Forbidden(
        "This change does not come from the app's own page.", $"Scripts send a token as Authorization: Bearer; the page sends {Header}: 1.");

    private static bool Is(string origin, string? own) => string.Equals(origin, own, StringComparison.OrdinalIgnoreCase);
}
