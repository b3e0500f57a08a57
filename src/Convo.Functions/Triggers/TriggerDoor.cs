using System.Net.Mime;
using System.Text.Json;
using Convo.Functions.Core.Intake;
using Convo.Functions.Web.Triggers;
using Microsoft.AspNetCore.Http.Features;

namespace Convo.Functions.Triggers;

/// <summary>
/// Outermost: answers the host's probe and its calls for queues and timers, and turns everybody else away from their paths. All other requests go on to
/// the deny-by-default of the HTTP surface.
/// </summary>
/// <remarks>
/// An answer always has the body <c>{}</c>: with an empty one the host waits until its own time-out, and then kills the handler. 500 has the host try a
/// message again.
/// </remarks>
internal sealed partial class TriggerDoor(
    RequestDelegate next,
    WorkTrigger work,
    PoisonTrigger poison,
    SweepTrigger sweep,
    PollTrigger poll,
    Rejections rejections,
    TimeProvider clock,
    ILogger<TriggerDoor> logger)
{
    /// <summary>How long a call may take: less than <c>functionTimeout</c> of <c>host.json</c>, at which the host kills the handler with all it does.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(4);

    private const string Done = "{}";

    public async Task InvokeAsync(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) && HostCall.RawTarget(http) is "/")
        {
            // The host waits for any answer at all; it must not wait for storage.
            await http.Response.WriteAsync("Convo.Functions is running.", http.RequestAborted);
            return;
        }

        if (HostCall.Target(http.Request) is not { } function)
        {
            await next(http);
            return;
        }

        if (!HostCall.Is(http, function))
        {
            rejections.Count(connection: null, RejectionReason.ForgedTrigger);
            Log.Forged(logger, function.Name);

            // What is not read of the body must not be taken for the next request.
            http.Response.Headers.Connection = "close";
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await AnswerAsync(http, await SucceedsAsync(http, function) ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError);
    }

    private static async Task AnswerAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = MediaTypeNames.Application.Json;
        http.Response.ContentLength = Done.Length;
        await http.Response.WriteAsync(Done, CancellationToken.None);
    }

    private async Task<bool> SucceedsAsync(HttpContext http, Function function)
    {
        using var limit = new CancellationTokenSource(Within, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, http.RequestAborted);
        try
        {
            await RunAsync(http, function, both.Token);
            return true;
        }
#pragma warning disable CA1031 // Whatever a bug of ours throws, the host gets an answer and tries again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Failed(logger, function.Name, e.GetType(), e.StackTrace);
            return false;
        }
    }

    private async Task RunAsync(HttpContext http, Function function, CancellationToken cancellation)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = Envelope.MostBytes;
        }

        switch (function.Trigger)
        {
            case FunctionTrigger.Timer timer when function == FunctionTable.Sweep:
                await sweep.RunAsync(timer.Period, cancellation);
                break;

            case FunctionTrigger.Timer timer:
                await poll.RunAsync(timer.Period, cancellation);
                break;

            case FunctionTrigger.Queue when function == FunctionTable.WorkPoison:
                await poison.RunAsync(await MessageOrNullAsync(http, cancellation), cancellation);
                break;

            default:
                await work.RunAsync(await MessageAsync(http, cancellation) ?? throw new JsonException("The envelope holds no message."), cancellation);
                break;
        }
    }

    private static Task<string?> MessageAsync(HttpContext http, CancellationToken cancellation) =>
        Envelope.ReadMessageAsync(http.Request.Body, FunctionTrigger.Queue.Binding, cancellation);

    // What brought a message here may be that its envelope can't be read: it is recorded all the same.
    private static async Task<string?> MessageOrNullAsync(HttpContext http, CancellationToken cancellation)
    {
        try
        {
            return await MessageAsync(http, cancellation);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A request posed as the Functions host's call of {Function}; it was answered 404")]
        public static partial void Forged(ILogger logger, string function);

        // Never the message: whatever broke may quote what it broke on.
        [LoggerMessage(2, LogLevel.Error, "{Function} failed, and is tried again by the host: {Error}\n{Place}")]
        public static partial void Failed(ILogger logger, string function, Type error, string? place);
    }
}
