using Convo.Functions.Core.Access;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Convo.Functions.Web.Access;

/// <summary>After routing: the route that was found says which role it needs. One that says nothing is refused.</summary>
internal sealed class RoleGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        // Routing's own answers (405) are no RouteEndpoint; a path without any endpoint ends as 404.
        if (http.GetEndpoint() is not RouteEndpoint route)
        {
            return next(http);
        }

        var caller = http.Features.Get<SignedIn>()?.Caller;
        return route.Metadata.GetMetadata<AccessNeed>() switch
        {
            { Role: null } => next(http),
            { Role: { } } when caller is null => ProblemResult.Unauthorized().ExecuteAsync(http),
            { Role: { } role } when caller.Role >= role => next(http),
            { Role: { } role } => TooLow(role).ExecuteAsync(http),
            null => ProblemResult.Forbidden("This route is open to nobody.", "It is an error of ours; report it.").ExecuteAsync(http),
        };
    }

    private static ProblemResult TooLow(Role needed) =>
        ProblemResult.Forbidden($"This needs the role {needed.ToString().ToLowerInvariant()}.", "Ask an admin for a token with that role.");
}
