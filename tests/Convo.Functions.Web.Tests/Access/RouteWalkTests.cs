using System.Net;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Convo.Functions.Web.Tests.Access;

public sealed class RouteWalkTests : IAsyncLifetime
{
    private static readonly string[] Open = ["/hooks/convo/{connection}", "/hooks/slack/{connection}", "/approve/{token}", "/api/health", "POST /api/session"];
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartConnectedAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public void Every_route_says_who_may_call_it()
    {
        Assert.NotEmpty(Routes());
        Assert.All(Endpoints(), route => Assert.NotNull(route.Metadata.GetMetadata<AccessNeed>()));
    }

    [Fact]
    public async Task A53_every_route_that_is_not_on_the_open_list_needs_a_sign_in()
    {
        foreach (var (method, route) in Routes())
        {
            using var answer = await app.SendAsync(new HttpMethod(method), Fill(route), Body(method), token: null);
            var open = Open.Contains(route) || Open.Contains($"{method} {route}");
            Assert.True(open ? route is not "/api/health" || answer.StatusCode is HttpStatusCode.OK : answer.StatusCode is HttpStatusCode.Unauthorized,
                $"{method} {route}: {answer.StatusCode}");
            using var wrong = await app.SendAsync(new HttpMethod(method), Fill(route), Body(method), token: "cft_0123456789ab_" + new string('A', 43));
            Assert.True(open || wrong.StatusCode is HttpStatusCode.Unauthorized, $"{method} {route}: {wrong.StatusCode}");
        }
    }

    [Fact]
    public async Task A53_a_path_that_leads_nowhere_needs_a_sign_in_too()
    {
        foreach (var path in new[] { "/api/nothing", "/metrics", "/swagger", "/.env", "/work", "/sweep", "/admin", "/API/health" })
        {
            using var answer = await app.SendAsync(HttpMethod.Get, path, null, token: null);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var signedIn = await app.AdminAsync(HttpMethod.Get, "/api/nothing");
        Assert.Equal(HttpStatusCode.NotFound, signedIn.StatusCode);
    }

    [Fact]
    public async Task A54_a_viewer_changes_nothing()
    {
        var viewer = await Tokens.MakeAsync(app, "viewer");
        string[] harmless = ["POST /api/recipes/check", "DELETE /api/session"];
        foreach (var (method, route) in Routes().Where(one =>
            one.Method is not ("GET" or "HEAD") && !Open.Contains(one.Route) && !Open.Contains($"{one.Method} {one.Route}")))
        {
            using var answer = await app.SendAsync(new HttpMethod(method), Fill(route), Body(method), viewer);
            Assert.True(harmless.Contains($"{method} {route}") || answer.StatusCode is HttpStatusCode.Forbidden, $"{method} {route}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task An_editor_neither_connects_accounts_nor_makes_tokens()
    {
        var editor = await Tokens.MakeAsync(app, "editor");
        foreach (var (method, path) in new[]
        {
            ("POST", "/api/connections"), ("DELETE", "/api/connections/acme"),
            ("POST", "/api/tokens"), ("GET", "/api/tokens"), ("DELETE", "/api/tokens/x"),
        })
        {
            using var answer = await app.SendAsync(new HttpMethod(method), path, Body(method), editor);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private List<(string Method, string Route)> Routes() =>
        [.. Endpoints().SelectMany(
            endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["POST"],
            (endpoint, method) => (method, endpoint.RoutePattern.RawText!))];

    private static string? Body(string method) => method is "POST" or "PUT" ? "{}" : null;

    private static string Fill(string route) => System.Text.RegularExpressions.Regex.Replace(route, @"\{[^}]+\}", "acme");
}

/// <summary>Makes tokens for tests, as an admin does.</summary>
internal static class Tokens
{
    public static async Task<string> MakeAsync(TestApp app, string role)
    {
        using var answer = await app.AdminAsync(HttpMethod.Post, "/api/tokens", $$"""{"name":"for tests","role":"{{role}}"}""");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("token").GetString()!;
    }
}
