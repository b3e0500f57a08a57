using System.Text;
using System.Web;

namespace Convo.Functions.Storage.Azure.Pipeline;

/// <summary>
/// What is signed with the account key for Queue Storage (Microsoft Learn, "Authorize with Shared Key", "Blob, Queue, and File services (Shared Key
/// authorization)", in the form of version 2015-02-21 and later: a length of zero is an empty line).
/// </summary>
internal static class QueueSignature
{
    private static readonly string[] SignedHeaders =
    [
        "Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date",
        "If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range",
    ];

    /// <summary>The string to sign.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="headers">All headers as they are sent, by name in any case; the length without quotes, if there is a body.</param>
    /// <param name="account">The name of the account.</param>
    /// <param name="address">The address as it is sent.</param>
    public static string StringToSign(string method, IReadOnlyDictionary<string, string> headers, string account, Uri address)
    {
        var text = new StringBuilder(method).Append('\n');
        foreach (var name in SignedHeaders)
        {
            var value = headers.GetValueOrDefault(name, "");
            text.Append(name is "Content-Length" && value is "0" ? "" : value).Append('\n');
        }

        AppendHeaders(text, headers);
        AppendResource(text, account, address);
        return text.ToString();
    }

    private static void AppendHeaders(StringBuilder text, IReadOnlyDictionary<string, string> headers)
    {
        var ours = headers
            .Select(header => (Name: header.Key.ToLowerInvariant(), header.Value))
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.Ordinal))
            .OrderBy(header => header.Name, StringComparer.Ordinal);
        foreach (var (name, value) in ours)
        {
            text.Append(name).Append(':').Append(string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Append('\n');
        }
    }

    private static void AppendResource(StringBuilder text, string account, Uri address)
    {
        text.Append('/').Append(account).Append(address.AbsolutePath);
        var query = HttpUtility.ParseQueryString(address.Query);
        foreach (var name in query.AllKeys.OfType<string>().OrderBy(name => name.ToLowerInvariant(), StringComparer.Ordinal))
        {
            var values = query.GetValues(name)!.Order(StringComparer.Ordinal);
            text.Append('\n').Append(name.ToLowerInvariant()).Append(':').AppendJoin(',', values);
        }
    }
}
