using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Convo.Functions.Storage.Azure;

namespace Convo.Functions.Storage.Tests.Azure.Wire;

/// <summary>Answers every request with one text, and keeps the bodies that came.</summary>
internal sealed class ScriptedStorage(HttpStatusCode status, string answer, string contentType = "application/json") : HttpMessageHandler
{
    /// <summary>What was sent.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Tables that are answered by it.</summary>
    public AzureTables Tables => new(new AzureStorageOptions { ConnectionString = "UseDevelopmentStorage=true", Transport = new HttpClientTransport(this) });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sent.Add(request.Content is { } body ? Encoding.UTF8.GetString(await body.ReadAsByteArrayAsync(cancellationToken)) : "");
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return new HttpResponseMessage(status) { Content = content, Headers = { { "ETag", "W/\"datetime'2026-05-11T09%3A00%3A00.1234567Z'\"" } } };
    }
}
