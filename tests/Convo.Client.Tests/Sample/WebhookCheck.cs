using Microsoft.AspNetCore.Http;

namespace Convo.Client.Tests.Sample;

/// <summary>The README's check of a webhook, as an endpoint of ASP.NET Core has it.</summary>
internal static class WebhookCheck
{
    internal static IResult Take(HttpRequest request, ReadOnlySpan<byte> rawBody, string[] secrets)
    {
        var signer = WebhookSignature.IndexOfMatchingSecret(rawBody, request.Headers[WebhookSignature.HeaderName].ToString(), secrets);
        if (signer == WebhookSignature.NoMatch)
        {
            return Results.Unauthorized();
        }

        return Results.Ok();
    }
}
