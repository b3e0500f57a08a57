namespace Convo.Functions.HostStandIn.Outside;

/// <summary>
/// Sends a request again when its connection fails, as the host's proxy does: up to ten times, with pauses that double from 50 ms up to 250 ms. So a
/// request without a body whose handler died is delivered twice.
/// </summary>
internal sealed class SendAgain(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int Most = 10;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pause = First;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException) when (tries < Most)
            {
                await Task.Delay(pause, TimeProvider.System, cancellationToken);
                pause = 2 * pause < Longest ? 2 * pause : Longest;
            }
        }
    }
}
