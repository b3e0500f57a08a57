using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Convo.Functions.Tests.Shared;

/// <summary>
/// Storage by plain HTTP, signed with the shared key as Microsoft Learn, "Authorize with Shared Key", says: for what is asked past the product's
/// own client.
/// </summary>
internal sealed class RawStorage(StorageAccount account, HttpMessageHandler handler) : IDisposable
{
    private readonly HttpMessageInvoker http = new(handler);

    public Task<HttpResponseMessage> CreateTableAsync(string name) => TableAsync(HttpMethod.Post, "Tables", $$"""{"TableName":"{{name}}"}""");

    public Task<HttpResponseMessage> InsertAsync(string table, string partition, string key) =>
        TableAsync(HttpMethod.Post, table, $$"""{"PartitionKey":"{{partition}}","RowKey":"{{key}}","Said":"{{key}}"}""");

    public Task<HttpResponseMessage> GetAsync(string table, string partition, string key) => TableAsync(HttpMethod.Get, AddressOf(table, partition, key));

    public Task<HttpResponseMessage> PutAsync(string table, string partition, string key, string json) =>
        TableAsync(HttpMethod.Put, AddressOf(table, partition, key), json);

    /// <summary>Sends a signed request to the tables.</summary>
    /// <param name="method">The method.</param>
    /// <param name="below">Path and query below the account, escaped.</param>
    /// <param name="body">The body, if any.</param>
    /// <param name="type">The body's type.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<HttpResponseMessage> TableAsync(
        HttpMethod method, string below, string? body = null, string type = "application/json", CancellationToken cancellation = default)
    {
        var message = Message(StoragePart.Tables, method, below, body, type);
        message.Headers.TryAddWithoutValidation("Accept", "application/json;odata=nometadata");
        var signed = string.Join(
            '\n', method.Method, "", body is null ? "" : type, Only(message, "x-ms-date"), $"/{account.Name}{message.RequestUri!.AbsolutePath}");
        return SendAsync(message, signed, cancellation);
    }

    /// <summary>Sends a signed request to the queues.</summary>
    public Task<HttpResponseMessage> QueueAsync(HttpMethod method, string below, string? body = null)
    {
        const string Type = "application/xml";
        var message = Message(StoragePart.Queues, method, below, body, Type);
        var length = body is null ? "" : Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture);
        var query = message.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Order(StringComparer.Ordinal).Select(part => "\n" + part.Replace('=', ':'));
        var signed = $"{method.Method}\n\n\n{length}\n\n{(body is null ? "" : Type)}\n\n\n\n\n\n\n"
            + $"x-ms-date:{Only(message, "x-ms-date")}\nx-ms-version:{Only(message, "x-ms-version")}\n"
            + $"/{account.Name}{message.RequestUri.AbsolutePath}{string.Concat(query)}";
        return SendAsync(message, signed, CancellationToken.None);
    }

    /// <summary>Sends a request to the tables with a bearer token.</summary>
    public Task<HttpResponseMessage> WithTokenAsync(HttpMethod method, string below, string token, string? body = null)
    {
        var message = Message(StoragePart.Tables, method, below, body, "application/json");
        message.Headers.TryAddWithoutValidation("Accept", "application/json;odata=nometadata");
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http.SendAsync(message, CancellationToken.None);
    }

    public void Dispose() => http.Dispose();

    private static string AddressOf(string table, string partition, string key) => $"{table}(PartitionKey='{Quoted(partition)}',RowKey='{Quoted(key)}')";

    private static string Quoted(string text) => Uri.EscapeDataString(text.Replace("'", "''", StringComparison.Ordinal));

    private static string Only(HttpRequestMessage message, string header) => message.Headers.GetValues(header).Single();

    private HttpRequestMessage Message(StoragePart part, HttpMethod method, string below, string? body, string type)
    {
        var message = new HttpRequestMessage(method, $"{account.Of(part)}/{below}");
        message.Headers.Add("x-ms-date", TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        message.Headers.Add("x-ms-version", "2019-02-02");
        if (body is not null)
        {
            message.Content = new StringContent(body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        return message;
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, string signed, CancellationToken cancellation)
    {
        var signature = HMACSHA256.HashData(Convert.FromBase64String(account.Key), Encoding.UTF8.GetBytes(signed));
        message.Headers.Authorization = new AuthenticationHeaderValue("SharedKey", $"{account.Name}:{Convert.ToBase64String(signature)}");
        return http.SendAsync(message, cancellation);
    }
}
