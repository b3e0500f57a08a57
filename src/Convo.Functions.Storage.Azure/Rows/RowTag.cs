using System.Security.Cryptography;
using System.Text;
using Azure;

namespace Convo.Functions.Storage.Azure.Rows;

/// <summary>
/// Tags: the service's version of a row, and a mark of which row it is. Azure's version is the time of the write, so two rows of one batch can have the
/// same; the mark keeps one from fitting the other.
/// </summary>
internal static class RowTag
{
    private const int MarkLength = 8;

    // In the form of a version, and earlier than all: no row has it.
    private static readonly ETag Never = new("W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"");

    /// <summary>The tag of a row.</summary>
    /// <param name="version">The service's version: <c>W/"datetime'…'"</c>.</param>
    /// <param name="partition">The partition key.</param>
    /// <param name="key">The row key.</param>
    public static string Of(string version, string partition, string key) => version + MarkOf(partition, key);

    /// <summary>A tag that no version of the row ever fits.</summary>
    public static string NeverOf(string partition, string key) => Of(Never.ToString("H"), partition, key);

    /// <summary>The version to ask for; one that no row has where the tag is not of this row, or none at all.</summary>
    public static ETag ToETag(string tag, string partition, string key) =>
        tag.EndsWith(MarkOf(partition, key), StringComparison.Ordinal) && tag[..^(MarkLength + 1)] is var version && IsVersion(version)
            ? new ETag(version)
            : Never;

    private static string MarkOf(string partition, string key) =>
        "@" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{partition}\n{key}")))[..MarkLength];

    // It becomes a header, so nothing goes in that could end one.
    private static bool IsVersion(string text) => text is ['W', '/', '"', .., '"'] && text.All(letter => letter is > ' ' and < '\u007F');
}
