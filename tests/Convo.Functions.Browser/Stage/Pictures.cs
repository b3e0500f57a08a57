using System.Globalization;
using Microsoft.Playwright;

namespace Convo.Functions.Browser.Stage;

/// <summary>
/// Looks at a page in light and dark, on a desk and on a phone. With the variable CONVO_SCREENSHOTS, which names a folder, it leaves a picture of each.
/// </summary>
internal static class Pictures
{
    private const string Folder = "CONVO_SCREENSHOTS";
    private const int Desk = 1280;
    private const int Phone = 360;

    /// <summary>Fails where the accessibility checker finds anything, or the page is wider than the window.</summary>
    public static async Task LookAsync(Visitor visitor, string name)
    {
        foreach (var width in new[] { Desk, Phone })
        {
            await visitor.Page.SetViewportSizeAsync(width, 900);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await visitor.InAsync(scheme);
                await TakeAsync(visitor.Page, string.Create(CultureInfo.InvariantCulture, $"{name.Replace('/', '-')}-{width}-{scheme}"));
                if (width is Desk)
                {
                    await visitor.IsAccessibleAsync();
                }
            }

            await visitor.FitsAsync();
        }
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
