using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Scenarios.Driving;
using Convo.Sandbox;
using Xunit;

namespace Convo.Functions.Scenarios.Standalone;

/// <summary>
/// The very first start, without any account and without leave to connect to this machine elsewhere: the gallery's follow-up mails go out to the sandbox's
/// mailbox, over SMTP.
/// </summary>
public sealed class SandboxMailScenarios : IAsyncLifetime
{
    private readonly StandaloneHost host = new() { AllowsLoopback = false };
    private Product product = null!;

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        product = new Product(host);
    }

    public async Task DisposeAsync()
    {
        product.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_gallerys_follow_up_mails_arrive_after_a_customers_meeting_and_a_yes()
    {
        string[] recipes = [.. ReadyRecipes.All.Where(id => id.StartsWith("follow-up-mail-", StringComparison.Ordinal))];
        Assert.Equal(2, recipes.Length);
        foreach (var id in recipes)
        {
            await PublishAsync(id);
        }

        // An event of the calendar has to be seen before it begins; the meeting has lasted 34 minutes when it is played.
        await product.SandboxAsync("calendar", new JsonObject { ["scenario"] = "customer-call" });
        await product.PassAsync(TimeSpan.FromMinutes(31));
        await product.PassAsync(TimeSpan.FromMinutes(29 + 34));
        product.SaysYes = true;
        var told = await product.UntilEndedAsync(await product.PlayAsync("customer-call"));

        Assert.All(recipes, id => Assert.Equal("done", told.Runs.Single(run => run.Recipe == id).State));
        var mails = await MailsAsync();
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail =>
        {
            Assert.Equal("meetings@sandbox.example", mail.GetProperty("from").GetString());
            Assert.Equal(
                ["bob.falk@nordwind.example", "ines.roth@nordwind.example"],
                mail.GetProperty("recipients").EnumerateArray().Select(one => one.GetString()!).Order(StringComparer.Ordinal));
        });
        var fromTemplate = Assert.Single(mails, mail => mail.GetProperty("text").GetString()!.Contains("What we decided:", StringComparison.Ordinal));
        Assert.Contains("- Send the new delivery dates in writing by Friday", fromTemplate.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("Send the new delivery dates", fromTemplate.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await product.MessagesAsync("#approvals")).Count);
    }

    [Fact]
    public async Task The_connection_works_when_it_is_tested()
    {
        var told = (await product.PostAsync("api/connections/mail/test")).As<TestTold>();

        Assert.True(told.Works);
        Assert.Equal("mail from meetings@sandbox.example", told.Account);
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task A_recipient_whom_the_mailbox_refuses_is_told_at_the_meeting()
    {
        var meeting = A.Meeting();
        var recipe = new MailRecipe(A.RecipeFor(meeting).Id, meeting.Title);
        Assert.Equal(HttpStatusCode.Created, (await product.PostAsync("api/recipes", recipe.Json())).Status);
        Assert.Equal(HttpStatusCode.OK, (await product.PostAsync($"api/recipes/{recipe.Id}/publish")).Status);
        await product.FaultAsync("550", "mail:bob@sandbox.example");
        product.SaysYes = true;
        var conversation = await product.PlayAsync(meeting);
        await product.UntilEndedAsync(conversation);

        var run = await product.RunAsync(conversation, recipe.Id);

        Assert.Equal("refused", run.State);
        Assert.Contains("recipient 2 of 2", run.Reason, StringComparison.Ordinal);
        Assert.Empty(await MailsAsync());
        Assert.Equal("done", (await product.RunAgainAsync(run)).State);
        Assert.Single(await MailsAsync());
    }

    [Fact]
    public async Task No_other_port_of_this_machine_may_be_named()
    {
        var answer = await product.PostAsync("api/connections", new JsonObject
        {
            ["name"] = "other",
            ["kind"] = "mail",
            ["settings"] = new JsonObject
            {
                ["host"] = "127.0.0.1",
                ["port"] = "9",
                ["from"] = "a@sandbox.example",
                ["security"] = "none-loopback",
            },
            ["secrets"] = new JsonObject { ["user"] = SandboxServer.MailUser, ["password"] = SandboxServer.MailPassword },
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    private async Task PublishAsync(string id)
    {
        var gallery = JsonNode.Parse((await product.GetAnswerAsync("api/gallery")).Text)!.AsArray();
        var recipe = gallery.Single(entry => entry!["id"]!.GetValue<string>() == id)!["recipe"]!;
        Assert.Equal(HttpStatusCode.Created, (await product.PostAsync("api/recipes", recipe.DeepClone())).Status);
        Assert.Equal(HttpStatusCode.OK, (await product.PostAsync($"api/recipes/{id}/publish")).Status);
    }

    private async Task<IReadOnlyList<JsonElement>> MailsAsync() => [.. (await product.ControlAsync("mail/messages")).GetProperty("messages").EnumerateArray()];
}
