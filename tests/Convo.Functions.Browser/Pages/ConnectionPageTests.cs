using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Browser.Stage;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Scenarios.Functions;
using Convo.Functions.Scenarios.Standalone;
using Convo.Sandbox;
using Microsoft.Playwright;
using Xunit;

namespace Convo.Functions.Browser.Pages;

/// <summary>The page of a connection to Convo: how its account stands, what its webhook does, and what a person can do about both.</summary>
public abstract class ConnectionPageTests(IProductHost host, string place) : EditorTests(host, place)
{
    private const string Starter = "starter";

    [Fact]
    public async Task The_account_tells_its_plan_and_what_is_left_of_its_calls_and_credits()
    {
        await using var visitor = await ComeSignedInAsync();
        await visitor.OpenAsync($"connection/{Host.Convo}");
        var card = Account(visitor.Page);
        foreach (var words in new[] { "Professional", "of 500 in the last hour", "of 100 left this month", "addresses of the owner's own domain" })
        {
            await Assertions.Expect(card).ToContainTextAsync(words);
        }

        await card.GetByRole(AriaRole.Button, new() { Name = "Ask now" }).ClickAsync();
        await visitor.SeesAsync("Convo answered: the account works.");
        await Pictures.LookAsync(visitor, "connection-convo");
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task A_stopped_account_says_why_and_what_to_do_and_goes_on_when_somebody_tries_again()
    {
        await DriveAsync(ConnectStarterAsync);
        await DriveAsync(product => RevokeAsync(product, revoked: true));
        await DriveAsync(product => product.PostAsync($"api/connections/{Starter}/account/try"));
        await using var visitor = await ComeSignedInAsync();
        var page = visitor.Page;
        await visitor.OpenAsync("");
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "To the connections" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = Starter, Exact = true }).ClickAsync();

        var card = Account(page);
        await Assertions.Expect(card).ToContainTextAsync("stopped");
        await Assertions.Expect(card).ToContainTextAsync("Convo has refused the API key");
        await Assertions.Expect(card).ToContainTextAsync("Save the connection with a key that works");
        await Assertions.Expect(card).ToContainTextAsync("The next try by itself");
        await Assertions.Expect(card).ToContainTextAsync("sandbox.example, sandbox.test");
        await Assertions.Expect(page.GetByLabel("Your own domains")).ToHaveValueAsync("sandbox.example, sandbox.test");
        await Pictures.LookAsync(visitor, "connection-stopped");
        await card.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await visitor.SeesAsync("Convo still refuses it.");

