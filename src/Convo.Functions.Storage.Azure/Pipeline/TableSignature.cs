using System.Web;

namespace Convo.Functions.Storage.Azure.Pipeline;

/// <summary>
/// What is signed with the account key for Table Storage (Microsoft Learn, "Authorize with Shared Key", "Table service (Shared Key authorization)").
/// </summary>
internal static class TableSignature
{
    /// <summary>The string to sign.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="contentType">The header <c>Content-Type</c>, or an empty text.</param>
    /// <param name="date">The header <c>x-ms-date</c>.</param>
    /// <param name="account">The name of the account.</param>
    /// <param name="address">The address as it is sent.</param>
    public static string StringToSign(string method, string contentType, string date, string account, Uri address)
    {
        // Content-MD5, which we don't send, has an empty line of its own. Of the query only comp is signed.
        var comp = HttpUtility.ParseQueryString(address.Query)["comp"];
        var resource = $"/{account}{address.AbsolutePath}{(comp is null ? "" : "?comp=" + comp)}";
        return $"{method}\n\n{contentType}\n{date}\n{resource}";
    }
}
