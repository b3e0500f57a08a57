using System.Net;
using System.Text.Json;

namespace Convo.Functions.Scenarios.Driving;

/// <summary>An answer over HTTP.</summary>
public sealed record Answer(HttpStatusCode Status, string Text, string? ETag)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public static async Task<Answer> OfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using (response)
        {
            return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(cancellation), response.Headers.ETag?.ToString());
        }
    }

    public T As<T>() => JsonSerializer.Deserialize<T>(Text, Web)!;
}
