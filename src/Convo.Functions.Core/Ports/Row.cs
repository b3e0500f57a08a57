namespace Convo.Functions.Core.Ports;

/// <summary>A row of a table.</summary>
/// <param name="Partition">The partition key: 1 to 512 characters, none of <c>/ \ # ?</c> and no control characters.</param>
/// <param name="Key">The key within the partition, under the same rules; keys are ordered ordinally.</param>
/// <param name="Values">At most 252 named values; a name is a C# identifier.</param>
public sealed record Row(string Partition, string Key, IReadOnlyDictionary<string, RowValue> Values)
{
    /// <summary>The version that the store gave the row; null on a row that was not read from a store.</summary>
    public string? Tag { get; init; }

    /// <summary>A text value, or null where the row has none under this name.</summary>
    public string? Text(string name) => Values.TryGetValue(name, out var value) ? value.AsText : null;

    /// <summary>A whole number, or null where the row has none under this name.</summary>
    public long? Number(string name) => Values.TryGetValue(name, out var value) ? value.AsNumber : null;

    /// <summary>A moment, or null where the row has none under this name.</summary>
    public DateTimeOffset? Time(string name) => Values.TryGetValue(name, out var value) ? value.AsTime : null;

    /// <summary>Bytes, or null where the row has none under this name.</summary>
    public ReadOnlyMemory<byte>? Bytes(string name) => Values.TryGetValue(name, out var value) ? value.AsBytes : null;

    /// <summary>True only where the row has a flag under this name and it is set.</summary>
    public bool Flag(string name) => Values.TryGetValue(name, out var value) && value.AsFlag is true;
}

/// <summary>One value of a row: a text (at most 32,768 UTF-16 units), a whole number, a flag, a moment in UTC (to 100 ns) or bytes (at most 64 KiB).</summary>
public readonly record struct RowValue
{
    private readonly object? value;

    private RowValue(object value) => this.value = value;

    /// <summary>The text, or null where the value is of another kind.</summary>
    public string? AsText => value as string;

    /// <summary>The number, or null where the value is of another kind.</summary>
    public long? AsNumber => value as long?;

    /// <summary>The flag, or null where the value is of another kind.</summary>
    public bool? AsFlag => value as bool?;

    /// <summary>The moment, or null where the value is of another kind.</summary>
    public DateTimeOffset? AsTime => value as DateTimeOffset?;

    /// <summary>The bytes, or null where the value is of another kind.</summary>
    public ReadOnlyMemory<byte>? AsBytes => value as ReadOnlyMemory<byte>?;

    /// <summary>A text value.</summary>
    public static implicit operator RowValue(string text) => new(text);

    /// <summary>A number value.</summary>
    public static implicit operator RowValue(long number) => new(number);

    /// <summary>A flag value.</summary>
    public static implicit operator RowValue(bool flag) => new(flag);

    /// <summary>A moment; kept in UTC.</summary>
    public static implicit operator RowValue(DateTimeOffset time) => new(time.ToUniversalTime());

    /// <summary>A value of bytes.</summary>
    public static implicit operator RowValue(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>A value of bytes.</summary>
    public static implicit operator RowValue(byte[] bytes) => new((ReadOnlyMemory<byte>)bytes);
}
