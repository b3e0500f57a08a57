using System.Globalization;

namespace Convo.Functions.Core.Ports;

/// <summary>
/// The rules and limits of Azure Table Storage that every store holds alike, so that what works on one works on all
/// (Microsoft Learn, "Understanding the Table service data model" and "Performing entity group transactions").
/// Breaking one is a bug of the caller: an <see cref="ArgumentException"/>, whose message names the rule and never a value.
/// </summary>
public static class RowRules
{
    /// <summary>The longest partition or row key, in UTF-16 units (1 KiB).</summary>
    public const int LongestKey = 512;

    /// <summary>The most values of a row: 255 less the three of the system.</summary>
    public const int MostValues = 252;

    /// <summary>The longest name of a value, in characters.</summary>
    public const int LongestName = 255;

    /// <summary>The longest text, in UTF-16 units (64 KiB).</summary>
    public const int LongestText = 32 * 1024;

    /// <summary>The most bytes of one value.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>The largest row by <see cref="RowSize.Of"/>, in bytes.</summary>
    public const int LargestRow = 1024 * 1024;

    /// <summary>The most changes of a batch.</summary>
    public const int MostChanges = 100;

    /// <summary>The largest batch by <see cref="RowSize.OnWire"/>, in bytes.</summary>
    public const int LargestBatch = 4 * 1024 * 1024;

    /// <summary>The most rows of a page.</summary>
    public const int LargestPage = 1000;

    /// <summary>The first moment that can be stored.</summary>
    public static readonly DateTimeOffset EarliestTime = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly HashSet<string> Tables = new(TableNames.All, StringComparer.Ordinal);

    /// <summary>Checks what <see cref="ITables.GetAsync"/> is given.</summary>
    /// <exception cref="ArgumentException">A rule is broken.</exception>
    public static void CheckGet(string table, string partition, string key)
    {
        CheckTable(table);
        CheckKey(partition, nameof(partition));
        CheckKey(key, nameof(key));
    }

    /// <summary>Checks what <see cref="ITables.QueryAsync"/> is given. The bounds may be any text: they are compared, not stored.</summary>
    /// <exception cref="ArgumentException">A rule is broken.</exception>
    public static void CheckQuery(string table, RowRange range)
    {
        CheckTable(table);
        CheckKey(range.Partition, nameof(range));
        if (range.Take is < 1 or > LargestPage)
        {
            throw new ArgumentException($"A page takes 1 to {LargestPage} rows.", nameof(range));
        }
    }

    /// <summary>Checks what <see cref="ITables.WriteAsync"/> is given.</summary>
    /// <exception cref="ArgumentException">A rule is broken.</exception>
    public static void CheckWrite(string table, IReadOnlyList<RowChange> changes)
    {
        CheckTable(table);
        if (changes.Count is < 1 or > MostChanges)
        {
            throw new ArgumentException($"A write holds 1 to {MostChanges} changes.", nameof(changes));
        }

        foreach (var change in changes)
        {
            CheckChange(change);
        }

        if (changes.Count > 1)
        {
            CheckBatch(changes);
        }
    }

    /// <summary>Checks a partition key or a row key.</summary>
    /// <exception cref="ArgumentException">A rule is broken.</exception>
    public static void CheckKey(string key, string name)
    {
        if (key is not { Length: >= 1 and <= LongestKey })
        {
            throw new ArgumentException($"A key has 1 to {LongestKey} characters.", name);
        }

        foreach (var unit in key)
        {
            if (unit is '/' or '\\' or '#' or '?' or <= '\u001F' or (>= '\u007F' and <= '\u009F'))
            {
                throw new ArgumentException("A key holds none of / \\ # ? and no control characters.", name);
            }
        }

        CheckSurrogates(key, name);
    }

    /// <summary>The row that a change writes, or null for one that removes.</summary>
    public static Row? RowOf(RowChange change) => change switch
    {
        RowChange.Insert insert => insert.Row,
        RowChange.Replace replace => replace.Row,
        RowChange.Upsert upsert => upsert.Row,
        _ => null,
    };

