using Microsoft.AspNetCore.Http;

namespace Convo.Functions.HostStandIn.Outside;

/// <summary>A way to hand a request on to the handler, and the answer back.</summary>
internal interface IHandOn
{
    Task InvokeAsync(HttpContext context, CancellationToken cancellation);
}
