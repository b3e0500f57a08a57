using System.Reflection;

namespace Convo.Sandbox.Page;

/// <summary>Serves the sandbox's own page: a few embedded files, nothing from elsewhere, no inline script.</summary>
internal static class PageFiles
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static readonly Assembly Home = typeof(PageFiles).Assembly;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", context => SendAsync(context, "index.html", "text/html; charset=utf-8"));
        app.MapGet("/page.css", context => SendAsync(context, "page.css", "text/css; charset=utf-8"));
        app.MapGet("/mailbox.css", context => SendAsync(context, "mailbox.css", "text/css; charset=utf-8"));
        foreach (var script in new[] { "dom.js", "workspace.js", "account.js", "page.js", "mailbox.js" })
        {
            app.MapGet("/" + script, context => SendAsync(context, script, "text/javascript; charset=utf-8"));
        }
    }

    private static async Task SendAsync(HttpContext context, string name, string type)
    {
        context.Response.ContentType = type;
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        await using var file = Home.GetManifestResourceStream("page/" + name)!;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
