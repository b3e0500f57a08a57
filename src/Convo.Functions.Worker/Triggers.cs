using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Convo.Functions.Worker;

/// <summary>
/// The functions as the isolated worker declares them: the same names, routes, queues and schedules as <c>FunctionTable</c>, which attributes can't read;
/// a test compares the two. Each hands on to the web app.
/// </summary>
/// <param name="web">The way into the web app.</param>
public sealed class Triggers(BridgeServer web)
{
    /// <summary>Convo's and Slack's deliveries.</summary>
    [Function("hooks")]
    public Task<HttpResponseData> Hooks([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "hooks/{*path}")] HttpRequestData req) =>
        ServeAsync(req);

    /// <summary>Links in approval mails.</summary>
    [Function("approve")]
    public Task<HttpResponseData> Approve([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "approve/{*path}")] HttpRequestData req) =>
        ServeAsync(req);

    /// <summary>The JSON API.</summary>
    [Function("api")]
    public Task<HttpResponseData> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", Route = "api/{*path}")] HttpRequestData req) => ServeAsync(req);

    /// <summary>The page.</summary>
    [Function("app")]
    public Task<HttpResponseData> App([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "app/{*path}")] HttpRequestData req) => ServeAsync(req);

    /// <summary>Follows hints.</summary>
    [Function("work")]
    public Task Work([QueueTrigger("work", Connection = "AzureWebJobsStorage")] string msg, FunctionContext context) =>
        web.CallAsync("work", Envelope.OfMessage(msg), context.CancellationToken);

    /// <summary>Records the hints that failed again and again.</summary>
    [Function("work-poison")]
    public Task WorkPoison([QueueTrigger("work-poison", Connection = "AzureWebJobsStorage")] string msg, FunctionContext context) =>
        web.CallAsync("work-poison", Envelope.OfMessage(msg), context.CancellationToken);

    /// <summary>Finds what is stored but not queued, due, or stuck.</summary>
    [Function("sweep")]
    public Task Sweep([TimerTrigger("0 * * * * *")] TimerInfo timer, FunctionContext context) =>
        web.CallAsync("sweep", Envelope.Tick, context.CancellationToken);

    /// <summary>Sees to what no traffic would see to.</summary>
    [Function("poll")]
    public Task Poll([TimerTrigger("0 */5 * * * *")] TimerInfo timer, FunctionContext context) =>
        web.CallAsync("poll", Envelope.Tick, context.CancellationToken);

    // The address as it came: Uri would resolve and decode it.
    private async Task<HttpResponseData> ServeAsync(HttpRequestData req)
    {
        var cancellation = req.FunctionContext.CancellationToken;
        using var body = new MemoryStream();
        await req.Body.CopyToAsync(body, cancellation);
        var answer = await web.ServeAsync(req.Method, req.Url.OriginalString, req.Headers, body.ToArray(), cancellation);
        var response = req.CreateResponse((HttpStatusCode)answer.Status);
        foreach (var (name, values) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        await response.Body.WriteAsync(answer.Body, cancellation);
        return response;
    }
}
