using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Benchmarks.Heads;

/// <summary>Counts the rows of a table over all its partitions, which the product never asks for; so not with the product's client.</summary>
/// <param name="account">Where the table is.</param>
internal sealed class RowCount(StorageAccount account) : IDisposable
{
    private const string Continuation = "x-ms-continuation-";

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Counts those whose keys begin so.</summary>
    public async Task<long> CountAsync(string table, string keyPrefix, CancellationToken cancellation)
    {
        var (count, after) = (0L, "");
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{account.Tables}/{table}()?$select=RowKey{Filter(keyPrefix)}{after}"));
            Sign(request);
            using var answer = await http.SendAsync(request, cancellation);
            answer.EnsureSuccessStatusCode();
            using var page = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellation), cancellationToken: cancellation);
            count += page.RootElement.GetProperty("value").GetArrayLength();
            after = string.Concat(new[] { "NextPartitionKey", "NextRowKey" }.Select(name =>
                answer.Headers.TryGetValues(Continuation + name, out var values) ? $"&{name}={Uri.EscapeDataString(values.First())}" : ""));
        }
        while (after.Length > 0);

        return count;
    }

    public void Dispose() => http.Dispose();

    // The last character of the prefix, one higher, ends the range.
    private static string Filter(string prefix) => prefix.Length is 0
        ? ""
        : "&$filter=" + Uri.EscapeDataString($"RowKey ge '{prefix}' and RowKey lt '{prefix[..^1]}{(char)(prefix[^1] + 1)}'");

    // Shared Key Lite of tables (Microsoft Learn, "Authorize with Shared Key"): the date and the path, where Azurite's begins with the account's name.
    private void Sign(HttpRequestMessage request)
    {
        var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var signed = Encoding.UTF8.GetBytes($"{date}\n/{account.Name}{request.RequestUri!.AbsolutePath}");
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(account.Key), signed));
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", "2019-02-02");
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/json;odata=nometadata"));
        request.Headers.Authorization = new AuthenticationHeaderValue("SharedKeyLite", $"{account.Name}:{signature}");
    }
}
