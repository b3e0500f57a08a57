using System.Net;
using AngleSharp.Html.Parser;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class PageTests
{
    [Fact]
    public async Task The_page_has_no_inline_script_or_style_and_its_policy_forbids_them()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        using var answer = await sandbox.Http.GetAsync("/");
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(["page.js", "mailbox.js"], page.QuerySelectorAll("script").Select(script => script.GetAttribute("src")));
        Assert.All(page.QuerySelectorAll("script"), script => Assert.Equal("", script.TextContent));
        Assert.Empty(page.QuerySelectorAll("style, [style], [onclick], [onload]"));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(["H1", "H2", "H2", "H2", "H2"], page.QuerySelectorAll("h1, h2, h3").Select(h => h.TagName));
        Assert.All(page.QuerySelectorAll("[aria-labelledby]"), e => Assert.NotNull(page.GetElementById(e.GetAttribute("aria-labelledby")!)));
        Assert.All(page.QuerySelectorAll("button"), b => Assert.Equal("button", b.GetAttribute("type")));
    }

    [Theory]
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

    [Theory]
    [InlineData("/page.js")]
    [InlineData("/mailbox.js")]
    public async Task The_script_never_parses_markup_from_text(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var script = await sandbox.Http.GetStringAsync(path);

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
