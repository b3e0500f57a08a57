using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Site;

/// <summary>Answers GET and HEAD for the app's static files; everything else goes on.</summary>
internal sealed class SitePages(RequestDelegate next, SiteFiles files)
{
    public Task InvokeAsync(HttpContext http)
    {
        var readOnly = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        return readOnly && files.Find(http.Request.Path.Value ?? "") is { } file ? file.SendAsync(http) : next(http);
    }
}
