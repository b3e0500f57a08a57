using System.Net;
using System.Text.Json;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Web.Api;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

/// <summary>Names and numbers in addresses that were meant to do harm, tried on every route that takes them.</summary>
public sealed class AddressAttackTests : IAsyncLifetime
{
    private TestSandbox stage = null!;

    private TestApp App => stage.App;

    public async Task InitializeAsync() => stage = await TestSandbox.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Theory]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    [InlineData("..%5C..%5Ckeys")]
    [InlineData("%2e%2e%2f")]
    [InlineData("a%00b")]
    [InlineData("%252e%252e%252f")]
    [InlineData("'%20or%20RowKey%20ne%20'")]
    [InlineData("d%7Citems")]
    [InlineData("%E2%80%AEsmeti")]
    public async Task A63_A68_a_name_that_leads_elsewhere_leads_nowhere(string name)
    {
        await stage.PlayAsync("weekly-sync");
        foreach (var route in Routes("GET").Where(route => route.Contains('{', StringComparison.Ordinal)))
        {
            var path = System.Text.RegularExpressions.Regex.Replace(route, @"\{[^}]+\}", name);
            using var answer = await App.AdminAsync(HttpMethod.Get, path);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{path}: {answer.StatusCode}");

            // What the server itself takes for no address never reaches us, and has no body.
            Assert.True(answer.Content.Headers.ContentType?.MediaType is "application/problem+json" || answer.Content.Headers.ContentLength is 0, path);
        }
    }

    [Fact]
    public async Task A65_no_reading_route_shows_a_secret_whether_it_finds_something_or_not()
    {
        const string Signing = "a-signing-secret-5ab1e";
        const string Password = "a password of a mailbox";
        await SaveAsync("slack", $$$"""{"name":"slack","kind":"slack","secrets":{"token":"xoxb-other-token","signingSecret":"{{{Signing}}}"}}""");
        await SaveAsync("mail", $$$"""
            {"name":"mail","kind":"mail","settings":{"host":"smtp.example.com","from":"a@example.com"},"secrets":{"user":"anna","password":"{{{Password}}}"}}
            """);
        var meeting = await stage.PlayAsync("weekly-sync");
        foreach (var route in Routes("GET"))
        {
            foreach (var name in new[] { "slack", "mail", "none", meeting })
            {
                using var answer = await App.AdminAsync(HttpMethod.Get, System.Text.RegularExpressions.Regex.Replace(route, @"\{[^}]+\}", name));
                var text = await answer.Content.ReadAsStringAsync();
                Assert.All(
                    new[] { "xoxb-", "convo_sandbox_professional", TestApp.HookSecret, TestApp.AdminToken, Signing, Password },
                    secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
            }
        }
    }

    private async Task SaveAsync(string name, string connection)
    {
        using var saved = await App.AdminAsync(HttpMethod.Post, "/api/connections", connection);
        Assert.True(saved.IsSuccessStatusCode, $"{name}: {saved.StatusCode}");
    }

    [Fact]
    public async Task A67_every_list_that_has_pages_refuses_limits_that_make_no_sense_and_cuts_those_that_are_too_large()
    {
        await PastRuns.AddAsync(App, "sess_1", ("items", RunState.Done));
        var lists = Endpoints().Where(route => route.Metadata.GetMetadata<PagedList>() is not null).Select(route => route.RoutePattern.RawText!).ToList();
        Assert.True(lists.Count >= 2);
        foreach (var list in lists)
        {
            foreach (var wrong in new[]
            {
                "limit=-1", "limit=0", "limit=1e9", "limit=0x10", "limit=%20", "limit=18446744073709551617", $"cursor={new string('a', 301)}",
            })
            {
                using var refused = await App.AdminAsync(HttpMethod.Get, $"{list}?{wrong}");
                Assert.True(refused.StatusCode is HttpStatusCode.BadRequest, $"{list}?{wrong}: {refused.StatusCode}");
            }

            using var cut = await App.AdminAsync(HttpMethod.Get, $"{list}?limit=1000000000");
            Assert.Equal(HttpStatusCode.OK, cut.StatusCode);
        }
    }

    [Fact]
    public async Task A64_what_a_trial_and_a_price_are_not_asked_is_passed_over()
    {
        const string Body = """{"recipe":{"schema":1},"meetings":3,"credits":99,"createdBy":"evil","tenant":"t","effect":true,"publish":true}""";
        foreach (var path in new[] { "/api/recipes/try", "/api/recipes/forecast" })
        {
            using var answer = await App.AdminAsync(HttpMethod.Post, path, Body);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain("evil", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var list = await App.AdminAsync(HttpMethod.Get, "/api/recipes");
        Assert.Empty(JsonDocument.Parse(await list.Content.ReadAsStringAsync()).RootElement.GetProperty("items").EnumerateArray());
    }

    private IEnumerable<RouteEndpoint> Endpoints() => App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private List<string> Routes(string method) =>
    [
        .. Endpoints().Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) is true)
            .Select(route => route.RoutePattern.RawText!)
            .Where(route => route.StartsWith("/api/", StringComparison.Ordinal)),
    ];
}
