using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Convo.Functions.Browser.Stage;

/// <summary>Somebody with a browser of their own: no cookies, nothing remembered. What the browser complains about is collected.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    internal const float Patience = 20_000;
    private const int MostKeys = 150;

    // What holds the focus, as a screen reader would name it. Behind the last place the whole page has it, which is none.
    private const string NameOfFocus = """
        () => {
          const at = document.activeElement;
          if (at === document.body) return '';
          return [at.getAttribute('aria-label'), ...(at.labels ? [...at.labels].map((label) => label.innerText) : []), at.innerText]
            .filter(Boolean).join(' ');
        }
        """;

    private readonly IBrowserContext context;
    private readonly Uri address;
    private readonly ConcurrentQueue<string> complaints = new();

    private Visitor(IBrowserContext context, IPage page, Uri address)
    {
        this.context = context;
        this.address = address;
        Page = page;
        page.SetDefaultTimeout(Patience);
        page.PageError += (_, error) => complaints.Enqueue($"error in the page: {error}");
        page.Console += (_, message) => Heard(message);
        page.Response += (_, response) => Answered(response);
    }

    public IPage Page { get; }

    /// <summary>Answers that a test brings about itself, by a part of their address.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    public static async Task<Visitor> ComeAsync(Uri address, params string[] expected)
    {
        var browser = await Chromium.SharedAsync();
        var own = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
            ColorScheme = ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
        });
        return new Visitor(own, await own.NewPageAsync(), address) { Expected = expected };
    }

    /// <summary>Signs in with the link that the app prints.</summary>
    public async Task SignInAsync(string token)
    {
        await Page.GotoAsync($"{address}#/token={token}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).WaitForAsync();
    }

    /// <summary>Opens a page of the app by its address behind the #, as somebody does who comes by a link, and waits for its heading.</summary>
    public async Task OpenAsync(string place)
    {
        // What is before # stays the same: without this the heading could still be that of the page before.
        await Page.GotoAsync("about:blank");
        await Page.GotoAsync($"{address}#/{place}");
        await Page.Locator("h1").WaitForAsync();
    }

    /// <summary>Has the system ask for light or dark; a page of ours says when it has followed.</summary>
    public async Task InAsync(ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        var word = scheme.ToString().ToLowerInvariant();
        await Page.Locator($"html:not([data-mantine-color-scheme]), html[data-mantine-color-scheme={word}]").WaitForAsync();
    }

    /// <summary>Waits until a text is there.</summary>
    public Task SeesAsync(string text) => Page.GetByText(text).First.WaitForAsync();

    /// <summary>Goes on with the Tab key until something of this name has the focus.</summary>
    public async Task TabToAsync(string name, bool back = false)
    {
        for (var press = 0; press < MostKeys; press++)
        {
            await Page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
            if ((await Page.EvaluateAsync<string>(NameOfFocus)).Contains(name, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"'{name}' can't be reached with the Tab key on {await Page.TitleAsync()}.");
    }

    /// <summary>Fails where the accessibility checker finds anything.</summary>
    public async Task IsAccessibleAsync()
    {
        var found = await Page.RunAxe();
        Assert.True(found.Violations.Length is 0, string.Join('\n', found.Violations.Select(InWords)));
    }

    /// <summary>Fails where the page is wider than the window.</summary>
    public async Task FitsAsync()
    {
        var wider = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(wider <= 0, $"{await Page.TitleAsync()} is {wider} pixels wider than the window.");
    }

    /// <summary>Fails where the browser complained about anything: a blocked script or style, an error, an answer that was none.</summary>
    public void SawNoTrouble() => Assert.Empty(complaints);

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private static string InWords(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Select(node => $"{node.Target} {node.Html}"))}";

    private void Heard(IConsoleMessage message)
    {
        // What could not be loaded is told by the answers, with their addresses.
        if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
        {
            complaints.Enqueue($"{message.Type}: {message.Text}");
        }
    }

    private void Answered(IResponse response)
    {
        if (response.Status >= 400 && !Expected.Any(part => response.Url.Contains(part, StringComparison.Ordinal)))
        {
            complaints.Enqueue($"{response.Status} {response.Url}");
        }
    }
}
