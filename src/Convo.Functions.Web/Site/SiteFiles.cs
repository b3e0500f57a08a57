using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Site;

/// <summary>
/// The app's static files, out of the assembly: a fixed list of whole paths, so that no path can lead anywhere else. Each lies at the root and
/// beneath <c>/app</c>: the Functions host hands nothing else on, and keeps the root to itself.
/// </summary>
internal sealed class SiteFiles
{
    private const string Start = "site/";
    private const string Index = "index.html";
    private const string Beneath = "/app";

    // What the build names by its content.
    private const string Assets = Start + "assets/";

    private readonly FrozenDictionary<string, SiteFile> files;

    public SiteFiles()
    {
        var found = new Dictionary<string, SiteFile>(StringComparer.Ordinal);
        var assembly = typeof(SiteFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Start, StringComparison.Ordinal)))
        {
            var file = Read(assembly, name);
            var path = "/" + name[Start.Length..].Replace('\\', '/');
            found[path] = found[Beneath + path] = file;
            if (path == "/" + Index)
            {
                found["/"] = found[Beneath + "/"] = file;
            }
        }

        files = found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Whether a path is that of the page without its slash: what the page names would be looked for beside it then.</summary>
    public static bool LacksSlash(string path) => path is Beneath;

    /// <summary>The file at a path; null where there is none.</summary>
    public SiteFile? Find(string path) => files.GetValueOrDefault(path);

    private static SiteFile Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var type = Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".ico" => "image/x-icon",
            ".json" => "application/json",
            ".woff2" => "font/woff2",
            _ => "application/octet-stream",
        };
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"";
        return new SiteFile(bytes, type, tag, name.StartsWith(Assets, StringComparison.Ordinal));
    }
}

/// <summary>One static file.</summary>
/// <param name="Bytes">What is in it.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Tag">Its entity tag.</param>
/// <param name="Lasts">Whether a file of this name never changes, so that browsers need not ask again.</param>
internal sealed record SiteFile(byte[] Bytes, string ContentType, string Tag, bool Lasts)
{
    public async Task SendAsync(HttpContext http)
    {
        var response = http.Response;
        response.Headers.ETag = Tag;
        response.Headers.CacheControl = Lasts ? "public, max-age=31536000, immutable" : "no-cache";
        if (http.Request.Headers.IfNoneMatch == Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = ContentType;
        response.ContentLength = Bytes.Length;
        if (HttpMethods.IsGet(http.Request.Method))
        {
            await response.Body.WriteAsync(Bytes, http.RequestAborted);
        }
    }
}
