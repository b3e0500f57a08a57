using Microsoft.AspNetCore.Http;

namespace Convo.Functions.HostStandIn.Outside;

/// <summary>The paths that belong to the host itself, as far as an outsider without a key sees them.</summary>
internal static class OwnPages
{
    private const string Home = "<!DOCTYPE html><title>Your Azure Function App is up and running.</title>";

    /// <summary>Answers, where the path is the host's.</summary>
    public static bool Answers(HttpContext context)
    {
        var path = context.Request.Path;
        if (path == "/")
        {
            context.Response.ContentType = "text/html";
            _ = context.Response.WriteAsync(Home, context.RequestAborted);
            return true;
        }

        // Calls of functions and of extensions ask for a key; the rest of the admin API answers to other verbs than those from outside.
        if (path.StartsWithSegments("/runtime/webhooks", StringComparison.OrdinalIgnoreCase)
            || path.StartsWithSegments("/admin/functions", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return true;
        }

        if (path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = HttpMethods.IsGet(context.Request.Method) ? StatusCodes.Status401Unauthorized : StatusCodes.Status404NotFound;
            return true;
        }

        return false;
    }
}
