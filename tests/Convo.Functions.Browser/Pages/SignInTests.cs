using Convo.Functions.Browser.Stage;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Scenarios.Functions;
using Convo.Functions.Scenarios.Standalone;
using Microsoft.Playwright;
using Xunit;

namespace Convo.Functions.Browser.Pages;

public abstract class SignInTests(IProductHost host, string place) : EditorTests(host, place)
{
    [Fact]
    public async Task The_link_of_the_start_signs_in_and_leaves_no_token_in_the_address()
    {
        await using var visitor = await ComeSignedInAsync();
        await Assertions.Expect(visitor.Page).ToHaveTitleAsync("Did it get out? – Convo.Functions");
        Assert.DoesNotContain(Host.AdminToken, visitor.Page.Url, StringComparison.Ordinal);
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task A_token_is_typed_and_a_wrong_one_is_refused_in_words()
    {
        await using var visitor = await ComeAsync("/api/session");
        await visitor.OpenAsync("");
        await visitor.IsAccessibleAsync();
        var token = visitor.Page.GetByLabel("Token", new() { Exact = true });
        await token.FillAsync("nobody-0123456789");
        await token.PressAsync("Enter");
        await visitor.SeesAsync("This token lets nobody in.");
        await token.FillAsync(Host.AdminToken);
        await token.PressAsync("Enter");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" }).WaitForAsync();
        visitor.SawNoTrouble();
    }
}

public sealed class StandaloneSignIn(StandaloneHost host) : SignInTests(host, ""), IClassFixture<StandaloneHost>;

public sealed class FunctionsSignIn(ForwardingHost host) : SignInTests(host, "app/"), IClassFixture<ForwardingHost>;
