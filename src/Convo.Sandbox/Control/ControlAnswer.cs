using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Convo.Sandbox.Control;

/// <summary>Reads and writes the control API's JSON; what is wrong with a request is always said in <c>error</c>.</summary>
internal static class ControlAnswer
{
    public static Task WriteAsync<T>(HttpContext context, T body, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(body, type, contentType: null, context.RequestAborted);

    public static Task RefuseAsync(HttpContext context, string message, int status = StatusCodes.Status400BadRequest)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new ControlProblem(message), ControlJson.Wire.ControlProblem);
    }

    /// <summary>Reads the body.</summary>
    /// <returns>Null when it was refused; the answer is written then.</returns>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted);
            if (body is not null)
            {
                return body;
            }
        }
        catch (JsonException e)
        {
            await RefuseAsync(context, $"The body is not the JSON that is expected here, at {e.Path ?? "$"}; see the README of the sandbox for the fields");
            return null;
        }

        await RefuseAsync(context, "The body must be a JSON object");
        return null;
    }
}
