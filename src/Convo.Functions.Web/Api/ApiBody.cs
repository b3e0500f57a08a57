using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Api;

/// <summary>Reads bodies of the API: JSON only, no name twice in an object, at most 32 levels. Unknown members are passed over.</summary>
internal static class ApiBody
{
    private const int MaxDepth = 32;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        MaxDepth = MaxDepth,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        TypeInfoResolver = ApiJson.Default,
    };

    /// <summary>The body as a type of the wire.</summary>
    /// <exception cref="JsonException">It is something else; answered as 400 with the place.</exception>
    /// <exception cref="BadHttpRequestException">It isn't declared as JSON (415), or too long (413).</exception>
    public static async Task<T> ReadAsync<T>(HttpContext http)
        where T : class
    {
        CheckType(http.Request);
        var type = (JsonTypeInfo<T>)Strict.GetTypeInfo(typeof(T));
        return await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted) ?? throw new JsonException("null", "$", 0, 0);
    }

    /// <summary>The body as it came, for those who read it with rules of their own.</summary>
    public static async Task<byte[]> RawAsync(HttpContext http)
    {
        CheckType(http.Request);
        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory, http.RequestAborted);
        return memory.ToArray();
    }

    // A form of another site can't send this type, and what is no JSON is no request of ours.
    private static void CheckType(HttpRequest request)
    {
        if (!request.HasJsonContentType() || request.Headers.ContentEncoding.Count > 0)
        {
            throw new BadHttpRequestException("not JSON", StatusCodes.Status415UnsupportedMediaType);
        }
    }
}