        await DriveAsync(product => RevokeAsync(product, revoked: false));
        await card.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await visitor.SeesAsync("Convo answered: the account works.");
        await Assertions.Expect(card).ToContainTextAsync("Starter");
        await Assertions.Expect(card).ToContainTextAsync("of 10 left this month");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task The_webhook_is_tested_and_gets_another_secret_once_somebody_has_said_yes()
    {
        var before = await DriveAsync(WebhookIdAsync);
        await using var visitor = await ComeSignedInAsync();
        var page = visitor.Page;
        await visitor.OpenAsync($"connection/{Host.Convo}");
        var card = Webhook(page);
        await Assertions.Expect(card).ToContainTextAsync("Registered since");
        await Assertions.Expect(card).ToContainTextAsync("Its secret is replaced by itself");
        await card.GetByRole(AriaRole.Button, new() { Name = "Test now" }).ClickAsync();
        await Assertions.Expect(Said(page)).ToContainTextAsync("Convo's test call arrived");

        var rotate = card.GetByRole(AriaRole.Button, new() { Name = "Rotate the secret" });
        var dialog = page.GetByRole(AriaRole.Dialog);
        await rotate.ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("its secret counts for 24 more hours");
        await visitor.IsAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        Assert.Equal(before, await DriveAsync(WebhookIdAsync));

        await rotate.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Rotate" }).ClickAsync();
        await Assertions.Expect(Said(page)).ToContainTextAsync("The webhook is registered for all events");
        Assert.NotEqual(before, await DriveAsync(WebhookIdAsync));
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task A_webhook_that_was_removed_at_Convo_is_made_good_at_a_press_and_the_card_tells_so()
    {
        await RemoveAtConvoAsync((await DriveAsync(WebhookIdAsync))!);
        await using var visitor = await ComeSignedInAsync();
        await visitor.OpenAsync($"connection/{Host.Convo}");
        var card = Webhook(visitor.Page);
        await card.GetByRole(AriaRole.Button, new() { Name = "Test now" }).ClickAsync();
        await card.GetByText("What was found and done").ClickAsync();
        await Assertions.Expect(card.GetByRole(AriaRole.Group)).ToContainTextAsync("registered");
        await Assertions.Expect(card).ToContainTextAsync("works");
        await Pictures.LookAsync(visitor, "connection-repaired");
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task An_editor_tests_and_tries_again_and_changes_nothing_and_a_viewer_only_looks()
    {
        await using var editor = await ComeAsAsync("editor");
        await editor.OpenAsync("connections");
        await editor.Page.GetByRole(AriaRole.Link, new() { Name = Host.Convo, Exact = true }).ClickAsync();
        await Assertions.Expect(Account(editor.Page).GetByRole(AriaRole.Button)).ToHaveTextAsync(["Ask now"]);
        await Assertions.Expect(Webhook(editor.Page).GetByRole(AriaRole.Button)).ToHaveTextAsync(["Test now"]);
        await editor.SeesAsync("Admins change it.");
        await Assertions.Expect(editor.Page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToHaveCountAsync(0);
        await Assertions.Expect(editor.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the connection" })).ToHaveCountAsync(0);
        editor.SawNoTrouble();

        await using var viewer = await ComeAsAsync("viewer");
        await viewer.OpenAsync($"connection/{Host.Convo}");
        await Assertions.Expect(Account(viewer.Page)).ToContainTextAsync("Professional");
        await Assertions.Expect(Webhook(viewer.Page)).ToContainTextAsync("Registered since");
        await Assertions.Expect(viewer.Page.Locator("main").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        viewer.SawNoTrouble();
    }

    private static ILocator Account(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "The account at Convo" });

    private static ILocator Webhook(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Webhook" });

    // What was said last stands in a place of its own at the end of the page.
    private static ILocator Said(IPage page) => page.GetByRole(AriaRole.Status).Filter(new() { Has = page.GetByLabel("Close the message") });

    private async Task<Visitor> ComeAsAsync(string role)
    {
        var made = await DriveAsync(product => product.PostAsync("api/tokens", new JsonObject { ["name"] = $"A {role}", ["role"] = role }));
        var visitor = await ComeAsync();
        await visitor.SignInAsync(made.Json.GetProperty("token").GetString()!);
        return visitor;
    }

    private static async Task<string?> WebhookIdAsync(Product product) =>
        (await product.GetAsync<JsonElement>($"api/connections/{product.Host.Convo}/webhook")).GetProperty("webhookId").GetString();

    private static async Task ConnectStarterAsync(Product product)
    {
        var saved = await product.PostAsync("api/connections", new JsonObject
        {
            ["name"] = Starter,
            ["kind"] = "convo",
            ["settings"] = new JsonObject { ["baseUrl"] = product.Host.Sandbox.AbsoluteUri, ["domains"] = "sandbox.example, sandbox.test" },
            ["secrets"] = new JsonObject { ["apiKey"] = "convo_sandbox_starter" },
        });
        Assert.True((int)saved.Status is 200 or 201, saved.Text);
    }

    private static Task RevokeAsync(Product product, bool revoked) =>
        product.SandboxAsync("convo", new JsonObject { ["account"] = Starter, ["revoked"] = revoked });

    private async Task RemoveAtConvoAsync(string id)
    {
        using var convo = new HttpClient { BaseAddress = Host.Sandbox };
        convo.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SandboxServer.ConvoApiKey);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "api/v1/webhooks") { Content = JsonContent.Create(new JsonObject { ["id"] = id }) };
        using var answer = await convo.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}

public sealed class StandaloneConnectionPage(StandaloneHost host) : ConnectionPageTests(host, ""), IClassFixture<StandaloneHost>;

public sealed class FunctionsConnectionPage(ForwardingHost host) : ConnectionPageTests(host, "app/"), IClassFixture<ForwardingHost>;
