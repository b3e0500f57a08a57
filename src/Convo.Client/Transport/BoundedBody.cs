using System.Buffers;

namespace Convo.Client;

/// <summary>Reads an answer up to a limit, so that no answer, however large, unending or unpacked, fills the memory.</summary>
internal static class BoundedBody
{
    internal const int MiB = 1024 * 1024;

    /// <summary>For everything but transcripts: the largest documented answer is a page of 100 conversations, about 30 KB.</summary>
    internal const int UsualLimit = 4 * MiB;

    /// <summary>For transcripts, which come in one piece: a whole day of talk is about 1 MB of text.</summary>
    internal const int TranscriptLimit = 32 * MiB;

    /// <summary>For error answers, whose documented form is one line.</summary>
    internal const int ErrorLimit = MiB / 16;

    private const int ChunkSize = 16 * 1024;

    /// <returns>The body; null when it is larger than the limit.</returns>
    internal static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }

        var body = new ArrayBufferWriter<byte>(ChunkSize);
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        while (await stream.ReadAsync(body.GetMemory(ChunkSize), cancellation) is var read and > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > limit)
            {
                return null;
            }
        }

        return body.WrittenMemory;
    }

    /// <summary>The bytes after a UTF-8 byte order mark, which the JSON reader would refuse.</summary>
    internal static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) => body.StartsWith("\uFEFF"u8) ? body[3..] : body;
}
