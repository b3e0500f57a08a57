using System.Globalization;
using System.Text;
using Azure;

namespace Convo.Functions.Storage.Azure.Tables;

/// <summary>
/// Reads the answer to a batch (Microsoft Learn, "Performing entity group transactions"): one part for each change, or a single part that says which
/// change could not be made. It goes by lines, because services and emulators differ in how they write boundaries.
/// </summary>
internal static class BatchAnswer
{
    private const string StatusMark = "HTTP/1.1 ";

    /// <summary>The parts, each with its status and headers.</summary>
    /// <param name="response">The answer to the batch as a whole.</param>
    /// <param name="changes">How many changes were sent.</param>
    /// <exception cref="TableTransactionFailedException">A change could not be made, so none was.</exception>
    /// <exception cref="FormatException">It is not an answer to this batch.</exception>
    public static IReadOnlyList<Response> Read(Response response, int changes)
    {
        var parts = new List<Response>();
        using var lines = new StringReader(response.Content.ToString());
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith(StatusMark, StringComparison.Ordinal))
            {
                parts.Add(ReadPart(line, lines, response.ClientRequestId));
            }
        }

        if (parts.Find(part => part.Status >= 400) is { } failed)
        {
            var error = TableError.Read(failed.Content.ToMemory());
            throw error.Index < changes ? new TableTransactionFailedException(TableError.Of(failed), error.Index) : NotOurs();
        }

        return parts.Count == changes ? parts : throw NotOurs();
    }

    private static BatchPart ReadPart(string statusLine, StringReader lines, string requestId)
    {
        var words = statusLine.Split(' ', 3);
        if (!int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw NotOurs();
        }

        var part = new BatchPart(status, words.ElementAtOrDefault(2) ?? "", requestId);
        while (lines.ReadLine() is { Length: > 0 } header)
        {
            part.AddHeader(header);
        }

        // Only errors have a body, of one line.
        part.ContentStream = new MemoryStream(Encoding.UTF8.GetBytes(status >= 400 ? lines.ReadLine() ?? "" : ""));
        return part;
    }

    private static FormatException NotOurs() => new("The answer does not fit the batch.");
}
