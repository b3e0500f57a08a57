using System.Buffers;

namespace Convo.Functions.Connectors.Http;

/// <summary>Reads an answer up to a limit, so that none, however large or endless, fills the memory.</summary>
internal static class BoundedBody
{
    private const int Chunk = 16 * 1024;

    /// <returns>The body; null where it is larger than the limit.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }

        var body = new ArrayBufferWriter<byte>(Chunk);
        await using var stream = await content.ReadAsStreamAsync(cancellation);

        while (await stream.ReadAsync(body.GetMemory(Chunk), cancellation) is var read and > 0)
        {
            body.Advance(read);

            if (body.WrittenCount > limit)
            {
                return null;
            }
        }

        return body.WrittenMemory;
    }
}
