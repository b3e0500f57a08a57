using Convo.Functions.Scenarios.Driving;

namespace Convo.Functions.Browser.Stage;

/// <summary>Tests of the pages, which run on every product: they lie at the root of one and beneath /app/ of the other.</summary>
/// <param name="host">The product.</param>
/// <param name="place">Where its pages lie.</param>
public abstract class EditorTests(IProductHost host, string place)
{
    protected IProductHost Host => host;

    private protected Uri Site => new(host.Address, place);

    private protected Task<Visitor> ComeAsync(params string[] expected) => Visitor.ComeAsync(Site, expected);

    private protected async Task<Visitor> ComeSignedInAsync(params string[] expected)
    {
        var visitor = await ComeAsync(expected);
        await visitor.SignInAsync(host.AdminToken);
        return visitor;
    }

    /// <summary>Drives the product beside the browser, each time with patience of its own: what a visitor does and looks at takes some.</summary>
    private protected async Task<T> DriveAsync<T>(Func<Product, Task<T>> drive)
    {
        using var product = new Product(host);
        return await drive(product);
    }

    private protected async Task DriveAsync(Func<Product, Task> drive)
    {
        using var product = new Product(host);
        await drive(product);
    }
}
