using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;

namespace Convo.Functions.Storage.Azure.Tables;

/// <summary>
/// Rows as Table Storage's JSON (Microsoft Learn, "Payload format for Table service operations", <c>odata=minimalmetadata</c>): a value whose kind
/// JSON can't tell has a neighbour <c>name@odata.type</c>.
/// </summary>
internal static class EntityJson
{
    private const string TypeMark = "@odata.type";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    // An answer is at most a page: an object with a list of objects of plain values.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The JSON of a row, in one line.</summary>
    /// <param name="entity">The row.</param>
    /// <param name="letters">Which letters stand as they are.</param>
    public static string Write(TableEntity entity, JsonLetters letters)
    {
        var json = new StringBuilder("{\"PartitionKey\":");
        AppendText(json, entity.PartitionKey, letters);
        json.Append(",\"RowKey\":");
        AppendText(json, entity.RowKey, letters);
        foreach (var name in entity.Keys)
        {
            AppendValue(json, name, entity[name], letters);
        }

        return json.Append('}').ToString();
    }

    /// <summary>Reads one row.</summary>
    /// <exception cref="FormatException">It is not a row of ours. Nothing of it is shown.</exception>
    public static TableEntity Read(BinaryData json) => Parse(json, Read);

    /// <summary>Reads the rows of a page.</summary>
    /// <exception cref="FormatException">It is not a page of rows of ours. Nothing of it is shown.</exception>
    public static List<TableEntity> ReadPage(BinaryData json) =>
        Parse(json, page => page.GetProperty("value").EnumerateArray().Select(Read).ToList());

    // System.Text.Json's writers spell out every character beyond U+FFFF in twelve letters, which breaks RowSize.OnWire and with it the limit of a batch.
    // U+2028 and U+2029 are spelled out because readers of batches go by lines, and some take these for line ends.
    private static void AppendText(StringBuilder json, string text, JsonLetters letters)
    {
        json.Append('"');
        foreach (var unit in text)
        {
            _ = unit switch
            {
                '"' or '\\' => json.Append('\\').Append(unit),
                < ' ' or '\u2028' or '\u2029' => AppendSpelt(json, unit),
                > '~' when letters is JsonLetters.Ascii => AppendSpelt(json, unit),
                _ => json.Append(unit),
            };
        }

        json.Append('"');
    }

    private static StringBuilder AppendSpelt(StringBuilder json, char unit) =>
        json.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));

    private static void AppendValue(StringBuilder json, string name, object value, JsonLetters letters)
    {
        switch (value)
        {
            case string text:
                AppendName(json, name);
                AppendText(json, text, letters);
                break;
            case bool flag:
                AppendName(json, name);
                json.Append(flag ? "true" : "false");
                break;
            case long number:
                AppendTyped(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                AppendTyped(json, name, "Edm.DateTime", time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                AppendTyped(json, name, "Edm.Binary", Convert.ToBase64String(bytes));
                break;
            default:
                throw new ArgumentException($"Value {name} is of a kind that is not stored.", nameof(value));
        }
    }

    private static void AppendName(StringBuilder json, string name) => json.Append(",\"").Append(name).Append("\":");

    private static void AppendTyped(StringBuilder json, string name, string type, string value)
    {
        AppendName(json, name + TypeMark);
        json.Append('"').Append(type).Append('"');
        AppendName(json, name);
        json.Append('"').Append(value).Append('"');
    }

    // The cause of a failure is left out, because it can quote the value that it stumbled over.
    private static T Parse<T>(BinaryData json, Func<JsonElement, T> read)
        where T : class
    {
        T? rows = null;
        try
        {
            using var document = JsonDocument.Parse(json.ToMemory(), Strict);
            rows = read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
        }

        return rows ?? throw new FormatException("The answer is not in the form of Table Storage's rows.");
    }

    private static TableEntity Read(JsonElement row)
    {
        var entity = new TableEntity(row.GetProperty("PartitionKey").GetString()!, row.GetProperty("RowKey").GetString()!);
        foreach (var property in row.EnumerateObject())
        {
            if (property.Name is "odata.etag")
            {
                entity.ETag = new ETag(property.Value.GetString()!);
            }
            else if (!IsOfTheSystem(property.Name) && property.Value.ValueKind is not JsonValueKind.Null)
            {
                var type = row.TryGetProperty(property.Name + TypeMark, out var mark) ? mark.GetString() : null;
                entity[property.Name] = ValueOf(property.Value, type);
            }
        }

        return entity;
    }

    private static bool IsOfTheSystem(string name) =>
        name is "PartitionKey" or "RowKey" or "Timestamp"
        || name.StartsWith("odata.", StringComparison.Ordinal)
        || name.EndsWith(TypeMark, StringComparison.Ordinal);

    private static object ValueOf(JsonElement value, string? type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.String, null or "Edm.String") => value.GetString()!,
        (JsonValueKind.String, "Edm.Int64") => long.Parse(value.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        (JsonValueKind.String, "Edm.Binary") => value.GetBytesFromBase64(),
        (JsonValueKind.String, "Edm.DateTime") =>
            DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        (JsonValueKind.True, _) => true,
        (JsonValueKind.False, _) => false,
        _ => throw new FormatException("A value is of a kind that we don't store."),
    };
}

/// <summary>Which letters of a text stand in JSON as they are; the others are spelt <c>\u0000</c>.</summary>
internal enum JsonLetters
{
    /// <summary>
    /// ASCII only. For single requests: who puts a body together from the pieces that arrive can't break a letter in two then, as Azurite 3.35 does.
    /// </summary>
    Ascii,

    /// <summary>Nearly all. For batches, whose size on the wire is limited.</summary>
    Utf8,
}
