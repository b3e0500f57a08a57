using System.Text.Json;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Benchmarks.Heads;

/// <summary>Counts the rows of a table over all its partitions, which the product never asks for; so not with the product's client.</summary>
/// <param name="account">Where the table is.</param>
internal sealed class RowCount(StorageAccount account) : IDisposable
{
    private const string Continuation = "x-ms-continuation-";

    private readonly RawStorage storage = new(account, new SocketsHttpHandler { UseProxy = false });

    /// <summary>Counts those whose keys begin so.</summary>
    public async Task<long> CountAsync(string table, string keyPrefix, CancellationToken cancellation)
    {
        var (count, after) = (0L, "");
        do
        {
            using var answer = await storage.TableAsync(
                HttpMethod.Get, $"{table}()?$select=RowKey{Filter(keyPrefix)}{after}", cancellation: cancellation);
            answer.EnsureSuccessStatusCode();
            using var page = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellation), cancellationToken: cancellation);
            count += page.RootElement.GetProperty("value").GetArrayLength();
            after = string.Concat(new[] { "NextPartitionKey", "NextRowKey" }.Select(name =>
                answer.Headers.TryGetValues(Continuation + name, out var values) ? $"&{name}={Uri.EscapeDataString(values.First())}" : ""));
        }
        while (after.Length > 0);

        return count;
    }

    public void Dispose() => storage.Dispose();

    // The last character of the prefix, one higher, ends the range.
    private static string Filter(string prefix) => prefix.Length is 0
        ? ""
        : "&$filter=" + Uri.EscapeDataString($"RowKey ge '{prefix}' and RowKey lt '{prefix[..^1]}{(char)(prefix[^1] + 1)}'");
}
