using System.Text.RegularExpressions;
using Convo.Functions.Browser.Stage;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Scenarios.Functions;
using Convo.Functions.Scenarios.Standalone;
using Microsoft.Playwright;
using Xunit;

namespace Convo.Functions.Browser.Pages;

/// <summary>Saying yes as those do who were asked: behind a personal link, with the buttons in the sandbox's Slack, and signed in.</summary>
public abstract class ApprovalTests(IProductHost host, string place) : EditorTests(host, place)
{
    [Theory]
    [InlineData("Approve", "You approved it.", "It was approved already.", 1)]
    [InlineData("Reject", "You rejected it.", "It was rejected already.", 0)]
    public async Task A_link_only_shows_and_its_buttons_decide(string button, string answer, string later, int posts)
    {
        using var product = new Product(Host);
        var asked = await AskAsync(product);
        var link = new Uri(Host.Address, await asked.Question.LinkAsync(Asked.Marit)).AbsoluteUri;
        await using var visitor = await ComeAsync("/approve/");
        var page = visitor.Page;

        await page.GotoAsync(link);
        await page.ReloadAsync();
        await visitor.SeesAsync("Call the carrier back");
        await Pictures.LookAsync(visitor, "approval-asks");
        Assert.True(Asked.IsOpen(await asked.Question.MessageAsync()));

        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(answer);
        await Pictures.LookAsync(visitor, $"approval-{button}");
        await product.UntilEndedAsync(asked.Conversation);
        Assert.Equal(posts, (await product.MessagesAsync(asked.Posts)).Count);

        await page.GotoAsync(link);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(later);
        await visitor.IsAccessibleAsync();
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task A_link_that_nobody_knows_says_what_to_do()
    {
        await using var visitor = await ComeAsync("/approve/");
        await visitor.Page.GotoAsync(new Uri(Host.Address, "approve/nothing").AbsoluteUri);
        await visitor.SeesAsync("Ask for a new one");
        await Pictures.LookAsync(visitor, "approval-unknown");
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task A_button_in_Slack_decides_for_who_was_named_and_the_question_is_closed()
    {
        using var product = new Product(Host);
        var asked = await AskAsync(product);
        await using var visitor = await ComeAsync();
        var page = visitor.Page;
        await page.GotoAsync(Host.Sandbox.AbsoluteUri);
        await page.Locator($"[data-channel='#{asked.Asks}']").ClickAsync();
        var message = page.Locator("article.message");
        var approve = message.GetByRole(AriaRole.Button, new() { Name = "Approve" });
        await approve.WaitForAsync();
        await Pictures.LookAsync(visitor, "sandbox");

        await page.GetByLabel("Buttons are pressed by").SelectOptionAsync(Asked.Priya);
        await approve.ClickAsync();
        await Assertions.Expect(message).ToContainTextAsync("Nothing was decided");
        await page.GetByLabel("Buttons are pressed by").SelectOptionAsync(Asked.Marit);
        await page.RunAndWaitForResponseAsync(() => approve.ClickAsync(), "**/control/slack/press");
        await product.UntilEndedAsync(asked.Conversation);
        await Assertions.Expect(approve).ToHaveCountAsync(0);
        Assert.Single(await product.MessagesAsync(asked.Posts));
        await visitor.IsAccessibleAsync();
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task Who_is_signed_in_sees_what_waits_and_says_yes_or_hands_on_a_link()
    {
        using var product = new Product(Host);
        var asked = await AskAsync(product);
        await using var visitor = await ComeSignedInAsync();
        var page = visitor.Page;
        await visitor.OpenAsync($"meeting/{Host.Convo}/{asked.Conversation}");
        await visitor.SeesAsync("waits for a yes");
        await page.GetByRole(AriaRole.Link, new() { Name = "to the approvals" }).ClickAsync();

        var card = page.GetByRole(AriaRole.Article, new() { Name = asked.Posts });
        await card.GetByText("A link for somebody without access here").ClickAsync();
        await card.GetByLabel("For", new() { Exact = true }).SelectOptionAsync(Asked.Jonas);
        await card.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var link = card.GetByLabel($"The link for {Asked.Jonas}", new() { Exact = true });
        await Assertions.Expect(link).ToHaveValueAsync(new Regex("/approve/"));
        await Pictures.LookAsync(visitor, "approvals-one");

        await card.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await visitor.SeesAsync("Approved: it goes out.");
        await product.UntilEndedAsync(asked.Conversation);
        Assert.Single(await product.MessagesAsync(asked.Posts));
        visitor.SawNoTrouble();
    }

    private static async Task<Waits> AskAsync(Product product)
    {
        var meeting = A.Meeting();
        var (posts, asks) = (A.Channel(), A.Channel());
        await product.AddChannelAsync(posts);
        await product.AddChannelAsync(asks);
        await product.PublishAsync(A.RecipeFor(meeting).PostingTo($"#{posts}").AskingIn($"#{asks}", Asked.Marit, Asked.Jonas));
        var conversation = await product.PlayAsync(meeting);
        await product.SettleAsync();
        return new Waits(conversation, posts, asks, new Asked(product, asks));
    }

    private sealed record Waits(string Conversation, string Posts, string Asks, Asked Question);
}

public sealed class StandaloneApproval(StandaloneHost host) : ApprovalTests(host, ""), IClassFixture<StandaloneHost>;

public sealed class FunctionsApproval(ForwardingHost host) : ApprovalTests(host, "app/"), IClassFixture<ForwardingHost>;
