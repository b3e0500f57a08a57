using System.Net;
using System.Text;
using System.Text.Json;
using Convo.Functions.Core.Ports;
using Convo.Functions.Tests.Stage;

namespace Convo.Functions.Tests.Access;

public sealed class PlatformSignInTests
{
    private const string Header = "X-MS-CLIENT-PRINCIPAL";

    [Theory]
    [InlineData("admin", "admin")]
    [InlineData("editor", "editor")]
    [InlineData("viewer", "viewer")]
    [InlineData("viewer,admin,editor", "admin")]
    [InlineData("owner,viewer", "viewer")]
    public async Task Whom_the_platform_has_signed_in_has_the_highest_of_their_app_roles(string roles, string role)
    {
        await using var handler = await StartAsync();
        using var answer = await handler.SendAsync(HttpMethod.Get, "/api/session", json: null, (Header, Principal(roles.Split(','))));
        var session = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(("Dana Example", role), (session.GetProperty("name").GetString(), session.GetProperty("role").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Admin")]
    [InlineData("owner")]
    public async Task Who_has_no_role_is_refused_and_told_whom_to_ask(string role)
    {
        await using var handler = await StartAsync();
        using var answer = await handler.SendAsync(HttpMethod.Get, "/api/connections", json: null, (Header, Principal(role)));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("app roles viewer, editor or admin", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_it_has_not_signed_in_is_told_where_to()
    {
        await using var handler = await StartAsync();
        using var answer = await handler.SendAsync(HttpMethod.Get, "/api/connections", json: null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("/.auth/login/aad", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // The page takes its link from here.
        Assert.Equal("/.auth/login/aad?post_login_redirect_uri=/app/", answer.Headers.GetValues("X-Sign-In").Single());
        await using var without = await Handler.StartAsync();
        using var plain = await without.SendAsync(HttpMethod.Get, "/api/connections", json: null);
        Assert.False(plain.Headers.Contains("X-Sign-In"));
    }

    [Theory]
    [InlineData("no base64 at all!")]
    [InlineData("bm8gSlNPTg==")]
    [InlineData("bnVsbA==")]
    [InlineData("e30=")]
    [InlineData("eyJjbGFpbXMiOltudWxsLHt9LHsidHlwIjpudWxsfV19")]
    [InlineData("eyJjbGFpbXMiOjF9")]
    public async Task A_header_that_can_not_be_read_opens_nothing(string header)
    {
        await using var handler = await StartAsync();
        using var answer = await handler.SendAsync(HttpMethod.Get, "/api/connections", json: null, (Header, header));
        Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, answer.StatusCode.ToString());
    }

    [Fact]
    public async Task Two_principals_at_once_are_nobody()
    {
        await using var handler = await StartAsync();
        using var answer = await handler.SendAsync(HttpMethod.Get, "/api/connections", json: null, (Header, Principal("admin")), (Header, Principal("viewer")));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A107_the_platform_s_word_counts_nothing_where_the_platform_signs_nobody_in()
    {
        await using var handler = await Handler.StartAsync();
        using var answer = await handler.SendAsync(HttpMethod.Get, "/api/connections", json: null, (Header, Principal("admin")));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_viewer_of_the_platform_changes_nothing_and_an_admin_s_change_stands_in_the_audit_trail_with_the_name()
    {
        await using var handler = await StartAsync();
        const string Json = """{"name":"ci","role":"viewer"}""";
        using var viewer = await handler.SendAsync(HttpMethod.Post, "/api/tokens", Json, (Header, Principal("viewer")), ("X-Convo-Functions", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, viewer.StatusCode);
        using var admin = await handler.SendAsync(HttpMethod.Post, "/api/tokens", Json, (Header, Principal("admin")), ("X-Convo-Functions", "1"));
        Assert.Equal(HttpStatusCode.Created, admin.StatusCode);
        Assert.Equal("Dana Example", Assert.Single(handler.Rows(TableNames.Audit), row => row.Text("action") == "token.made").Text("actor"));
    }

    [Fact]
    public async Task A56_a_change_that_only_the_platform_s_cookie_vouches_for_must_come_from_our_own_page()
    {
        await using var handler = await StartAsync();
        (string, string)[][] forged =
        [
            [],
            [("X-Convo-Functions", "1"), ("Origin", "https://evil.example")],
            [("X-Convo-Functions", "1"), ("Sec-Fetch-Site", "cross-site")],
        ];
        foreach (var headers in forged)
        {
            using var answer = await handler.SendAsync(
                HttpMethod.Post, "/api/tokens", """{"name":"ci","role":"viewer"}""", [(Header, Principal("admin")), .. headers]);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    private static Task<Handler> StartAsync() => Handler.StartAsync(options => options with { PlatformSignIn = true });

    private static string Principal(params string[] roles)
    {
        var claims = roles.Select(role => $$"""{"typ":"http://schemas.microsoft.com/ws/2008/06/identity/claims/role","val":"{{role}}"}""")
            .Prepend("""{"typ":"preferred_username","val":"Dana Example"}""");
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(
            $$"""
            {"auth_typ":"aad","claims":[{{string.Join(',', claims)}}],"name_typ":"preferred_username",
            "role_typ":"http://schemas.microsoft.com/ws/2008/06/identity/claims/role"}
            """));
    }
}
