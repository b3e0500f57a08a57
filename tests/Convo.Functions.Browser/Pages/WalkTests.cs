using Convo.Functions.Browser.Stage;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Scenarios.Standalone;
using Microsoft.Playwright;
using Xunit;

namespace Convo.Functions.Browser.Pages;

/// <summary>Looks at every page as people have it, with lists that are empty, waiting, failed and long.</summary>
public sealed class WalkTests(StandaloneHost host) : EditorTests(host, ""), IClassFixture<StandaloneHost>
{
    public static TheoryData<string> Places =>
    [
        "", "welcome", "recipes", "gallery", "new", "recipe/action-items-to-slack", "meetings", "runs", "approvals", "connections", "connect/convo",
        "connect/slack", "connect/mail", "connection/slack", "intake", "privacy", "access", "nowhere", "connect/nothing", "connection/nothing",
    ];

    public static TheoryData<string, string, ListState> Lists
    {
        get
        {
            var data = new TheoryData<string, string, ListState>();
            foreach (var list in new[] { "recipes", "meetings", "runs", "connections" })
            {
                foreach (var state in Enum.GetValues<ListState>())
                {
                    data.Add(list, $"/api/{list}", state);
                }
            }

            data.Add("intake", "/api/quarantine", ListState.Many);
            data.Add("intake", "/api/rejections", ListState.Many);
            data.Add("intake", "/api/quarantine", ListState.Failed);
            data.Add("gallery", "/api/gallery", ListState.Empty);
            data.Add("gallery", "/api/gallery", ListState.Failed);
            data.Add("access", "/api/tokens", ListState.Many);
            data.Add("access", "/api/tokens", ListState.Failed);
            data.Add("privacy", "/api/privacy", ListState.Failed);
            data.Add("privacy", "/api/privacy", ListState.Waiting);
            data.Add("approvals", "/api/approvals", ListState.Many);
            data.Add("approvals", "/api/approvals", ListState.Empty);
            data.Add("approvals", "/api/approvals", ListState.Failed);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_page_is_whole_in_both_themes_and_on_a_phone(string page)
    {
        await using var visitor = await ComeSignedInAsync();
        await visitor.OpenAsync(page);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0);
        await Pictures.LookAsync(visitor, page is "" ? "start" : page);
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task A_meeting_and_its_run_are_whole_too()
    {
        using var product = new Product(Host);
        var conversation = await product.PlayAsync("weekly-sync");
        await product.UntilEndedAsync(conversation);
        await using var visitor = await ComeSignedInAsync();
        await visitor.OpenAsync($"meeting/{Host.Convo}/{conversation}");
        await visitor.SeesAsync("Did it get out?");
        await Pictures.LookAsync(visitor, "meeting");
        await visitor.OpenAsync($"run/{Uri.EscapeDataString((await product.RunAsync(conversation)).Id)}");
        await visitor.SeesAsync("Version 1");
        await Pictures.LookAsync(visitor, "run");
        visitor.SawNoTrouble();
    }

    [Theory]
    [InlineData("meeting/sandbox/sess_nothing", "All meetings", "Meetings")]
    [InlineData("run/nothing", "All runs", "Runs")]
    [InlineData("recipe/nothing", "All recipes", "Recipes")]
    public async Task An_address_of_something_that_is_not_there_leads_to_what_is(string page, string link, string heading)
    {
        await using var visitor = await ComeSignedInAsync($"/api/{page.Split('/')[0]}");
        await visitor.OpenAsync(page);
        await visitor.SeesAsync("There is no such");
        await Pictures.LookAsync(visitor, page);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(heading);
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task What_trying_shows_is_whole_too()
    {
        await using var visitor = await ComeSignedInAsync();
        await visitor.OpenAsync("recipe/action-items-to-slack");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await visitor.SeesAsync("It would run");
        await Pictures.LookAsync(visitor, "recipe-tried");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Insert a fact into Text" }).ClickAsync();
        await visitor.Page.GetByLabel("Find a fact").WaitForAsync();
        await Pictures.LookAsync(visitor, "recipe-facts");
        visitor.SawNoTrouble();
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_is_whole_when_it_is_empty_waits_fails_or_is_long(string page, string list, ListState state)
    {
        await using var visitor = await ComeAsync(state is ListState.Failed ? [list] : []);
        await Answers.PutAsync(visitor.Page, list, state);
        await visitor.SignInAsync(Host.AdminToken);
        await visitor.OpenAsync(page);
        await (state switch
        {
            ListState.Failed => visitor.SeesAsync("The store does not answer."),
            ListState.Waiting => visitor.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" }).First.WaitForAsync(),
            ListState.Many when list is not "/api/rejections" => visitor.Page.GetByLabel("Pages of the list").WaitForAsync(),
            ListState.Empty => visitor.Page.Locator(".card.empty").First.WaitForAsync(),
            _ => visitor.Page.Locator("h2").First.WaitForAsync(),
        });
        await Pictures.LookAsync(visitor, $"{list[5..]}-{state.ToString().ToLowerInvariant()}");
        visitor.SawNoTrouble();
    }
}
