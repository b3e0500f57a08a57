using Convo.Functions.Core.Access;
using Microsoft.AspNetCore.Builder;

namespace Convo.Functions.Web.Access;

/// <summary>Who may call a route. A route without one is called by nobody: a forgotten line denies.</summary>
/// <param name="Role">The least role; null for a route that is open to all, and proves by itself who is calling where it has to.</param>
internal sealed record AccessNeed(Role? Role);

/// <summary>How routes say who may call them.</summary>
internal static class AccessNeeds
{
    public static TBuilder Needs<TBuilder>(this TBuilder route, Role role)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new AccessNeed(role));

    public static TBuilder OpenToAll<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new AccessNeed(Role: null));
}
