using Convo.Functions.Browser.Stage;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Scenarios.Standalone;
using Microsoft.Playwright;
using Xunit;

namespace Convo.Functions.Browser.Pages;

/// <summary>What admins decide for everybody: what goes nowhere, and who comes in; and what failed, run again in one go.</summary>
public sealed class RulesTests(StandaloneHost host) : EditorTests(host, ""), IClassFixture<StandaloneHost>
{
    [Fact]
    public async Task A_word_that_goes_nowhere_stops_a_message_until_it_is_taken_off_the_list()
    {
        using var product = new Product(Host);
        var (meeting, channel) = (A.Meeting().Titled("Plans of Falcon"), A.Channel());
        await product.AddChannelAsync(channel);
        var recipe = A.RecipeFor(meeting).PostingTo($"#{channel}");
        await product.PublishAsync(recipe);
        await using var visitor = await ComeSignedInAsync();
        var page = visitor.Page;
        var words = page.GetByLabel("Words", new() { Exact = true });
        await visitor.OpenAsync("privacy");
        await words.FillAsync("Falcon");
        await SaveAsync("“Falcon” is added.");
        await Pictures.LookAsync(visitor, "privacy-filled");
        var stopped = await product.UntilEndedAsync(await product.PlayAsync(meeting));
        Assert.Equal("refused", stopped.Runs.Single(run => run.Recipe == recipe.Id).State);

        await words.FillAsync("");
        await SaveAsync("“Falcon” is taken off.");
        await visitor.OpenAsync("runs");
        await page.GetByLabel("Show").SelectOptionAsync("what needs a look");
        await page.GetByLabel("Of recipe").SelectOptionAsync(recipe.Id);
        await page.GetByRole(AriaRole.Button, new() { Name = "Run all refused again" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Run again" }).ClickAsync();
        await visitor.SeesAsync("1 run started.");
        await product.UntilEndedAsync(stopped.ConversationId);
        Assert.Single(await product.MessagesAsync(channel));
        visitor.SawNoTrouble();

        async Task SaveAsync(string change)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await Assertions.Expect(dialog).ToContainTextAsync(change);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
            await visitor.SeesAsync("Saved by admin");
        }
    }

    [Fact]
    public async Task What_can_never_match_is_refused_at_its_list()
    {
        await using var visitor = await ComeSignedInAsync("/api/privacy");
        await visitor.OpenAsync("privacy");
        await visitor.Page.GetByLabel("Domains", new() { Exact = true }).FillAsync("example.com\nnowhere");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await visitor.SeesAsync("“nowhere”: It is no domain.");
        await Pictures.LookAsync(visitor, "privacy-refused");
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task A_token_lets_somebody_in_with_no_more_rights_than_it_says()
    {
        await using var admin = await ComeSignedInAsync();
        await admin.OpenAsync("access");
        await admin.Page.GetByLabel("For whom or what").FillAsync("Kim");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        var token = await admin.Page.GetByLabel("Token (viewer)", new() { Exact = true }).InputValueAsync();
        await Pictures.LookAsync(admin, "access-made");

        await using var kim = await ComeAsync();
        await kim.SignInAsync(token);
        await kim.SeesAsync("token Kim (viewer)");
        await Assertions.Expect(kim.Page.GetByRole(AriaRole.Link, new() { Name = "Privacy" })).ToHaveCountAsync(0);
        await kim.OpenAsync("privacy");
        await kim.SeesAsync("Only admins see these lists");
        await kim.OpenAsync("recipes");
        await Assertions.Expect(kim.Page.GetByRole(AriaRole.Link, new() { Name = "Empty recipe" })).ToHaveCountAsync(0);
        kim.SawNoTrouble();

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Take away" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Take it away" }).ClickAsync();
        await admin.SeesAsync("No token so far");
        admin.SawNoTrouble();
    }
}
