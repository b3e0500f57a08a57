using Azure;

namespace Convo.Functions.Storage.Azure.Tables;

/// <summary>
/// A row as Table Storage's clients have it: the part of Microsoft's <c>TableEntity</c> that is used here. A value is a <see cref="string"/>, a
/// <see cref="long"/>, a <see cref="bool"/>, a <see cref="DateTimeOffset"/> or a <see cref="byte"/> array.
/// </summary>
internal sealed class TableEntity(string partitionKey, string rowKey)
{
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);

    /// <summary>The partition key.</summary>
    public string PartitionKey { get; } = partitionKey;

    /// <summary>The row key.</summary>
    public string RowKey { get; } = rowKey;

    /// <summary>The version that the service gave the row; empty on one that was not read from it.</summary>
    public ETag ETag { get; set; }

    /// <summary>The names of the values, without those of the system.</summary>
    public IReadOnlyCollection<string> Keys => values.Keys;

    /// <summary>A value by its name.</summary>
    public object this[string key]
    {
        get => values[key];
        set => values[key] = value;
    }
}
