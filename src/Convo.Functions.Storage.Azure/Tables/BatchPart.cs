using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace Convo.Functions.Storage.Azure.Tables;

/// <summary>The answer to one change of a batch: an HTTP answer within the multipart body of another.</summary>
internal sealed class BatchPart(int status, string reason, string requestId) : Response
{
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int Status => status;

    /// <inheritdoc/>
    public override string ReasonPhrase => reason;

    /// <inheritdoc/>
    public override Stream? ContentStream { get; set; }

    /// <inheritdoc/>
    public override string ClientRequestId { get; set; } = requestId;

    /// <summary>Takes a header line; one without a colon is none.</summary>
    public void AddHeader(string line)
    {
        if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var at)
        {
            headers[line[..at].Trim()] = line[(at + 1)..].Trim();
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => ContentStream?.Dispose();

    /// <inheritdoc/>
    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    /// <inheritdoc/>
    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));

    /// <inheritdoc/>
    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    /// <inheritdoc/>
    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }
}
