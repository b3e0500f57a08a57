namespace Convo.Sandbox.ConvoApi;

/// <summary>
/// What every Convo call passes: the key, the plan, the hourly window. The X-RateLimit headers go on every answer past the key, errors too
/// (the pages disagree whether errors carry them).
/// </summary>
internal sealed class ConvoGate(ConvoAccounts accounts)
{
    private const string Scheme = "Bearer ";
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

        var taken = account.Window.TryTake(out var window);
        WriteHeaders(context.Response.Headers, window);
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

        context.Items[AccountKey] = account;
        await next(context);

        // Without a content type it is the router that said no; an operation's own 404 has its envelope already.
        if (context.Response.ContentType is null && context.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("No such operation"));
        }
    }

    private static void WriteHeaders(IHeaderDictionary headers, HourlyWindow.State window)
    {
        headers["X-RateLimit-Limit"] = window.Limit.ToString();
        headers["X-RateLimit-Remaining"] = window.Remaining.ToString();
        headers["X-RateLimit-Reset"] = window.ResetsAt.ToString();
    }
}
