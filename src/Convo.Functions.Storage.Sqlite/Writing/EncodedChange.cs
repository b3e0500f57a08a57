using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Sqlite.Codec;

namespace Convo.Functions.Storage.Sqlite.Writing;

/// <summary>What a change does to the row under its key.</summary>
internal enum ChangeKind
{
    Insert,
    Replace,
    Upsert,
    Delete,
}

/// <summary>One write: changes that are made all or not at all.</summary>
/// <param name="Table">The table's name in UTF-8.</param>
/// <param name="Changes">What to change.</param>
internal readonly record struct EncodedWrite(byte[] Table, EncodedChange[] Changes)
{
    /// <summary>An upsert whose row is written again by the same caller in the same commit: it gets a tag that no row keeps, and is not made.</summary>
    public static readonly EncodedWrite Overtaken = new([], []);

    /// <summary>True for such an upsert.</summary>
    public bool IsOvertaken => Changes.Length == 0;

    /// <summary>How many tags it takes.</summary>
    public int Tags => Math.Max(1, Changes.Length);
}

/// <summary>A change made ready on the caller's thread, so that the one writer only has to hand bytes to SQLite.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Partition">The partition key.</param>
/// <param name="Key">The row key's bytes.</param>
/// <param name="IfTag">The tag that the row must still have; null where any will do. A text that is no tag of ours becomes -1, which no row has.</param>
/// <param name="Body">The values' bytes; empty for a delete.</param>
internal readonly record struct EncodedChange(ChangeKind Kind, PartitionKey Partition, byte[] Key, long? IfTag, byte[] Body)
{
    /// <summary>Encodes a change that keeps to <see cref="RowRules"/>.</summary>
    public static EncodedChange Of(RowChange change) => change switch
    {
        RowChange.Insert insert => Of(ChangeKind.Insert, insert.Row, ifTag: null),
        RowChange.Replace replace => Of(ChangeKind.Replace, replace.Row, RowTag.Parse(replace.IfTag)),
        RowChange.Upsert upsert => Of(ChangeKind.Upsert, upsert.Row, ifTag: null),
        RowChange.Delete delete => new EncodedChange(
            ChangeKind.Delete, PartitionKey.Of(delete.Partition), KeyCodec.Encode(delete.Key), delete.IfTag is { } tag ? RowTag.Parse(tag) : null, []),
        _ => throw new ArgumentException("This kind of change is not known.", nameof(change)),
    };

    private static EncodedChange Of(ChangeKind kind, Row row, long? ifTag) =>
        new(kind, PartitionKey.Of(row.Partition), KeyCodec.Encode(row.Key), ifTag, BodyWriter.Encode(row.Values));
}

/// <summary>A partition key as text, and as the bytes that the database sorts by.</summary>
internal readonly record struct PartitionKey(string Text, byte[] Bytes)
{
    /// <summary>The key with its bytes.</summary>
    public static PartitionKey Of(string text) => new(text, KeyCodec.Encode(text));
}
