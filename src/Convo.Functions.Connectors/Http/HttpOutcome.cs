using System.Net;

namespace Convo.Functions.Connectors.Http;

/// <summary>What one exchange over HTTP says about whether the request took effect. The meaning of statuses and failures is here and nowhere else.</summary>
internal abstract record HttpOutcome
{
    /// <summary>Bounds for Retry-After: a server can neither make us hammer it nor put work off for days.</summary>
    public static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(30);

    private HttpOutcome()
    {
    }

    /// <summary>An answer with a body, for the caller to read; <see cref="Otherwise"/> is what it means where the body can't be read.</summary>
    public sealed record Answer(HttpStatusCode Status, ReadOnlyMemory<byte> Body, IReadOnlyList<string> Scopes, HttpOutcome Otherwise) : HttpOutcome;

    /// <summary>Refused for now (429): it did not happen.</summary>
    public sealed record Wait(TimeSpan For) : HttpOutcome;

    /// <summary>It did not happen, and will not like this.</summary>
    public sealed record Rejected(string Reason, string Advice) : HttpOutcome;

    /// <summary>It never left: it did not happen, and may work later.</summary>
    public sealed record NotSent(string Reason) : HttpOutcome;

    /// <summary>It left, and no answer that can be read came back: it may have happened.</summary>
    public sealed record Unclear(string Reason) : HttpOutcome;

    /// <summary>Sends a request and says what became of it.</summary>
    /// <param name="http">The guarded client.</param>
    /// <param name="request">What to send.</param>
    /// <param name="limits">How long it may take and how much may come back.</param>
    /// <param name="cancellation">Ends the call; then, and only then, it throws.</param>
    public static async Task<HttpOutcome> SendAsync(HttpClient http, HttpRequestMessage request, HttpLimits limits, CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        both.CancelAfter(limits.Total);

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return await ReadAsync(response, limits, both.Token);
        }
        catch (HttpRequestException failure)
        {
            return OfFailure(failure);
        }
        catch (IOException)
        {
            return new Unclear("the connection broke while the answer was read");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Unclear($"no whole answer within {limits.Total.TotalSeconds:0.#} seconds");
        }
    }

    private static async Task<HttpOutcome> ReadAsync(HttpResponseMessage response, HttpLimits limits, CancellationToken cancellation)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return new Wait(WaitOf(response));
        }

        var meaning = OfStatus(response.StatusCode);
        var body = await BoundedBody.ReadAsync(response.Content, limits.Bytes, cancellation);

        return body is { } whole
            ? new Answer(response.StatusCode, whole, ScopesOf(response), meaning)
            : meaning is Unclear ? new Unclear($"the answer was larger than {limits.Bytes / 1024} KB") : meaning;
    }

    private static HttpOutcome OfStatus(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => new Unclear("the answer was not in the documented form"),
        >= 300 and < 400 => new Rejected($"the address answered with a redirect (HTTP {(int)status})",
            "Set the connection's address to the final one; redirects are not followed."),
        408 => new Unclear("the server gave up waiting (HTTP 408)"),
        401 or 403 => new Rejected($"access was refused (HTTP {(int)status})", "Check the connection's address and its token."),
        >= 400 and < 500 => new Rejected($"the server refused the request (HTTP {(int)status})", "Check the connection's address."),
        _ => new Unclear($"the server failed (HTTP {(int)status})"),
    };

    private static HttpOutcome OfFailure(HttpRequestException failure) => failure.HttpRequestError switch
    {
        _ when failure.InnerException is BlockedAddressException => new Rejected(
            "the address leads to this machine or into a private network", "Set the connection's address to a public one."),
        HttpRequestError.NameResolutionError => new NotSent("the server's name could not be looked up"),
        HttpRequestError.ConnectionError => new NotSent("no connection could be made"),
        HttpRequestError.SecureConnectionError => new NotSent("no secure connection could be made: the certificate is not valid, or something is in between"),
        HttpRequestError.ConfigurationLimitExceeded => new Unclear("the answer's headers were too large"),
        _ => new Unclear("the connection broke before the answer came"),
    };

    private static TimeSpan WaitOf(HttpResponseMessage response)
    {
        // A date is turned into a span by the server's own clock, where it tells it: ours may differ.
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when response.Headers.Date is { } now => date - now,
            _ => UsualWait,
        };

        return wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait;
    }

    private static IReadOnlyList<string> ScopesOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-oauth-scopes", out var values)
            ? [.. string.Join(',', values).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
            : [];
}

/// <summary>Bounds of one exchange.</summary>
/// <param name="Total">How long it may take, reading included. Measured by the machine's own clock: a peer that hangs knows no other.</param>
/// <param name="Bytes">How much may come back.</param>
internal sealed record HttpLimits(TimeSpan Total, int Bytes);
