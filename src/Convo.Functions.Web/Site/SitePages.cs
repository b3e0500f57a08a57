using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Site;

/// <summary>Answers GET and HEAD for the app's static files; everything else goes on.</summary>
internal sealed class SitePages(RequestDelegate next, SiteFiles files)
{
    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var readOnly = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (readOnly && SiteFiles.LacksSlash(path))
        {
            // Without host and scheme, which a server in front of us may have changed.
            http.Response.Redirect(path + "/");
            return Task.CompletedTask;
        }

        return readOnly && files.Find(path) is { } file ? file.SendAsync(http) : next(http);
    }
}
