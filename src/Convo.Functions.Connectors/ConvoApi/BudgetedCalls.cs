using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Convo.Client;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Budgets;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>
/// The only way from the product to Convo: every request is taken from the account's budget right before it is sent, and what the answer's headers say
/// goes back into it. A request without room is answered here as Convo itself would (429 <c>rate_limited</c> with <c>Retry-After</c>; API documentation,
/// "Rate Limits"), so that whoever calls has one way to be told to wait. So is a request of a stopped account, and the one whose refusal stopped it: what waits
/// for the account to be mended must not be taken for refused. <see cref="ConvoClients.WordsOf"/> says which it was.
/// </summary>
/// <param name="wire">Sends.</param>
/// <param name="grant">The calls of this piece of work.</param>
/// <param name="generation">The generation of the connection whose key is sent.</param>
/// <param name="time">The clock.</param>
internal sealed class BudgetedCalls(HttpMessageInvoker wire, CallGrant grant, int generation, TimeProvider time) : HttpMessageHandler
{
    // What the sample of the documentation waits where the header is missing ("Handle rate limits with backoff").
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(60);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (await grant.TakeAsync(cancellationToken) is { } none)
        {
            return Refusal(request, none.Until);
        }

        var response = await wire.SendAsync(request, cancellationToken);
        try
        {
            var report = Report(request, response);
            if (report is not null)
            {
                await grant.HeardAsync(report, cancellationToken);
            }

            if (report?.Verdict?.Refused is null)
            {
                return response;
            }

            response.Dispose();
            var now = time.GetUtcNow();
            return Refusal(request, grant.Stop?.LooksAgainAt(now) ?? now + UsualWait);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private HttpResponseMessage Refusal(HttpRequestMessage request, DateTimeOffset until)
    {
        var wait = until - time.GetUtcNow();
        var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds));
        return new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            RequestMessage = request,
            Content = new StringContent("""{"error":{"code":"rate_limited","message":"The budget of calls is used up."}}""", Encoding.UTF8, "application/json"),
            Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds)) },
        };
    }

    private CallReport? Report(HttpRequestMessage request, HttpResponseMessage response)
    {
        var now = time.GetUtcNow();
        var limit = RateLimit.Read(response.Headers);

        // The other kind of 429 (AI generations of the month) can only follow a call that generates, and leaves the hour's calls as they are.
        var isClosed = response.StatusCode is HttpStatusCode.TooManyRequests && (request.Method == HttpMethod.Get || limit?.Remaining is 0);
        var verdict = Verdict(request, response);
        return limit is null && !isClosed && verdict is null
            ? null
            : new CallReport(now, limit?.Limit, limit?.Remaining, isClosed ? now + Wait(response, limit, now) : null) { Verdict = verdict };
    }

    private AccountVerdict? Verdict(HttpRequestMessage request, HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized => new AccountVerdict(generation, StopKind.KeyRefused),
        HttpStatusCode.Forbidden when IsForAll(request) => new AccountVerdict(generation, StopKind.PlanTooLow),
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices when grant.IsTry && IsForAll(request) => new AccountVerdict(generation, Refused: null),
        _ => null,
    };

    // What every plan with the API may ask (docs page "Plans"). A 403 to anything else may mean that this alone is not in the plan, or that no
    // calendar is connected.
    private static bool IsForAll(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get
        && request.RequestUri?.AbsolutePath is { } path
        && (path.EndsWith("/user/profile", StringComparison.Ordinal)
            || path.EndsWith("/conversations", StringComparison.Ordinal)
            || path.EndsWith("/keypoints", StringComparison.Ordinal));

    private static TimeSpan Wait(HttpResponseMessage response, RateLimit? limit, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > now => date - now,
        _ => limit?.ResetsAt > now ? limit.ResetsAt.Value - now : UsualWait,
    };
}
