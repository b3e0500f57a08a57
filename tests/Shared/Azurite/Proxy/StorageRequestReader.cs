using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Convo.Functions.Tests.Shared;

/// <summary>Reads requests as the table and queue REST interfaces have them (Microsoft Learn); the account is the first segment of the path.</summary>
internal static partial class StorageRequestReader
{
    private static readonly (int Rows, string? Table, string? Partition, string? Key) Nothing = (0, null, null, null);

    /// <summary>Reads one request.</summary>
    /// <param name="part">Which part it was sent to.</param>
    /// <param name="method">Its method.</param>
    /// <param name="target">Its path and query, as they came.</param>
    /// <param name="body">Its body.</param>
    /// <param name="number">Which request of its proxy.</param>
    public static StorageRequest Read(StoragePart part, string method, string target, byte[] body, int number)
    {
        var (path, query) = target.Split('?', 2) is [var before, var after] ? (before, after) : (target, "");
        var (account, rest) = Uri.UnescapeDataString(path).TrimStart('/').Split('/', 2) is [var first, var below] ? (first, below) : (path.Trim('/'), "");
        var request = new StorageRequest(part, StorageOperation.Other, account, null, null, null, 0, number);
        return part switch
        {
            StoragePart.Tables => OfTables(request, method, rest, Uri.UnescapeDataString(query), body),
            StoragePart.Queues => OfQueues(request, method, rest.Split('/', StringSplitOptions.RemoveEmptyEntries), query),
            _ => request with { Container = rest.Split('/')[0] is { Length: > 0 } container ? container : null },
        };
    }

    private static StorageRequest OfTables(StorageRequest request, string method, string rest, string query, byte[] body)
    {
        if (rest is "$batch")
        {
            var batch = Batch(Encoding.UTF8.GetString(body));
            return request with { Operation = StorageOperation.Batch, Container = batch.Table, Partition = batch.Partition, Rows = batch.Rows };
        }

        if (TableName().Match(rest) is { Success: true } table)
        {
            return request with { Operation = Of(method, delete: StorageOperation.DeleteTable), Container = Unquoted(table.Groups["name"].Value) };
        }

        if (RowAddress().Match(rest) is { Success: true } row)
        {
            var operation = Of(
                method, StorageOperation.GetRow, put: StorageOperation.PutRow, merge: StorageOperation.MergeRow, delete: StorageOperation.DeleteRow);
            return request with
            {
                Operation = operation,
                Container = row.Groups["table"].Value,
                Partition = Unquoted(row.Groups["partition"].Value),
                Key = Unquoted(row.Groups["key"].Value),
                Rows = operation is StorageOperation.GetRow ? 0 : 1,
            };
        }

        return OfWholeTable(request, method, rest.EndsWith("()", StringComparison.Ordinal) ? rest[..^2] : rest, query, body);
    }

    private static StorageRequest OfWholeTable(StorageRequest request, string method, string table, string query, byte[] body)
    {
        if (table is "Tables")
        {
            return request with { Operation = Of(method, StorageOperation.ListTables, StorageOperation.CreateTable), Container = Member(body, "TableName") };
        }

        if (table.Length == 0 || query.Contains("comp=", StringComparison.Ordinal))
        {
            return request with { Container = table.Length == 0 ? null : table };
        }

        var operation = Of(method, StorageOperation.QueryRows, StorageOperation.InsertRow);
        return operation is StorageOperation.QueryRows
            ? request with { Operation = operation, Container = table, Partition = FilteredPartition(query) }
            : request with { Operation = operation, Container = table, Partition = Member(body, "PartitionKey"), Key = Member(body, "RowKey"), Rows = 1 };
    }

    private static StorageRequest OfQueues(StorageRequest request, string method, string[] path, string query) => path switch
    {
        [var queue] when query.Contains("comp=", StringComparison.Ordinal) => request with
        {
            Operation = Of(method, StorageOperation.QueueProperties),
            Container = queue,
        },
        [var queue] => request with
        {
            Operation = Of(method, put: StorageOperation.CreateQueue, delete: StorageOperation.DeleteQueue),
            Container = queue,
        },
        [var queue, "messages"] => request with
        {
            Operation = Of(
                method,
                query.Contains("peekonly=true", StringComparison.OrdinalIgnoreCase) ? StorageOperation.PeekMessages : StorageOperation.GetMessages,
                StorageOperation.SendMessage,
                delete: StorageOperation.ClearMessages),
            Container = queue,
        },
        [var queue, "messages", var id] => request with
        {
            Operation = Of(method, put: StorageOperation.UpdateMessage, delete: StorageOperation.DeleteMessage),
            Container = queue,
            Key = id,
        },
        _ => request,
    };

    private static StorageOperation Of(
        string method, StorageOperation get = default, StorageOperation post = default, StorageOperation put = default, StorageOperation merge = default,
        StorageOperation delete = default) => method switch
        {
            "GET" or "HEAD" => get,
            "POST" => post,
            "PUT" => put,
            "MERGE" or "PATCH" => merge,
            "DELETE" => delete,
            _ => StorageOperation.Other,
        };

    // A batch is a multipart text in which each change is a request of its own; all are of one table and one partition.
    private static (int Rows, string? Table, string? Partition, string? Key) Batch(string body)
    {
        var changes = ChangeLine().Matches(body);
        if (changes.Count == 0)
        {
            return Nothing;
        }

        var address = Uri.UnescapeDataString(changes[0].Groups["address"].Value);
        var last = address[(address.IndexOf('(') is > 0 and var end ? address.LastIndexOf('/', end) + 1 : address.LastIndexOf('/') + 1)..];
        if (RowAddress().Match(last) is { Success: true } row)
        {
            return (changes.Count, row.Groups["table"].Value, Unquoted(row.Groups["partition"].Value), null);
        }

        var inserted = body.IndexOf('{', changes[0].Index);
        return (changes.Count, last, inserted < 0 ? null : Member(Encoding.UTF8.GetBytes(body[inserted..]), "PartitionKey"), null);
    }

    private static string? FilteredPartition(string query) =>
        PartitionFilter().Match(query.Replace('+', ' ')) is { Success: true } match ? Unquoted(match.Groups["partition"].Value) : null;

    // Reads the first JSON value only: in a batch, more text follows.
    private static string? Member(byte[] json, string name)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: true, state: default);
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty(name, out var member)
                && member.ValueKind is JsonValueKind.String
                ? member.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Unquoted(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"^Tables\('(?<name>[^']*)'\)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TableName();

    [GeneratedRegex(
        @"^(?<table>[^(]+)\(PartitionKey='(?<partition>(?:[^']|'')*)', *RowKey='(?<key>(?:[^']|'')*)'\)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RowAddress();

    [GeneratedRegex(@"PartitionKey eq '(?<partition>(?:[^']|'')*)'", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PartitionFilter();

    [GeneratedRegex(@"^(?:GET|POST|PUT|MERGE|PATCH|DELETE) (?<address>.+) HTTP/1\.1\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex ChangeLine();
}
