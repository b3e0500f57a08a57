using System.Buffers.Binary;
using System.Text;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Sqlite.Codec;

/// <summary>Reads what <see cref="BodyWriter"/> wrote. The bytes come from a disk: anything that does not fit is refused, never guessed.</summary>
internal ref struct BodyReader
{
    private ReadOnlySpan<byte> rest;

    private BodyReader(ReadOnlySpan<byte> body) => rest = body;

    /// <summary>The values whose bytes these are.</summary>
    /// <exception cref="FormatException">The bytes are damaged, or of a version that we don't know.</exception>
    public static Dictionary<string, RowValue> Decode(ReadOnlySpan<byte> body)
    {
        var reader = new BodyReader(body);
        if (reader.Take(1)[0] != BodyFormat.Version)
        {
            throw Damaged();
        }

        var count = reader.TakeLength(RowRules.MostValues);
        var values = new Dictionary<string, RowValue>(count, StringComparer.Ordinal);
        for (var index = 0; index < count; index++)
        {
            if (!values.TryAdd(reader.TakeText(), reader.TakeValue()))
            {
                throw Damaged();
            }
        }

        return reader.rest.IsEmpty ? values : throw Damaged();
    }

    private static FormatException Damaged() => new("A row in the database is damaged, or of a version that this program doesn't know.");

    private RowValue TakeValue() => Take(1)[0] switch
    {
        BodyFormat.Text => TakeText(),
        BodyFormat.Number => BodyFormat.Unfold(TakeUnsigned()),
        BodyFormat.False => false,
        BodyFormat.True => true,
        BodyFormat.Time => TakeTime(),
        BodyFormat.Bytes => Take(TakeLength(RowRules.MostBytes)).ToArray(),
        _ => throw Damaged(),
    };

    private DateTimeOffset TakeTime()
    {
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw Damaged();
    }

    private string TakeText() => Encoding.UTF8.GetString(Take(TakeLength(RowRules.LargestRow)));

    private int TakeLength(int most)
    {
        var length = TakeUnsigned();
        return length <= (ulong)most ? (int)length : throw Damaged();
    }

    private ulong TakeUnsigned()
    {
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }

        throw Damaged();
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > rest.Length)
        {
            throw Damaged();
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
