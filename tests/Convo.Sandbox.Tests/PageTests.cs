using System.Net;
using AngleSharp.Html.Parser;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class PageTests
{
    private static readonly string[] Scripts = ["dom.js", "workspace.js", "account.js", "page.js", "mailbox.js"];

    [Fact]
    public async Task The_page_has_no_inline_script_or_style_and_its_policy_forbids_them()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        using var answer = await sandbox.Http.GetAsync("/");
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(Scripts, page.QuerySelectorAll("script").Select(s => s.GetAttribute("src")));
        Assert.All(page.QuerySelectorAll("script"), s => Assert.Empty(s.TextContent));
        Assert.Empty(page.QuerySelectorAll("style, [style], [onclick], [onload]"));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("H1", page.QuerySelectorAll("h1, h2, h3")[0].TagName);
        Assert.Equal(
            ["Play a meeting", "Channels", "#meetings", "Mailbox", "Meetings", "Accounts", "Faults", "Webhook deliveries"],
            page.QuerySelectorAll("h2").Select(h => h.TextContent));
        Assert.All(page.QuerySelectorAll("input, select"), field => Assert.True(
            field.Closest("label") is not null || page.QuerySelector($"label[for='{field.Id}']") is not null, $"{field.Id} has no label"));
        Assert.All(page.QuerySelectorAll("a[href^='#']"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
        Assert.All(page.QuerySelectorAll("[aria-labelledby]"), e => Assert.NotNull(page.GetElementById(e.GetAttribute("aria-labelledby")!)));
        Assert.All(page.QuerySelectorAll("button"), b => Assert.Equal("button", b.GetAttribute("type")));
    }

    [Theory]
    [InlineData("/dom.js", "text/javascript")]
    [InlineData("/workspace.js", "text/javascript")]
    [InlineData("/account.js", "text/javascript")]
    [InlineData("/page.js", "text/javascript")]
    [InlineData("/page.css", "text/css")]
    [InlineData("/mailbox.js", "text/javascript")]
    [InlineData("/mailbox.css", "text/css")]
    public async Task Its_files_are_served_with_their_types(string path, string type)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        using var answer = await sandbox.Http.GetAsync(path);

        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True((await answer.Content.ReadAsStringAsync()).Length > 500);
    }

    [Fact]
    public async Task The_script_never_parses_markup_from_text()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var script = string.Concat(await Task.WhenAll(Scripts.Select(name => sandbox.Http.GetStringAsync("/" + name))));

        foreach (var sink in new[] { "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval(", "srcdoc", "new Function" })
        {
            Assert.DoesNotContain(sink, script, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/../Convo.Sandbox.dll")]
    [InlineData("/page/index.html")]
    [InlineData("/slack/api")]
    [InlineData("/control/nothing")]
    public async Task There_is_nothing_else_to_be_had(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        using var answer = await sandbox.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
