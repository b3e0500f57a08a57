using Convo.Client;
using Convo.Functions.Core.Intake;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Convo's signature scheme, as its client knows it.</summary>
internal sealed class ConvoSignature : IHookSignature
{
    /// <inheritdoc/>
    public int? Match(ReadOnlySpan<byte> body, string? signature, IReadOnlyList<string> secrets) =>
        WebhookSignature.IndexOfMatchingSecret(body, signature, [.. secrets]) is >= 0 and var index ? index : null;
}
