using System.Globalization;
using System.Text.Json;
using Azure;

namespace Convo.Functions.Storage.Azure.Tables;

/// <summary>
/// What an error of Table Storage says (Microsoft Learn, "Table service error codes"): its code, and within a batch which change it was. Its message is
/// never kept, because it can quote what was sent.
/// </summary>
/// <param name="Code">The code, such as <c>EntityAlreadyExists</c>; null where there is none.</param>
/// <param name="Index">The number in front of the message (<c>3:The specified entity…</c>); 0 where there is none.</param>
internal readonly record struct TableError(string? Code, int Index)
{
    private const int LongestCode = 64;

    /// <summary>Reads the body of an answer; whatever is no error is an empty one.</summary>
    public static TableError Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            var error = document.RootElement.GetProperty("odata.error");
            var message = error.TryGetProperty("message", out var said) ? said.GetProperty("value").GetString() : null;
            return new TableError(Plain(error.GetProperty("code").GetString()), IndexOf(message));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return default;
        }
    }

    /// <summary>The failure of a request, without the body that Microsoft's own message would show.</summary>
    public static RequestFailedException Of(Response response)
    {
        var error = Read(response.Content.ToMemory());
        return new RequestFailedException(response.Status, $"Table Storage answered {response.Status} {error.Code}.", error.Code, innerException: null);
    }

    private static string? Plain(string? code) => code is { Length: <= LongestCode } && code.All(char.IsAsciiLetterOrDigit) ? code : null;

    private static int IndexOf(string? message)
    {
        var digits = message?.Split(':')[0];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;
    }
}
