using Azure.Core;
using Azure.Core.Pipeline;
using Convo.Functions.Storage.Azure.Account;

namespace Convo.Functions.Storage.Azure.Pipeline;

/// <summary>Dates and signs each try of a request to Table Storage.</summary>
internal sealed class TableSharedKeyPolicy(SharedKeyCredential credential, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    /// <inheritdoc/>
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        var date = clock.GetUtcNow().ToString("R");
        var contentType = request.Headers.TryGetValue("Content-Type", out var given) ? given : "";
        var text = TableSignature.StringToSign(request.Method.Method, contentType ?? "", date, credential.AccountName, request.Uri.ToUri());
        request.Headers.SetValue("x-ms-date", date);
        request.Headers.SetValue("Authorization", credential.Authorize(text));
    }
}

/// <summary>Dates and signs each try of a request to Queue Storage.</summary>
internal sealed class QueueSharedKeyPolicy(SharedKeyCredential credential, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    /// <inheritdoc/>
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        request.Headers.SetValue("x-ms-date", clock.GetUtcNow().ToString("R"));
        var headers = request.Headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
        if (request.Content?.TryComputeLength(out var length) is true)
        {
            headers["Content-Length"] = length.ToString();
        }

        var text = QueueSignature.StringToSign(request.Method.Method, headers, credential.AccountName, request.Uri.ToUri());
        request.Headers.SetValue("Authorization", credential.Authorize(text));
    }
}
