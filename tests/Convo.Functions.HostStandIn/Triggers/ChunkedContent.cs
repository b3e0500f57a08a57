using System.Net;
using System.Net.Http.Headers;

namespace Convo.Functions.HostStandIn.Triggers;

/// <summary>An envelope's bytes, sent as the host sends them: in one chunk, with no Content-Length.</summary>
internal sealed class ChunkedContent : HttpContent
{
    private readonly byte[] bytes;

    public ChunkedContent(byte[] bytes)
    {
        this.bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
