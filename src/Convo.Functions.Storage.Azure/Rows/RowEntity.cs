using Azure;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure.Tables;

namespace Convo.Functions.Storage.Azure.Rows;

/// <summary>The port's rows as Table Storage's.</summary>
internal static class RowEntity
{
    /// <summary>A row to send. It shares nothing with what was given, which may change while tries go on.</summary>
    public static TableEntity Of(Row row)
    {
        var entity = new TableEntity(row.Partition, row.Key);
        foreach (var (name, value) in row.Values)
        {
            entity[name] = value switch
            {
                { AsText: { } text } => text,
                { AsNumber: { } number } => number,
                { AsFlag: { } flag } => flag,
                { AsTime: { } time } => time,
                { AsBytes: { } bytes } => bytes.ToArray(),
                _ => throw new ArgumentException($"Value {name} is none.", nameof(row)),
            };
        }

        return entity;
    }

    /// <summary>A row that was read.</summary>
    public static Row ToRow(TableEntity entity)
    {
        var values = new Dictionary<string, RowValue>(entity.Keys.Count, StringComparer.Ordinal);
        foreach (var name in entity.Keys)
        {
            values[name] = entity[name] switch
            {
                string text => text,
                long number => number,
                bool flag => flag,
                DateTimeOffset time => time,
                byte[] bytes => bytes,
                _ => throw new FormatException("A value is of a kind that we don't store."),
            };
        }

        return new Row(entity.PartitionKey, entity.RowKey, values) { Tag = RowTag.Of(entity.ETag.ToString("H"), entity.PartitionKey, entity.RowKey) };
    }

    /// <summary>A change of a batch.</summary>
    public static TableTransactionAction ActionOf(RowChange change) => change switch
    {
        RowChange.Insert insert => new TableTransactionAction(TableTransactionActionType.Add, Of(insert.Row)),
        RowChange.Upsert upsert => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Of(upsert.Row)),
        RowChange.Replace replace => new TableTransactionAction(
            TableTransactionActionType.UpdateReplace, Of(replace.Row), RowTag.ToETag(replace.IfTag, replace.Partition, replace.Key)),
        RowChange.Delete { IfTag: { } tag } delete => new TableTransactionAction(
            TableTransactionActionType.Delete, new TableEntity(delete.Partition, delete.Key), RowTag.ToETag(tag, delete.Partition, delete.Key)),
        _ => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(change.Partition, change.Key), ETag.All),
    };
}
