using System.Net;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

/// <summary>Whoever looks again is told so where nothing has changed: for everything that is read, without a line in any route.</summary>
public sealed class UnchangedTests : IAsyncLifetime
{
    private const string IfNoneMatch = "If-None-Match";
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartConnectedAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Every_route_that_reads_answers_304_to_the_tag_that_it_gave()
    {
        var paths = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is true)
            .Select(route => route.RoutePattern.RawText!)
            .Where(path => path.StartsWith("/api/", StringComparison.Ordinal) && !path.Contains('{', StringComparison.Ordinal) && path is not "/api/health")
            .ToList();
        Assert.True(paths.Count > 8, string.Join(' ', paths));

        foreach (var path in paths)
        {
            using var first = await app.AdminAsync(HttpMethod.Get, path);
            Assert.True(first.StatusCode is HttpStatusCode.OK, $"{path}: {first.StatusCode}");
            var tag = first.Headers.ETag?.ToString() ?? "";
            Assert.NotEqual("", tag);
            Assert.Equal("no-store", first.Headers.CacheControl?.ToString());

            using var again = await app.SendAsync(HttpMethod.Get, path, null, TestApp.AdminToken, (IfNoneMatch, tag));
            Assert.True(again.StatusCode is HttpStatusCode.NotModified, $"{path}: {again.StatusCode}");
            Assert.Empty(await again.Content.ReadAsByteArrayAsync());
            Assert.Equal(tag, again.Headers.ETag?.ToString());

            using var other = await app.SendAsync(HttpMethod.Get, path, null, TestApp.AdminToken, (IfNoneMatch, "W/\"another\", \"and another\""));
            Assert.Equal(await first.Content.ReadAsStringAsync(), await other.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_change_gives_another_tag_and_the_whole_answer()
    {
        using var before = await app.AdminAsync(HttpMethod.Get, "/api/meetings");
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Deliveries.Ready("sess_new")));
        await app.AdvanceAsync("sess_new");
        using var after = await app.SendAsync(HttpMethod.Get, "/api/meetings", null, TestApp.AdminToken, (IfNoneMatch, before.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Contains("sess_new", await after.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    [Fact]
    public async Task The_tag_of_a_recipe_stays_the_version_that_saving_asks_for()
    {
        await app.SlackAsync();
        using var saved = await app.AdminAsync(HttpMethod.Post, "/api/recipes", TestApp.Recipe);
        using var read = await app.AdminAsync(HttpMethod.Get, "/api/recipes/items");
        Assert.Equal(saved.Headers.ETag, read.Headers.ETag);
        Assert.False(read.Headers.ETag!.IsWeak);
        using var again = await app.SendAsync(HttpMethod.Get, "/api/recipes/items", null, TestApp.AdminToken, (IfNoneMatch, read.Headers.ETag.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var changed = await app.SendAsync(
            HttpMethod.Put, "/api/recipes/items", TestApp.Recipe, TestApp.AdminToken, ("If-Match", read.Headers.ETag.ToString()));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task Without_a_sign_in_a_right_tag_opens_nothing()
    {
        using var first = await app.AdminAsync(HttpMethod.Get, "/api/connections");
        using var stranger = await app.SendAsync(HttpMethod.Get, "/api/connections", null, token: null, (IfNoneMatch, first.Headers.ETag!.ToString()));
        using var any = await app.SendAsync(HttpMethod.Get, "/api/connections", null, token: null, (IfNoneMatch, "*"));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (stranger.StatusCode, any.StatusCode));
    }

    [Fact]
    public async Task Errors_have_no_tag_and_a_change_is_never_answered_304()
    {
        using var missing = await app.SendAsync(HttpMethod.Get, "/api/recipes/none", null, TestApp.AdminToken, (IfNoneMatch, "*"));
        Assert.Equal((HttpStatusCode.NotFound, null), (missing.StatusCode, missing.Headers.ETag));
        using var check = await app.SendAsync(HttpMethod.Post, "/api/recipes/check", TestApp.Recipe, TestApp.AdminToken, (IfNoneMatch, "*"));
        Assert.Equal(HttpStatusCode.OK, check.StatusCode);
    }
}
