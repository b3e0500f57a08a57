using Convo.Functions.Browser.Stage;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Scenarios.Functions;
using Convo.Functions.Scenarios.Standalone;
using Microsoft.Playwright;
using Xunit;

namespace Convo.Functions.Browser.Pages;

/// <summary>The way of somebody who came to set up a recipe, to its end: the message is out, and the meeting's page says so.</summary>
public abstract class JourneyTests(IProductHost host, string place) : EditorTests(host, place)
{
    private const string Text = "Notes of {{meeting.title}}";

    [Fact]
    public async Task A_recipe_is_made_tried_and_published_and_its_message_gets_out()
    {
        var channel = A.Channel();
        await using var visitor = await ComeSignedInAsync();
        var page = visitor.Page;
        await visitor.OpenAsync("recipes");
        await page.GetByRole(AriaRole.Link, new() { Name = "Empty recipe" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync($"Notes to {channel}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add step" }).ClickAsync();
        await page.GetByLabel("Channel", new() { Exact = true }).FillAsync($"#{channel}");

        var text = page.GetByLabel("Text", new() { Exact = true });
        await text.FillAsync("Notes of ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Insert a fact into Text" }).ClickAsync();
        await page.GetByLabel("Find a fact").FillAsync("meeting.title");
        await page.GetByRole(AriaRole.Button, new() { Name = "meeting.title" }).ClickAsync();
        await Assertions.Expect(text).ToHaveValueAsync(Text);

        await TryAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await visitor.SeesAsync($"Notes to {channel} is on.");

        var title = await PlayAsync(channel);
        await page.GetByRole(AriaRole.Link, new() { Name = "Meetings", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article, new() { Name = $"Notes to {channel} for {title}" })).ToContainTextAsync("Yes");
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task The_same_goes_by_keyboard_alone()
    {
        var channel = A.Channel();
        await using var visitor = await ComeAsync("/api/session");
        var keys = visitor.Page.Keyboard;
        await visitor.OpenAsync("");
        await keys.TypeAsync(Host.AdminToken);
        await keys.PressAsync("Enter");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).WaitForAsync();

        await visitor.TabToAsync("Recipes");
        await keys.PressAsync("Enter");
        await visitor.TabToAsync("Empty recipe");
        await keys.PressAsync("Enter");
        await visitor.TabToAsync("Name");
        await keys.TypeAsync($"Keys to {channel}");
        await visitor.TabToAsync("Add step");
        await keys.PressAsync("Enter");
        await visitor.TabToAsync("Channel", back: true);
        await keys.PressAsync("ControlOrMeta+a");
        await keys.TypeAsync($"#{channel}");
        await visitor.TabToAsync("Publish", back: true);
        await keys.PressAsync("Enter");
        await visitor.SeesAsync("Publish?");
        await visitor.TabToAsync("Publish");
        await keys.PressAsync("Enter");
        await visitor.SeesAsync($"Keys to {channel} is on.");

        var title = await PlayAsync(channel);
        await visitor.TabToAsync("Meetings", back: true);
        await keys.PressAsync("Enter");
        await visitor.SeesAsync(title);
        await visitor.TabToAsync(title);
        await keys.PressAsync("Enter");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Article, new() { Name = $"Keys to {channel} for {title}" })).ToContainTextAsync("Yes");
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task A_rule_of_the_table_sends_the_meetings_of_a_title_to_their_own_channel()
    {
        var (channel, own) = (A.Channel(), A.Channel());
        var meeting = A.Meeting();
        using var product = new Product(Host);
        await product.AddChannelAsync(channel);
        await product.AddChannelAsync(own);
        await using var visitor = await ComeSignedInAsync();
        var page = visitor.Page;
        await visitor.OpenAsync("new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync($"Table of {channel}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add step" }).ClickAsync();
        await page.GetByLabel("Channel", new() { Exact = true }).FillAsync($"#{channel}");
        await page.GetByText("More settings").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add channel" }).ClickAsync();
        var rule = page.GetByRole(AriaRole.Group, new() { Name = "Channel 1", Exact = true });
        await Assertions.Expect(rule).ToContainTextAsync("A rule looks at one thing.");
        await rule.GetByLabel("Channel", new() { Exact = true }).FillAsync($"#{own}");
        await rule.GetByLabel("Title", new() { Exact = true }).FillAsync(meeting.Title);
        await visitor.SeesAsync("Nothing is missing.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await visitor.SeesAsync($"Table of {channel} is on.");

        await product.UntilEndedAsync(await product.PlayAsync(meeting));
        Assert.Single(await product.MessagesAsync($"#{own}"));
        Assert.Empty(await product.MessagesAsync($"#{channel}"));
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task What_a_meeting_is_called_stays_text()
    {
        var meeting = A.Meeting().Titled("<img src=x onerror=alert(1)> {{secret}} <script>alert(1)</script>");
        using var product = new Product(Host);
        var conversation = await product.PlayAsync(meeting);
        await product.UntilEndedAsync(conversation);

        await using var visitor = await ComeSignedInAsync();
        visitor.Page.Dialog += (_, dialog) => Assert.Fail($"The title ran: {dialog.Message}");
        await visitor.OpenAsync($"meeting/{Host.Convo}/{Uri.EscapeDataString(conversation)}");
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(meeting.Title);
        visitor.SawNoTrouble();
    }

    private static async Task TryAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Try it" })).ToContainTextAsync("Notes of Q1 Planning Review");
    }

    // What the sandbox's own page would do; the message is looked for where it must be.
    private async Task<string> PlayAsync(string channel)
    {
        using var product = new Product(Host);
        await product.AddChannelAsync(channel);
        var meeting = A.Meeting();
        var conversation = await product.PlayAsync(meeting);
        await product.UntilEndedAsync(conversation);
        Assert.Single(await product.MessagesAsync($"#{channel}"));
        return meeting.Title;
    }
}

public sealed class StandaloneJourney(StandaloneHost host) : JourneyTests(host, ""), IClassFixture<StandaloneHost>;

public sealed class FunctionsJourney(ForwardingHost host) : JourneyTests(host, "app/"), IClassFixture<ForwardingHost>;
