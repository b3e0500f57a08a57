using System.Globalization;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Api;

/// <summary>What a list was asked for: <c>?limit=</c> 1 to 100 (more is cut to 100), <c>?cursor=</c> as a page before gave it.</summary>
/// <param name="Limit">The most entries wanted.</param>
/// <param name="Cursor">Where to go on; null for the first page.</param>
internal readonly record struct Paging(int Limit, string? Cursor)
{
    public const int Usual = 20;
    public const int Most = 100;
    public const int LongestCursor = 300;

    /// <summary>Reads the query; false where it makes no sense.</summary>
    public static bool TryRead(HttpRequest request, out Paging paging)
    {
        var limit = request.Query["limit"].ToString();
        var cursor = request.Query["cursor"].ToString();
        var number = limit is "" ? Usual : Number(limit);
        var valid = number > 0 && cursor.Length <= LongestCursor;
        paging = new Paging(number, cursor is "" ? null : cursor);
        return valid;
    }

    public static ProblemResult Refusal() => ProblemResult.BadRequest(
        "This page can't be given.", $"Use limit=1 to limit={Most}, and as cursor what the page before gave as next.");

    // 0, which is no limit, for what is no number; digits alone are one, so that none is negative.
    private static int Number(string limit) =>
        long.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? (int)Math.Min(given, Most) : 0;
}
