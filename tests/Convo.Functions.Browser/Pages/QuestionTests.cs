using System.Net;
using Convo.Functions.Browser.Stage;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Scenarios.Functions;
using Convo.Functions.Scenarios.Standalone;
using Microsoft.Playwright;
using Xunit;

namespace Convo.Functions.Browser.Pages;

/// <summary>What a recipe may do that costs or stays: questions to the meeting, and public links.</summary>
public abstract class QuestionTests(IProductHost host, string place) : EditorTests(host, place)
{
    private const string Consent = "This recipe may make meetings public";

    [Fact]
    public async Task A_question_is_written_within_its_limit_and_its_price_is_told_before_its_answer_is_posted()
    {
        var channel = A.Channel();
        await DriveAsync(product => product.AddChannelAsync(channel));

        // What a month costs is taken from the meetings that there were.
        await DriveAsync(async product => await product.UntilEndedAsync(await product.PlayAsync(A.Meeting())));
        await using var visitor = await ComeSignedInAsync();
        var page = visitor.Page;
        await BeginAsync(visitor, $"Risks to {channel}", channel);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a question" }).ClickAsync();
        var question = page.GetByRole(AriaRole.Textbox, new() { Name = "Question 1", Exact = true });
        await question.FillAsync(new string('w', 520));
        await Assertions.Expect(question).ToHaveValueAsync(new string('w', 500));
        await visitor.SeesAsync("0 characters left.");
        await question.FillAsync("Which risks were named?");
        await visitor.SeesAsync("477 characters left.");
        await page.GetByLabel("Name of the answer").FillAsync("risks");
        await visitor.SeesAsync("nothing is asked and no AI credit is spent");

        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Risks: ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Insert a fact into Text" }).ClickAsync();
        await page.GetByLabel("Find a fact").FillAsync("answers.risks");
        await page.GetByRole(AriaRole.Button, new() { Name = "answers.risks" }).ClickAsync();
        await visitor.SeesAsync("One question is asked: it costs 1 AI credit for each meeting");

        // The problem leads to its field, which lies behind a fold.
        await page.GetByRole(AriaRole.Link, new() { Name = "which costs an AI credit for each meeting" }).ClickAsync();
        var spends = page.GetByRole(AriaRole.Switch, new() { Name = "It may spend AI credits" });
        await Assertions.Expect(spends).ToBeFocusedAsync();
        await spends.PressAsync("Space");
        await page.GetByLabel("Credits a month at most").FillAsync("3");
        await visitor.SeesAsync("Nothing is missing.");
        await visitor.SeesAsync("at most 3 AI credits a month");
        await Pictures.LookAsync(visitor, "recipe-asks");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        await visitor.SeesAsync("The draft is saved.");
        await page.ReloadAsync();
        await Assertions.Expect(question).ToHaveValueAsync("Which risks were named?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("It spends 1 AI credit for each meeting that it runs on, at most 3 a month.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await visitor.SeesAsync($"Risks to {channel} is on.");

        await DriveAsync(async product => await product.UntilEndedAsync(await product.PlayAsync(A.Meeting())));
        var message = Assert.Single(await DriveAsync(product => product.MessagesAsync($"#{channel}")));
        Assert.StartsWith("Risks: ", message.Text, StringComparison.Ordinal);
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task A_public_link_is_not_published_before_somebody_has_said_that_it_may_be_and_stays()
    {
        var channel = A.Channel();
        await using var visitor = await ComeSignedInAsync("/api/recipes");
        var page = visitor.Page;
        await BeginAsync(visitor, $"Link to {channel}", channel);
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Read it: {{share.url}}");
        var consent = page.GetByRole(AriaRole.Region, new() { Name = "A public link" });
        await Assertions.Expect(consent).ToContainTextAsync("The meeting becomes public, for good.");
        await Assertions.Expect(consent).ToContainTextAsync("nothing takes a link back");
        var missing = page.GetByRole(AriaRole.Link, new() { Name = "It would make meetings public, and nobody has said that it may." });
        await missing.WaitForAsync();
        await Pictures.LookAsync(visitor, "recipe-public");

        var publish = page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true });
        var dialog = page.GetByRole(AriaRole.Dialog);
        await publish.First.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { Has = page.GetByLabel("Close the message") }))
            .ToContainTextAsync($"Switch on “{Consent}”");
        Assert.Equal(HttpStatusCode.NotFound, (await DriveAsync(product => product.GetAnswerAsync($"api/recipes/link-to-{channel}"))).Status);

        await missing.ClickAsync();
        await Assertions.Expect(consent.GetByRole(AriaRole.Switch, new() { Name = Consent })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Space");
        await visitor.SeesAsync("Nothing is missing.");
        await publish.First.ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("whoever has the link reads the whole meeting, and nothing takes a link back.");
        await Pictures.LookAsync(visitor, "recipe-public-asks");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await DriveAsync(product => product.GetAnswerAsync($"api/recipes/link-to-{channel}"))).Status);

        await publish.First.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await visitor.SeesAsync($"Link to {channel} is on.");

        // The page of the new recipe has taken the place of the one that began it: what is written before that is written on a page that goes.
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch off", Exact = true }).WaitForAsync();

        // It stays: only what is not public yet can be spared, by another text or by switching it off.
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Nothing to read");
        await Assertions.Expect(consent).ToContainTextAsync("this need not be allowed");
        await DriveAsync(product => product.PostAsync($"api/recipes/link-to-{channel}/off"));
        visitor.SawNoTrouble();
    }

    private static async Task BeginAsync(Visitor visitor, string name, string channel)
    {
        await visitor.OpenAsync("new");
        await visitor.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add step" }).ClickAsync();
        await visitor.Page.GetByLabel("Channel", new() { Exact = true }).FillAsync($"#{channel}");
    }
}

public sealed class StandaloneQuestion(StandaloneHost host) : QuestionTests(host, ""), IClassFixture<StandaloneHost>;

public sealed class FunctionsQuestion(ForwardingHost host) : QuestionTests(host, "app/"), IClassFixture<ForwardingHost>;
