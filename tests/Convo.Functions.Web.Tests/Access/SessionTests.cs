using System.Net;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Convo.Functions.Web.Tests.Access;

public sealed class SessionTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task The_sign_in_link_s_token_opens_a_session_that_no_script_can_read()
    {
        var token = await app.Services.GetRequiredService<Core.Access.Tokens>().ForSignInLinkAsync(default);
        var cookie = await SignInAsync(token);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(token, cookie, StringComparison.Ordinal);
        using var answer = await app.SendAsync(HttpMethod.Get, "/api/session", null, null, ("Cookie", Value(cookie)));
        Assert.Contains("\"admin\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_token_stays_and_a_later_start_replaces_the_link_of_the_start_before()
    {
        var tokens = app.Services.GetRequiredService<Core.Access.Tokens>();
        var first = await tokens.ForSignInLinkAsync(default);
        var second = await tokens.ForSignInLinkAsync(default);
        var third = await tokens.ForSignInLinkAsync(default);
        Assert.NotNull(await tokens.FindAsync(first, default));
        Assert.Null(await tokens.FindAsync(second, default));
        Assert.NotNull(await tokens.FindAsync(third, default));
        Assert.DoesNotContain(
            app.Tables.Snapshot(), row => row.Row.Values.Values.Any(value => value.AsText?.Contains(first, StringComparison.Ordinal) is true));
    }

    [Fact]
    public async Task A_wrong_token_opens_nothing()
    {
        foreach (var body in new[] { """{"token":"wrong"}""", """{"token":""}""", "{}", """{"token":null}""" })
        {
            using var answer = await app.SendAsync(HttpMethod.Post, "/api/session", body, null, ("X-Convo-Functions", "1"));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task A56_a_change_by_cookie_alone_is_refused()
    {
        var cookie = Value(await SignInAsync(TestApp.AdminToken));
        const string Json = """{"name":"x","role":"viewer"}""";
        (string, string)[][] forged =
        [
            [("Cookie", cookie)],
            [("Cookie", cookie), ("X-Convo-Functions", "1"), ("Origin", "https://evil.example")],
            [("Cookie", cookie), ("X-Convo-Functions", "1"), ("Origin", "null")],
            [("Cookie", cookie), ("X-Convo-Functions", "1"), ("Sec-Fetch-Site", "cross-site")],
            [("Cookie", cookie), ("X-Convo-Functions", "1"), ("Sec-Fetch-Site", "same-site")],
        ];
        foreach (var headers in forged)
        {
            using var answer = await app.SendAsync(HttpMethod.Post, "/api/tokens", Json, null, headers);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        var origin = app.Address.GetLeftPart(UriPartial.Authority);
        using var own = await app.SendAsync(
            HttpMethod.Post, "/api/tokens", Json, null, ("Cookie", cookie), ("X-Convo-Functions", "1"), ("Origin", origin), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.Created, own.StatusCode);
    }

    [Fact]
    public async Task A56_a_form_of_another_site_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Content = new FormUrlEncodedContent([new("token", TestApp.AdminToken)]) };
        using var answer = await app.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        using var script = await app.SendAsync(
            HttpMethod.Post, "/api/session", $$"""{"token":"{{TestApp.AdminToken}}"}""", null, ("Origin", "https://evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, script.StatusCode);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    public async Task A57_no_origin_is_ever_allowed(string origin)
    {
        foreach (var method in new[] { "GET", "OPTIONS" })
        {
            using var answer = await app.SendAsync(
                new HttpMethod(method), "/api/connections", null, TestApp.AdminToken, ("Origin", origin), ("Access-Control-Request-Method", "POST"));
            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A59_a_token_in_the_address_is_not_looked_at_and_not_logged()
    {
        foreach (var path in new[] { $"/api/connections?token={TestApp.AdminToken}", $"/api/session?access_token={TestApp.AdminToken}",
            $"/?token={TestApp.AdminToken}" })
        {
            using var answer = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.True(path[1] is '?' || answer.StatusCode is HttpStatusCode.Unauthorized);
        }

        Assert.DoesNotContain(TestApp.AdminToken, app.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A59_a_session_that_the_browser_brought_along_is_not_taken_over()
    {
        using var answer = await app.SendAsync(
            HttpMethod.Post, "/api/session", $$"""{"token":"{{TestApp.AdminToken}}"}""", null,
            ("X-Convo-Functions", "1"), ("Cookie", "convo-functions=chosen-by-somebody"));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.DoesNotContain("chosen-by-somebody", cookie, StringComparison.Ordinal);
        Assert.NotEqual(Value(cookie), Value(await SignInAsync(TestApp.AdminToken)));
        using var stranger = await app.SendAsync(HttpMethod.Get, "/api/session", null, null, ("Cookie", "convo-functions=chosen-by-somebody"));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    [Fact]
    public async Task A_removed_token_ends_its_sessions()
    {
        using var made = await app.AdminAsync(HttpMethod.Post, "/api/tokens", """{"name":"x","role":"viewer"}""");
        var token = System.Text.Json.JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement;
        var cookie = Value(await SignInAsync(token.GetProperty("token").GetString()!));
        using var before = await app.SendAsync(HttpMethod.Get, "/api/connections", null, null, ("Cookie", cookie));
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        using var removed = await app.AdminAsync(HttpMethod.Delete, $"/api/tokens/{token.GetProperty("id").GetString()}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var after = await app.SendAsync(HttpMethod.Get, "/api/connections", null, null, ("Cookie", cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Equal(["session.opened", "token.made", "token.removed"],
            app.Tables.Snapshot().Where(row => row.Table == TableNames.Audit).Select(row => row.Row.Text("action")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A61_every_page_forbids_frames_and_foreign_scripts()
    {
        foreach (var path in new[] { "/", "/index.html", "/app/", "/approve/unknown", "/api/health", "/api/nothing" })
        {
            using var answer = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Theory]
    [InlineData("/../Convo.Functions.Web.dll")]
    [InlineData("/..%2fConvo.Functions.Web.dll")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/index.html/../../keys")]
    [InlineData("/..\\keys")]
    [InlineData("/index.html%00.js")]
    [InlineData("/app.css.map")]
    public async Task A63_no_path_leads_out_of_the_static_files(string path)
    {
        var stranger = await RawHttp.SendAsync(app.Address, $"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        Assert.Matches("^HTTP/1.1 40[01]", stranger);
        var admin = await RawHttp.SendAsync(app.Address,
            $"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer {TestApp.AdminToken}\r\n\r\n");
        Assert.Matches("^HTTP/1.1 40[04]", admin);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    [InlineData("with spaces in it, many of them")]
    public void A_weak_admin_token_stops_the_start_with_its_name_and_an_example(string token)
    {
        var error = Assert.Throws<OptionsValidationException>(() => new WebOptions { DataFolder = "x", AdminToken = token }.Validate());
        Assert.Contains("CONVO_ADMIN_TOKEN", error.Message, StringComparison.Ordinal);
        Assert.Contains("openssl rand", error.Message, StringComparison.Ordinal);
        Assert.True(token.Length is 0 || !error.Message.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_data_folder_stops_the_start_with_its_name_and_an_example()
    {
        var error = Assert.Throws<OptionsValidationException>(() => new WebOptions().Validate());
        Assert.Contains("--data ./data", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://hooks.example.com")]
    [InlineData("https://user@hooks.example.com")]
    public void A_public_address_without_TLS_stops_the_start(string address) =>
        Assert.Throws<OptionsValidationException>(() => new WebOptions { DataFolder = "x", PublicAddress = new Uri(address) }.Validate());

    private static string Value(string setCookie) => setCookie.Split(';')[0];

    private async Task<string> SignInAsync(string token)
    {
        using var answer = await app.SendAsync(HttpMethod.Post, "/api/session", $$"""{"token":"{{token}}"}""", null, ("X-Convo-Functions", "1"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.GetValues("Set-Cookie").Single();
    }
}
