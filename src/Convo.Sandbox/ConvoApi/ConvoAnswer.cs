using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Convo.Sandbox.ConvoApi;

/// <summary>Writes Convo's two envelopes and reads its JSON bodies.</summary>
internal static class ConvoAnswer
{
    public static Task WriteAsync<T>(HttpContext context, T body, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(body, type, contentType: null, context.RequestAborted);

    public static Task RefuseAsync(HttpContext context, ConvoError error)
    {
        ConvoGate.TrimHeaders(context);
        context.Response.StatusCode = error.Status;
        return WriteAsync(context, new ErrorEnvelope(new(error.Code, error.Message)), ConvoJson.Wire.ErrorEnvelope);
    }

    /// <summary>Reads a JSON body; a missing body is null, as Convo's own client sends POSTs without one.</summary>
    /// <returns>The body, or the error to answer with.</returns>
    public static async Task<(T? Body, ConvoError? Error)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            using var bytes = new MemoryStream();
            await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
            return bytes.Length == 0 ? (null, null) : (JsonSerializer.Deserialize(bytes.ToArray(), type), null);
        }
        catch (JsonException)
        {
            return (null, ConvoError.Validation("The body must be a JSON object with the documented fields"));
        }
    }
}
