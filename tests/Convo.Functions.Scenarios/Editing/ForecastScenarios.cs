using System.Net;
using System.Text.Json.Nodes;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Editing;

/// <summary>
/// Twenty recipes over thirty days each: what was forecast before is within a fifth, or three calls, of what the sandbox counts. The calls that the product
/// makes without any recipe are counted over thirty days of the same meetings and taken off.
/// </summary>
public abstract class ForecastScenarios(IProductHost host) : Scenario(host)
{
    private const int Meetings = 10;
    private const double Tolerance = 0.2;

    // The product's care for its webhook and its account falls on the days as it will.
    private const int CallsOfItsOwn = 3;
    private static readonly TimeSpan Between = TimeSpan.FromDays(3);

    private static readonly string[] Events =
    [
        "conversation.created", "transcript.ready", KeyPointsReady, SummaryReady, ActionItemsReady, "conversation.updated", "conversation.shared",
    ];

    public static TheoryData<string, string> Recipes
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var occasion in new[] { "summary", "transcript", "created", "updated", "shared" })
            {
                all.Add(occasion, "{{meeting.title}}");
                all.Add(occasion, "{{meeting.title}} {{decisions}}");
                all.Add(occasion, "{{transcript.text | shorten: 80}} {{account.name}}");
                all.Add(occasion, "{{event.kind}}");
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public async Task A_price_that_was_forecast_is_within_a_fifth_of_what_is_counted(string occasion, string text)
    {
        await Product.PostAsync("api/recipes/action-items-to-slack/off");
        var recipe = Recipe(occasion, text);
        var without = await CountAsync();
        var forecast = (await Product.PostAsync("api/recipes/forecast", new JsonObject { ["recipe"] = recipe.DeepClone() })).Json;
        Assert.Equal(HttpStatusCode.Created, (await Product.PostAsync("api/recipes", recipe)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Product.PostAsync($"api/recipes/{recipe["id"]}/publish")).Status);

        var counted = await CountAsync() - without;
        await Product.PostAsync($"api/recipes/{recipe["id"]}/off");

        var calls = forecast.GetProperty("calls").GetInt32();
        Assert.True(
            Math.Abs(calls - counted) <= Math.Max(CallsOfItsOwn, Tolerance * counted),
            $"{occasion}, {text}: forecast {calls}, counted {counted}. {forecast.GetProperty("sentence")}");
    }

    private static JsonObject Recipe(string occasion, string text) => new()
    {
        ["schema"] = 1,
        ["id"] = A.Channel(),
        ["name"] = $"On {occasion}",
        ["when"] = new JsonObject { ["occasion"] = occasion },
        ["steps"] = new JsonArray(new JsonObject
        {
            ["id"] = "post",
            ["action"] = "slack.post-message",
            ["version"] = 1,
            ["connection"] = "slack",
            ["settings"] = new JsonObject { ["channel"] = "#meetings", ["text"] = text },
        }),
    };

    /// <summary>Plays the meetings of thirty days, event by event, and tells how many calls Convo counted meanwhile.</summary>
    private async Task<long> CountAsync()
    {
        var before = await CallsAsync();
        for (var n = 0; n < Meetings; n++)
        {
            var conversation = await Product.HoldAsync(A.Meeting() with { HasJustEnded = true });
            foreach (var name in Events)
            {
                await Product.FireAsync(conversation, name);
                await Product.SettleAsync();
            }

            await Product.PassAsync(Between);
        }

        return await CallsAsync() - before;
    }

    private async Task<long> CallsAsync() => (await Product.ControlAsync("convo/calls")).GetProperty("accounts").EnumerateArray()
        .Single(account => account.GetProperty("tier").GetString() is "professional").GetProperty("calls").GetInt64();
}
