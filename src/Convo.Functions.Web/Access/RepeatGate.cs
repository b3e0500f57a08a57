using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Access;

/// <summary>
/// Refuses a change that the Functions host sends for the second time. In proxy mode it repeats requests without a body, under the same id, when the
/// handler died on the first (recorded: <c>handler-killed</c>); run again, say, would run twice.
/// </summary>
/// <remarks>
/// After the sign-in, so that strangers write nothing. In forwarding mode the id is partly the client's to choose, and nothing is repeated: at worst
/// somebody refuses a request of their own.
/// </remarks>
internal sealed class RepeatGate(RequestDelegate next, Repeats repeats)
{
    private const string Id = "X-Azure-Functions-InvocationId";

    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        var isBare = HttpMethods.IsPost(request.Method) && request.ContentLength is (null or 0) && request.Headers.TransferEncoding.Count is 0;
        if (isBare && http.Features.Get<SignedIn>() is not null && request.Headers[Id].ToString() is { Length: > 0 } id
            && !await repeats.TakeAsync(id, http.RequestAborted))
        {
            await ProblemResult.Conflict(
                "This request was taken before; it came again because the app was restarted meanwhile.",
                "Look whether it had its effect. If it had not, send it once more.").ExecuteAsync(http);
            return;
        }

        await next(http);
    }
}
