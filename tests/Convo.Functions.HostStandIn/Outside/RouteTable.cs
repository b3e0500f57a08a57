using Convo.Functions.HostStandIn.App;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;

namespace Convo.Functions.HostStandIn.Outside;

/// <summary>Which function a request is for, found by the matcher of ASP.NET Core that the host uses too.</summary>
internal sealed class RouteTable(IEnumerable<FunctionDefinition.Http> functions)
{
    private readonly List<(TemplateMatcher Matcher, FunctionDefinition.Http Function)> routes =
        [.. functions.Select(function => (new TemplateMatcher(TemplateParser.Parse(function.Route), []), function))];

    /// <summary>The function; null where no route fits, or none that lists the verb.</summary>
    public FunctionDefinition.Http? Find(HttpRequest request) => routes
        .Where(route => route.Function.Methods.Count is 0 || route.Function.Methods.Contains(request.Method))
        .FirstOrDefault(route => route.Matcher.TryMatch(request.Path, []))
        .Function;
}
