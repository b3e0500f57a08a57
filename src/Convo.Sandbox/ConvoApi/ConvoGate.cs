namespace Convo.Sandbox.ConvoApi;

/// <summary>
/// What every Convo call passes: the key, the plan, the hourly window. The X-RateLimit headers go on every answer past the key, on errors
/// too unless the account's shapes say otherwise (the pages disagree).
/// </summary>
internal sealed class ConvoGate(ConvoAccounts accounts)
{
    private const string Scheme = "Bearer ";
    private const string LimitHeader = "X-RateLimit-Limit";
    private const string RemainingHeader = "X-RateLimit-Remaining";
    private const string ResetHeader = "X-RateLimit-Reset";
    private static readonly object AccountKey = new();

    /// <summary>The account whose key the request carried; set by <see cref="PassAsync"/>.</summary>
    public static ConvoAccount AccountOf(HttpContext context) => (ConvoAccount)context.Items[AccountKey]!;

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.Unauthorized("Authorization header missing; send 'Authorization: Bearer convo_...'"));
            return;
        }

        if (accounts.ByKey(header[Scheme.Length..].Trim()) is not { IsRevoked: false } account)
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.Unauthorized("API key not valid"));
            return;
        }

        if (!account.Plan.HasApi)
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.Forbidden("The Free plan has no API access"));
            return;
        }

        context.Items[AccountKey] = account;
        var taken = account.Window.TryTake(out var window);
        WriteHeaders(context.Response.Headers, window, account.Shapes);
        if (!taken)
        {
            context.Response.Headers.RetryAfter = window.RetryAfterSeconds.ToString();
            await ConvoAnswer.RefuseAsync(context, ConvoError.RateLimited());
            return;
        }

        if (!account.Plan.HasWebhooks && context.Request.Path.StartsWithSegments("/api/v1/webhooks", StringComparison.OrdinalIgnoreCase))
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.Forbidden("Webhooks need the Professional plan"));
            return;
        }

        await next(context);

        // Without a content type it is the router that said no; an operation's own 404 has its envelope already.
        if (context.Response.ContentType is null && context.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("No such operation"));
        }
    }

    /// <summary>Takes the X-RateLimit headers off an error where the account has them on success alone.</summary>
    public static void TrimHeaders(HttpContext context)
    {
        if (context.Items[AccountKey] is ConvoAccount { Shapes.HeadersOnErrors: false })
        {
            foreach (var name in new[] { LimitHeader, RemainingHeader, ResetHeader })
            {
                context.Response.Headers.Remove(name);
            }
        }
    }

    private static void WriteHeaders(IHeaderDictionary headers, HourlyWindow.State window, ConvoShapes shapes)
    {
        headers[LimitHeader] = window.Limit.ToString();
        headers[RemainingHeader] = window.Remaining.ToString();
        headers[ResetHeader] = (shapes.ResetInMilliseconds ? window.ResetsAt * 1000 : window.ResetsAt).ToString();
    }
}
