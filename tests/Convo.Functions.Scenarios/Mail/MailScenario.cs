using System.Net;
using System.Text.Json.Nodes;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Scenarios.Mail;

/// <summary>What all scenarios with mail share: a real mail server of their own, and the connection to it.</summary>
public abstract class MailScenario(IProductHost host) : Scenario(host)
{
    /// <summary>Starts a mail server and connects the product to it, in place of the one before.</summary>
    protected async Task<TestMailServer> ConnectAsync(MailScript? script = null)
    {
        var server = await TestMailServer.StartAsync(script);
        Product.SaysYes = true;
        var answer = await Product.PostAsync("api/connections", new JsonObject
        {
            ["name"] = "mail",
            ["kind"] = "mail",
            ["settings"] = new JsonObject
            {
                ["host"] = "127.0.0.1",
                ["port"] = $"{server.Port}",
                ["from"] = "meetings@example.com",
                ["security"] = "none-loopback",
            },
            ["secrets"] = new JsonObject { ["user"] = MailScript.User, ["password"] = MailScript.Password },
        });
        Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.OK, answer.Text);
        return server;
    }

    protected static MailRecipe RecipeFor(MeetingScript meeting) => new(A.RecipeFor(meeting).Id, meeting.Title);

    protected async Task PublishAsync(MailRecipe recipe)
    {
        var saved = await Product.PostAsync("api/recipes", recipe.Json());
        Assert.True(saved.Status is HttpStatusCode.Created or HttpStatusCode.OK, saved.Text);
        Assert.Equal(HttpStatusCode.OK, (await Product.PostAsync($"api/recipes/{recipe.Id}/publish")).Status);
    }

    /// <summary>Plays a meeting and gives the run of the recipe once it has ended.</summary>
    protected async Task<RunTold> PlayedAsync(MeetingScript meeting, MailRecipe recipe)
    {
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        return await Product.RunAsync(conversation, recipe.Id);
    }

    /// <summary>How many AI credits the sandbox's account has used this month.</summary>
    protected Task<int> CreditsAsync() => Product.CreditsAsync();
}
