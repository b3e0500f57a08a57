using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Convo.Functions.Scenarios.Driving;

// The gallery as people use it: take a recipe, change what has to be one's own, publish it.
public sealed partial class Product
{
    private static readonly TimeSpan UntilTheNextSnapshot = TimeSpan.FromMinutes(31);
    private static readonly TimeSpan UntilTheCallHasEnded = TimeSpan.FromMinutes(29 + 34);
    private static readonly TimeSpan UntilRulesAreNoticed = TimeSpan.FromSeconds(16);

    /// <summary>A ready recipe under an id of its own, all of whose messages go to one channel, where one is named.</summary>
    public async Task<JsonObject> TakeAsync(string id, string? channel = null)
    {
        var gallery = JsonNode.Parse((await GetAnswerAsync("api/gallery")).Text)!.AsArray();
        var recipe = gallery.Single(entry => entry!["id"]!.GetValue<string>() == id)!["recipe"]!.DeepClone().AsObject();
        recipe["id"] = $"{id}-{A.Channel()}";
        foreach (var step in recipe["steps"]!.AsArray().Where(_ => channel is not null))
        {
            step!["settings"]!["channel"] = channel;
        }

        return recipe;
    }

    /// <summary>Saves a recipe and switches it on.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> PublishAsync(JsonObject recipe)
    {
        var saved = await PostAsync("api/recipes", recipe.DeepClone());
        Assert.True(saved.Status is HttpStatusCode.Created or HttpStatusCode.OK, saved.Text);
        var id = recipe["id"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.OK, (await PostAsync($"api/recipes/{id}/publish")).Status);
        return id;
    }

    /// <summary>Lets a customer's call be planned, seen in the calendar and held: 34 minutes that end now.</summary>
    public async Task HoldCustomerCallAsync()
    {
        await SandboxAsync("calendar", new JsonObject { ["scenario"] = "customer-call" });
        await PassAsync(UntilTheNextSnapshot);
        await PassAsync(UntilTheCallHasEnded);
    }

    /// <summary>Says as an admin where feedback may go; other copies of the product notice within a few seconds.</summary>
    public async Task AllowFeedbackToAsync(params string[] destinations)
    {
        var read = await GetAnswerAsync("api/privacy");
        var places = Array([.. destinations.Select(one => $"{Host.Convo}: {one}")]);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("api/privacy", new JsonObject { ["feedbackTo"] = places }, read.ETag!)).Status);
        await AdvanceAsync(UntilRulesAreNoticed);
    }
}
