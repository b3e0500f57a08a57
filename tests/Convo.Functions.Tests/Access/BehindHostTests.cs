using System.Net;
using System.Text.RegularExpressions;
using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Stores;
using Convo.Functions.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Tests.Access;

/// <summary>The page and its sessions as a browser meets them through the Functions host.</summary>
public sealed class BehindHostTests
{
    private static readonly (string, string)[] Proxied =
        [("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Host", "acme.example"), ("X-Forwarded-Proto", "https")];

    [Fact]
    public async Task The_page_and_all_its_parts_lie_beneath_app_because_the_host_hands_nothing_else_on()
    {
        await using var handler = await Handler.StartAsync();
        var page = await TextAsync(handler, "/app/");
        Assert.Contains("<title>Convo.Functions", page, StringComparison.Ordinal);
        var parts = Regex.Matches(page, "(?:href|src)=\"(?<path>[^\"#]+)\"").Select(match => match.Groups["path"].Value).ToList();
        Assert.NotEmpty(parts);
        Assert.All(parts, part => Assert.False(part.StartsWith('/'), $"{part} would be looked for outside /app/."));
        foreach (var part in parts)
        {
            Assert.NotEmpty(await TextAsync(handler, $"/app/{part}"));
        }

        using var bare = await handler.Http.GetAsync(new Uri("/app", UriKind.Relative));
        Assert.Equal("/app/", bare.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/app/../work")]
    [InlineData("/app/..%2fapi/connections")]
    [InlineData("/app/nothing.js")]
    [InlineData("/app//index.html")]
    [InlineData("/APP/index.html")]
    public async Task Nothing_else_beneath_app_is_open(string path)
    {
        await using var handler = await Handler.StartAsync();
        var answer = await RawRequest.SendAsync(handler.Address, $"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        Assert.Contains(RawRequest.Status(answer), new[] { 401, 404 });
    }

    [Fact]
    public async Task A_sign_in_that_the_host_proxied_from_https_gives_a_cookie_for_https_alone_and_counts_as_of_the_same_origin()
    {
        await using var handler = await Handler.StartAsync();
        var cookie = await SignInAsync(handler, [.. Proxied, ("Origin", "https://acme.example")]);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        using var answer = await handler.SendAsync(
            HttpMethod.Post, "/api/tokens", """{"name":"ci","role":"viewer"}""",
            [.. Proxied, ("Origin", "https://acme.example"), ("X-Convo-Functions", "1"), ("Cookie", cookie.Split(';')[0])]);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        using var foreign = await handler.SendAsync(
            HttpMethod.Post, "/api/tokens", """{"name":"ci","role":"viewer"}""",
            [.. Proxied, ("Origin", "https://evil.example"), ("X-Convo-Functions", "1"), ("Cookie", cookie.Split(';')[0])]);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Fact]
    public async Task Where_the_app_is_reached_from_outside_cookies_are_for_https_and_its_own_address_is_its_origin_whatever_the_host_forwards()
    {
        await using var handler = await Handler.StartAsync(options => options with { HostName = "acme.example" });
        var cookie = await SignInAsync(handler, [("Origin", "https://acme.example")]);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task On_a_developer_s_machine_the_cookie_goes_over_http()
    {
        await using var handler = await Handler.StartAsync();
        Assert.DoesNotContain("secure", await SignInAsync(handler, []), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task With_a_vault_a_session_holds_on_every_instance_and_no_key_lies_on_a_disk()
    {
        var vault = new MemorySecrets();
        await using var first = await WithVaultAsync(vault);
        await using var second = await WithVaultAsync(vault);
        var cookie = (await SignInAsync(first, [])).Split(';')[0];
        using var answer = await second.SendAsync(HttpMethod.Get, "/api/session", json: null, ("Cookie", cookie));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(Directory.GetFiles(first.DataFolder, "key-*.xml", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Without_a_vault_the_start_warns_and_health_says_what_to_do()
    {
        await using var handler = await Handler.StartAsync();
        Assert.Contains(handler.Log.Of(Microsoft.Extensions.Logging.LogLevel.Warning), line => line.Contains("no key vault", StringComparison.Ordinal));
        var concern = Assert.Single((await handler.GetAsync("/api/health")).GetProperty("concerns").EnumerateArray());
        Assert.Contains("CONVO_VAULT_URI", concern.GetProperty("advice").GetString(), StringComparison.Ordinal);
        await using var vaulted = await WithVaultAsync(new MemorySecrets());
        Assert.Empty((await vaulted.GetAsync("/api/health")).GetProperty("concerns").EnumerateArray());
    }

    [Fact]
    public async Task The_headers_of_a_platform_that_signs_people_in_fit()
    {
        await using var handler = await Handler.StartAsync();
        var (token, cookie) = (new string('a', 20_000), $"AppServiceAuthSession={new string('b', 20_000)}");
        using var answer = await handler.SendAsync(HttpMethod.Get, "/api/health", json: null, ("X-MS-TOKEN-AAD-ID-TOKEN", token), ("Cookie", cookie));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static Task<Handler> WithVaultAsync(MemorySecrets vault) => Handler.StartAsync(
        options => options with { VaultUri = new Uri("https://vault.example/") }, services => services.AddSingleton<ISecrets>(vault));

    private static async Task<string> TextAsync(Handler handler, string path)
    {
        using var answer = await handler.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<string> SignInAsync(Handler handler, (string, string)[] headers)
    {
        using var answer = await handler.SendAsync(
            HttpMethod.Post, "/api/session", $$"""{"token":"{{Handler.AdminToken}}"}""", [("X-Convo-Functions", "1"), .. headers]);
        Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{answer.StatusCode}\n{handler.Log.All}");
        return answer.Headers.GetValues("Set-Cookie").Single();
    }
}
