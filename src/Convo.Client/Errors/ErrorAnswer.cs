using System.Text.Json;

namespace Convo.Client;

/// <summary>What an error response's body says (<c>{"error":{"code","message"}}</c>), made safe to keep: short, on one line, without the key.</summary>
/// <param name="Code">The documented code, or Unknown.</param>
/// <param name="RawCode">The code as sent, if it looks like one.</param>
/// <param name="Detail">Convo's explanation.</param>
internal sealed record ErrorAnswer(ConvoErrorCode Code, string? RawCode, string? Detail)
{
    private const int MaxDetail = 300;
    private const int MaxCode = 64;
    private static readonly ErrorAnswer Nothing = new(ConvoErrorCode.Unknown, null, null);

    internal static ErrorAnswer Read(ReadOnlySpan<byte> body, string apiKey)
    {
        try
        {
            return JsonSerializer.Deserialize(BoundedBody.WithoutMark(body), ConvoJson.Default.ErrorEnvelope)?.Error is { } error
                ? new(Known(error.Code), Safe(error.Code, apiKey), OneLine(error.Message, apiKey))
                : Nothing;
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    private static ConvoErrorCode Known(string? code) => code switch
    {
        "validation_error" => ConvoErrorCode.ValidationError,
        "unauthorized" => ConvoErrorCode.Unauthorized,
        "forbidden" => ConvoErrorCode.Forbidden,
        "not_found" => ConvoErrorCode.NotFound,
        "rate_limited" => ConvoErrorCode.RateLimited,
        "ai_limit_exceeded" => ConvoErrorCode.AiLimitExceeded,
        "internal_error" => ConvoErrorCode.InternalError,
        _ => ConvoErrorCode.Unknown,
    };

    private static string? Safe(string? code, string apiKey) =>
        code is { Length: > 0 and <= MaxCode } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-') && !code.Contains(apiKey)
            ? code
            : null;

    private static string? OneLine(string? message, string apiKey)
    {
        if (string.IsNullOrWhiteSpace(message))
        {
            return null;
        }

        // Blotted out before it is cut, or the head of a key could stay at the end.
        var blotted = message.Replace(apiKey, "(key)", StringComparison.OrdinalIgnoreCase);
        return string.Concat(blotted.Take(MaxDetail).Select(c => char.IsControl(c) ? ' ' : c));
    }
}

/// <summary>The documented shape of every error response.</summary>
/// <param name="Error">The error.</param>
internal sealed record ErrorEnvelope(ErrorBody? Error);

/// <summary>The inner part of an error response.</summary>
/// <param name="Code">The code.</param>
/// <param name="Message">The explanation.</param>
internal sealed record ErrorBody(string? Code, string? Message);
