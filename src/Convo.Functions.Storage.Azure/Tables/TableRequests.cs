using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Convo.Functions.Storage.Azure.Tables;

/// <summary>One request to Table Storage.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Address">Where it goes.</param>
internal sealed record TableRequest(RequestMethod Method, Uri Address)
{
    /// <summary>The body; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>The kind of body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The version that a row must have; null where the request has no such condition.</summary>
    public ETag? IfMatch { get; init; }

    /// <summary>True where the answer need not repeat what was sent.</summary>
    public bool WantsNoContent { get; init; }
}

/// <summary>Sends requests to Table Storage, with the headers that all of them need.</summary>
internal sealed class TableRequests(HttpPipeline pipeline)
{
    // The first version in which Table Storage takes tokens (Microsoft Learn, "Authorize access to tables using Microsoft Entra ID").
    private const string ServiceVersion = "2020-12-06";

    /// <summary>Sends a request and gives the answer, whatever its status.</summary>
    public async Task<Response> SendAsync(TableRequest wanted, CancellationToken cancellation)
    {
        using var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = wanted.Method;
        request.Uri.Reset(wanted.Address);
        request.Headers.SetValue("x-ms-version", ServiceVersion);
        request.Headers.SetValue("DataServiceVersion", "3.0");
        request.Headers.SetValue("MaxDataServiceVersion", "3.0;NetFx");
        request.Headers.SetValue("Accept", "application/json;odata=minimalmetadata");
        if (wanted.IfMatch is { } version)
        {
            request.Headers.SetValue("If-Match", version.ToString("H"));
        }

        if (wanted.WantsNoContent)
        {
            request.Headers.SetValue("Prefer", "return-no-content");
        }

        AddBody(request, wanted);
        await pipeline.SendAsync(message, cancellation);
        return message.Response;
    }

    private static void AddBody(Request request, TableRequest wanted)
    {
        if (wanted.Body is { } body)
        {
            request.Headers.SetValue("Content-Type", wanted.ContentType);
            request.Content = RequestContent.Create(BinaryData.FromString(body));
        }
        else if (wanted.Method == RequestMethod.Delete)
        {
            // .NET sends a request without a body again by itself where a kept connection breaks. It must not with a removal: the second would find
            // nothing, and nobody would know of the first. A request with a body, even an empty one, it leaves to us.
            request.Content = RequestContent.Create(ReadOnlyMemory<byte>.Empty);
        }
    }
}
