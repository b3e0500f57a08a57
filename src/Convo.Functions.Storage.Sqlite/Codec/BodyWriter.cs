using System.Buffers.Binary;
using System.Text;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Sqlite.Codec;

/// <summary>
/// The values of a row as bytes: a version byte, the number of values, then each value's name, kind and content. Lengths and numbers are base-128
/// (low seven bits first), signed ones folded (0, -1, 1, -2 … become 0, 1, 2, 3 …); texts are UTF-8; a moment is its 100 ns ticks in UTC.
/// </summary>
internal ref struct BodyWriter
{
    private readonly Span<byte> target;
    private int length;

    private BodyWriter(Span<byte> target) => this.target = target;

    /// <summary>The bytes of a row's values, which keep to <see cref="RowRules"/>.</summary>
    public static byte[] Encode(IReadOnlyDictionary<string, RowValue> values)
    {
        var body = new byte[SizeOf(values)];
        var writer = new BodyWriter(body);
        writer.Put(BodyFormat.Version);
        writer.PutUnsigned((ulong)values.Count);
        foreach (var (name, value) in values)
        {
            writer.PutText(name);
            writer.PutValue(value);
        }

        return body;
    }

    private static int SizeOf(IReadOnlyDictionary<string, RowValue> values)
    {
        var size = 1 + BodyFormat.SizeOf((ulong)values.Count);
        foreach (var (name, value) in values)
        {
            size += SizeOf(name) + 1 + value switch
            {
                { AsText: { } text } => SizeOf(text),
                { AsNumber: { } number } => BodyFormat.SizeOf(BodyFormat.Fold(number)),
                { AsTime: not null } => sizeof(long),
                { AsBytes: { } bytes } => BodyFormat.SizeOf((ulong)bytes.Length) + bytes.Length,
                _ => 0,
            };
        }

        return size;
    }

    private static int SizeOf(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        return BodyFormat.SizeOf((ulong)bytes) + bytes;
    }

    private void PutValue(RowValue value)
    {
        switch (value)
        {
            case { AsText: { } text }:
                Put(BodyFormat.Text);
                PutText(text);
                break;
            case { AsNumber: { } number }:
                Put(BodyFormat.Number);
                PutUnsigned(BodyFormat.Fold(number));
                break;
            case { AsFlag: { } flag }:
                Put(flag ? BodyFormat.True : BodyFormat.False);
                break;
            case { AsTime: { } time }:
                Put(BodyFormat.Time);
                BinaryPrimitives.WriteInt64LittleEndian(target[length..], time.UtcTicks);
                length += sizeof(long);
                break;
            case { AsBytes: { } bytes }:
                Put(BodyFormat.Bytes);
                PutUnsigned((ulong)bytes.Length);
                bytes.Span.CopyTo(target[length..]);
                length += bytes.Length;
                break;
        }
    }

    private void PutText(string text)
    {
        PutUnsigned((ulong)Encoding.UTF8.GetByteCount(text));
        length += Encoding.UTF8.GetBytes(text, target[length..]);
    }

    private void PutUnsigned(ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            Put((byte)(number | 0x80));
        }

        Put((byte)number);
    }

    private void Put(byte value) => target[length++] = value;
}
