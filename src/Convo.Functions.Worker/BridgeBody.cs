using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Convo.Functions.Worker;

/// <summary>The body of a request, with the limit that Kestrel would hold: who reads more is told 413, and a route may lower it before.</summary>
/// <param name="bytes">The body.</param>
/// <param name="mostBytes">How many bytes it may have.</param>
internal sealed class BridgeBody(ReadOnlyMemory<byte> bytes, long mostBytes) : Stream, IHttpMaxRequestBodySizeFeature, IHttpRequestBodyDetectionFeature
{
    private int at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public bool CanHaveBody => bytes.Length > 0;

    public bool IsReadOnly => at > 0;

    public long? MaxRequestBodySize { get; set; } = mostBytes;

    public override int Read(Span<byte> buffer)
    {
        if (bytes.Length > MaxRequestBodySize)
        {
            throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge);
        }

        var count = Math.Min(buffer.Length, bytes.Length - at);
        bytes.Span.Slice(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
