using System.Net;

namespace Convo.Functions.HostStandIn.Outside;

/// <summary>A client's body on its way to the handler, piece by piece as it comes. It can be read once: a second try to send it fails.</summary>
internal sealed class OnceReadContent(Stream body, CancellationToken aborted) : HttpContent
{
    private const int Piece = 64 * 1024;
    private int begun;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (Interlocked.Exchange(ref begun, 1) is 1)
        {
            throw new InvalidOperationException("The body was already consumed.");
        }

        // Each piece goes out at once, so that what the client sends slowly arrives slowly.
        var piece = new byte[Piece];
        while (await body.ReadAsync(piece, aborted) is var read and > 0)
        {
            await stream.WriteAsync(piece.AsMemory(0, read), aborted);
            await stream.FlushAsync(aborted);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
