using System.Collections.Concurrent;
using Azure.Core;

namespace Convo.Functions.Storage.Tests.Azure;

/// <summary>An identity whose tokens are made by the test, and which remembers what they were asked for.</summary>
internal sealed class SteadyCredential(Func<string> token) : TokenCredential
{
    private readonly ConcurrentQueue<TokenRequestContext> asked = new();

    public IReadOnlyCollection<TokenRequestContext> Asked => asked;

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        asked.Enqueue(requestContext);
        return new AccessToken(token(), TimeProvider.System.GetUtcNow().AddHours(1));
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
