using System.Buffers.Binary;
using System.Text;

namespace Convo.Functions.Core.Intake;

/// <summary>How an arrival lies in the spool: a length of four bytes (little-endian), then the sealed content.</summary>
internal static class SpoolRecord
{
    /// <summary>The bytes before the sealed content.</summary>
    public const int Prefix = 4;

    // A body has its cap, and sealing adds little; a length beyond this is damage.
    private const int Largest = 2 * EventReader.MaxBytes;

    /// <summary>The record of an arrival.</summary>
    public static byte[] Write(Arrival arrival, ISeal seal)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(arrival.Connection);
            writer.Write(arrival.ReceivedAt.UtcTicks);
            writer.Write(arrival.MediaType is not null);
            writer.Write(arrival.MediaType ?? "");
            writer.Write(arrival.Body.Length);
            writer.Write(arrival.Body.Span);
        }

        var closed = seal.Close(content.ToArray());
        var record = new byte[Prefix + closed.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record, closed.Length);
        closed.CopyTo(record, Prefix);
        return record;
    }

    /// <summary>The sealed content that begins at the offset; null at the end, and where the rest is torn.</summary>
    public static ReadOnlyMemory<byte>? Next(ReadOnlyMemory<byte> file, int offset)
    {
        if (file.Length - offset < Prefix)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(file.Span[offset..]);
        if (length is <= 0 or > Largest || length > file.Length - offset - Prefix)
        {
            // Not in one expression with the slice: there, null would become an empty piece of memory.
            return null;
        }

        return file.Slice(offset + Prefix, length);
    }

    /// <summary>The arrival; null where the seal is broken.</summary>
    public static Arrival? Read(ReadOnlyMemory<byte> closed, ISeal seal)
    {
        if (seal.Open(closed.ToArray()) is not { } content)
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(content, writable: false), Encoding.UTF8);
        var connection = reader.ReadString();
        var receivedAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        var typed = reader.ReadBoolean();
        var mediaType = reader.ReadString();
        var body = reader.ReadBytes(reader.ReadInt32());
        return new Arrival(connection, body, receivedAt) { MediaType = typed ? mediaType : null };
    }
}
