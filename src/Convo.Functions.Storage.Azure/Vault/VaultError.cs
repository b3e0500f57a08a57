using System.Text.Json;
using Azure;

namespace Convo.Functions.Storage.Azure.Vault;

/// <summary>
/// Why Key Vault refused (Microsoft Learn, "Azure Key Vault REST API error codes"): the code of the error and, where there is one, the narrower code
/// within it, such as <c>ForbiddenByRbac</c>. Its message is never kept, because it can quote what was sent.
/// </summary>
internal static class VaultError
{
    /// <summary>The secret was removed, and can only be brought back or removed for good; its name can't be used meanwhile.</summary>
    public const string Deleted = "ObjectIsDeletedButRecoverable";

    private const int LongestCode = 64;

    /// <summary>The narrowest code of a failure; null where it has none.</summary>
    public static string? CodeOf(RequestFailedException failure)
    {
        if (failure.GetRawResponse()?.Content is not { } body)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body.ToMemory(), new JsonDocumentOptions { MaxDepth = 16 });
            var error = document.RootElement.GetProperty("error");
            var code = (InnerOf(error) ?? error).GetProperty("code").GetString();
            return code is { Length: <= LongestCode } && code.All(char.IsAsciiLetterOrDigit) ? code : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static JsonElement? InnerOf(JsonElement error) =>
        error.TryGetProperty("innererror", out var inner) && inner.ValueKind is JsonValueKind.Object && inner.TryGetProperty("code", out _) ? inner : null;
}
