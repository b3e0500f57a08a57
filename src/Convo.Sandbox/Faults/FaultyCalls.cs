using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Slack;
using Microsoft.AspNetCore.Http.Features;

namespace Convo.Sandbox.Faults;

/// <summary>Spoils calls to the sandbox as the faults say: first the delay, then the first other fault that strikes.</summary>
internal sealed class FaultyCalls(FaultBook faults, TimeProvider clock)
{
    private const string HtmlPage = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

    private static readonly FaultKind[] Spoiling = [FaultKind.Drop, FaultKind.Hang, FaultKind.TooManyRequests, FaultKind.ServerError, FaultKind.Html];

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        var delay = faults.TryTake(FaultKind.Delay, path);
        if (delay is { When: FaultMoment.Before })
        {
            await Task.Delay(delay.Duration, clock, context.RequestAborted);
        }

        var spoiling = Spoiling.Select(kind => faults.TryTake(kind, path)).FirstOrDefault(f => f is not null);
        if (spoiling is null && delay is not { When: FaultMoment.After })
        {
            await next(context);
            return;
        }

        if (spoiling is { When: FaultMoment.After })
        {
            await RunUnheardAsync(context, next);
        }

        if (spoiling is not null)
        {
            await AnswerAsync(context, spoiling);
            return;
        }

        await DelayAnswerAsync(context, next, delay!.Duration);
    }

    // The work is done, its answer goes nowhere, and the response is as new.
    private static async Task RunUnheardAsync(HttpContext context, RequestDelegate next)
    {
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        await next(context);
        context.Features.Set(body);
        context.Response.Clear();
    }

    private async Task DelayAnswerAsync(HttpContext context, RequestDelegate next, TimeSpan delay)
    {
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var held = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(held));
        await next(context);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        context.Features.Set(body);
        await Task.Delay(delay, clock, context.RequestAborted);
        await context.Response.Body.WriteAsync(held.ToArray(), context.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext context, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Drop:
                context.Abort();
                break;
            case FaultKind.Hang:
                await Task.Delay(fault.Duration, clock, context.RequestAborted);
                context.Abort();
                break;
            case FaultKind.Html:
                context.Response.StatusCode = StatusCodes.Status502BadGateway;
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync(HtmlPage, context.RequestAborted);
                break;
            default:
                await AnswerInStyleAsync(context, fault);
                break;
        }
    }

    private static Task AnswerInStyleAsync(HttpContext context, Fault fault)
    {
        var limited = fault.Kind == FaultKind.TooManyRequests;
        if (limited)
        {
            context.Response.Headers.RetryAfter = fault.RetryAfterSeconds.ToString();
        }

        if (context.Request.Path.StartsWithSegments("/slack/api", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = limited ? StatusCodes.Status429TooManyRequests : StatusCodes.Status500InternalServerError;
            return SlackAnswer.WriteAsync(context, new SlackRefusal(limited ? "ratelimited" : "internal_error"));
        }

        return ConvoAnswer.RefuseAsync(context, limited ? ConvoError.RateLimited() : ConvoError.Internal());
    }
}
