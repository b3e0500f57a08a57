using System.Globalization;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Convo.Functions.Storage.Azure.Queues;

/// <summary>
/// A client of one queue with the names, signatures and meanings of Microsoft's <c>QueueClient</c> (Azure.Storage.Queues 12), as far as they are used
/// here, with its option <c>QueueMessageEncoding.Base64</c>: what the Functions host expects of a message (its <c>messageEncoding</c> in host.json).
/// </summary>
internal sealed class QueueClient(Uri endpoint, string queueName, HttpPipeline pipeline)
{
    private const string ServiceVersion = "2020-12-06";
    private readonly Uri queue = new($"{endpoint.AbsoluteUri.TrimEnd('/')}/{queueName}");

    /// <summary>Makes the queue where there is none.</summary>
    public async Task<Response> CreateIfNotExistsAsync(CancellationToken cancellationToken)
    {
        var response = await SendAsync(RequestMethod.Put, queue, body: null, cancellationToken);
        return response.Status is 201 or 204 || (response.Status is 409 && CodeOf(response) is "QueueAlreadyExists") ? response : throw ErrorOf(response);
    }

    /// <summary>Puts a message at the end (Microsoft Learn, "Put Message").</summary>
    /// <param name="messageText">The text; it is sent in base64.</param>
    /// <param name="visibilityTimeout">How long nobody sees it, in whole seconds; shorter than it lives.</param>
    /// <param name="timeToLive">How long it lives, in whole seconds.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Response> SendMessageAsync(
        string messageText, TimeSpan visibilityTimeout, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        var messages = new Uri($"{queue}/messages?visibilitytimeout={Seconds(visibilityTimeout)}&messagettl={Seconds(timeToLive)}");
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(messageText));
        var body = $"<QueueMessage><MessageText>{encoded}</MessageText></QueueMessage>";
        var response = await SendAsync(RequestMethod.Post, messages, body, cancellationToken);
        return response.Status is 201 ? response : throw ErrorOf(response);
    }

    private static string Seconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static string? CodeOf(Response response) => response.Headers.TryGetValue("x-ms-error-code", out var code) ? code : null;

    private static RequestFailedException ErrorOf(Response response)
    {
        var code = CodeOf(response);
        return new RequestFailedException(response.Status, $"Queue Storage answered {response.Status} {code}.", code, innerException: null);
    }

    private async Task<Response> SendAsync(RequestMethod method, Uri address, string? body, CancellationToken cancellation)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Headers.SetValue("x-ms-version", ServiceVersion);
        message.Request.Headers.SetValue("Accept", "application/xml");
        if (body is not null)
        {
            message.Request.Headers.SetValue("Content-Type", "application/xml");
            message.Request.Content = RequestContent.Create(BinaryData.FromString(body));
        }

        await pipeline.SendAsync(message, cancellation);
        return message.Response;
    }
}