    private static void CheckTable(string table)
    {
        if (!Tables.Contains(table))
        {
            throw new ArgumentException("There is no such table; they are listed in TableNames.", nameof(table));
        }
    }

    private static void CheckChange(RowChange change)
    {
        CheckKey(change.Partition, nameof(change));
        CheckKey(change.Key, nameof(change));
        switch (change)
        {
            case RowChange.Replace { IfTag: var tag }:
                CheckTag(tag);
                break;
            case RowChange.Delete { IfTag: { } tag }:
                CheckTag(tag);
                break;
        }

        if (RowOf(change) is { } row)
        {
            CheckRow(row);
        }
    }

    private static void CheckTag(string tag)
    {
        // To Azure "*" means "whatever the tag is".
        if (tag is null or "" or "*")
        {
            throw new ArgumentException("A tag is one that the store gave.", nameof(tag));
        }
    }

    private static void CheckRow(Row row)
    {
        if (row.Values.Count > MostValues)
        {
            throw new ArgumentException($"A row has at most {MostValues} values.", nameof(row));
        }

        foreach (var (name, value) in row.Values)
        {
            CheckName(name);
            CheckValue(name, value);
        }

        if (RowSize.Of(row) > LargestRow)
        {
            throw new ArgumentException("A row is at most 1 MiB.", nameof(row));
        }
    }

    private static void CheckName(string name)
    {
        if (name is not { Length: >= 1 and <= LongestName } || !IsIdentifier(name))
        {
            throw new ArgumentException($"The name of a value is an identifier of at most {LongestName} characters.", nameof(name));
        }

        if (name is "PartitionKey" or "RowKey" or "Timestamp")
        {
            throw new ArgumentException($"{name} is a name of the store's own.", nameof(name));
        }
    }

    private static bool IsIdentifier(string name)
    {
        for (var index = 0; index < name.Length; index++)
        {
            var fits = char.GetUnicodeCategory(name[index]) switch
            {
                UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                    or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => true,
                UnicodeCategory.ConnectorPunctuation => index > 0 || name[0] == '_',
                UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => index > 0,
                _ => false,
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckValue(string name, RowValue value)
    {
        switch (value)
        {
            case { AsText: { } text }:
                CheckText(name, text);
                break;
            case { AsBytes.Length: > MostBytes }:
                throw new ArgumentException($"Value {name} has more than {MostBytes} bytes.", nameof(value));
            case { AsTime: { } time } when time < EarliestTime:
                throw new ArgumentException($"Value {name} is a moment before the year 1601.", nameof(value));
            case { AsBytes: null, AsTime: null, AsNumber: null, AsFlag: null }:
                throw new ArgumentException($"Value {name} is none; leave it out.", nameof(value));
        }
    }

    private static void CheckText(string name, string text)
    {
        if (text.Length > LongestText)
        {
            throw new ArgumentException($"Value {name} has more than {LongestText} characters.", nameof(text));
        }

        CheckSurrogates(text, name);
    }

    /// <summary>Refuses a text with half a surrogate pair. The message names what holds it, and shows nothing of it.</summary>
    internal static void CheckSurrogates(string text, string name)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[index]) || index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1]))
            {
                throw new ArgumentException($"{name} holds half a surrogate pair, which no encoding can carry.", nameof(text));
            }

            index++;
        }
    }

    private static void CheckBatch(IReadOnlyList<RowChange> changes)
    {
        var keys = new HashSet<string>(changes.Count, StringComparer.Ordinal);
        var size = 0;
        foreach (var change in changes)
        {
            if (!string.Equals(change.Partition, changes[0].Partition, StringComparison.Ordinal))
            {
                throw new ArgumentException("A batch changes one partition.", nameof(changes));
            }

            if (!keys.Add(change.Key))
            {
                throw new ArgumentException("A batch changes no row twice.", nameof(changes));
            }

            size += RowSize.OnWire(change);
        }

        if (size > LargestBatch)
        {
            throw new ArgumentException("A batch is at most 4 MiB on the wire.", nameof(changes));
        }
    }
}
