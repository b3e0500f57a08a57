using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Web.Tests.Access;
using Convo.Functions.Web.Tests.Stage;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

/// <summary>Recipes tried over the API, with the sandbox's meetings and without effect.</summary>
public sealed class TryTests : IAsyncLifetime
{
    private TestSandbox stage = null!;

    private TestApp App => stage.App;

    public async Task InitializeAsync() => stage = await TestSandbox.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task A_real_meeting_shows_the_card_as_slack_would_get_it_and_leaves_nothing_behind()
    {
        var meeting = await stage.PlayAsync("weekly-sync");
        var before = Rows();
        var tried = await TryAsync(Ready(ReadyRecipes.ActionItemsToSlack), meeting);

        Assert.Equal("runs", tried.GetProperty("decision").GetString());
        var step = Assert.Single(tried.GetProperty("steps").EnumerateArray());
        Assert.Equal(("post", "#meetings"), (step.GetProperty("id").GetString(), step.GetProperty("destination").GetString()));
        var preview = step.GetProperty("preview");
        Assert.Equal("slack", preview.GetProperty("kind").GetString());
        var block = Assert.Single(preview.GetProperty("blocks").EnumerateArray());
        Assert.Equal(("section", "mrkdwn"), (block.GetProperty("type").GetString(), block.GetProperty("text").GetProperty("type").GetString()));
        Assert.Contains("Run the load test on Thursday", block.GetProperty("text").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(["schedule", "content", "people"], step.GetProperty("classes").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains(tried.GetProperty("facts").EnumerateArray(), facts =>
            (facts.GetProperty("group").GetString(), facts.GetProperty("cost").GetString(), facts.GetProperty("state").GetString())
                is ("keyPoints", "one-call", "known"));

        Assert.Equal(before, Rows());
        Assert.Equal("{}", (await stage.SlackCallsAsync()).GetRawText());
    }

    [Fact]
    public async Task Without_a_meeting_samples_are_shown_and_said_to_be_samples()
    {
        var tried = await TryAsync(Ready("decisions-to-slack"), meeting: null);

        Assert.Equal("runs", tried.GetProperty("decision").GetString());
        Assert.All(tried.GetProperty("facts").EnumerateArray(), facts => Assert.Equal("sample", facts.GetProperty("state").GetString()));
        Assert.Contains("Hire one more engineer", tried.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_that_lacks_only_its_connection_is_shown_with_the_problem_beside_it()
    {
        using var removed = await App.AdminAsync(HttpMethod.Delete, "/api/connections/slack");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        var tried = await TryAsync(Ready(ReadyRecipes.ActionItemsToSlack), meeting: null);

        Assert.Equal("refused", tried.GetProperty("decision").GetString());
        Assert.Equal("steps[0].connection", Assert.Single(tried.GetProperty("problems").EnumerateArray()).GetProperty("path").GetString());
        Assert.Single(tried.GetProperty("steps").EnumerateArray());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"recipe":{"schema":1}}""")]
    [InlineData("""{"recipe":"text"}""")]
    [InlineData("""{"recipe":null,"meeting":"sess_1"}""")]
    public async Task What_is_no_recipe_comes_back_with_its_problems(string body)
    {
        using var answer = await App.AdminAsync(HttpMethod.Post, "/api/recipes/try", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var tried = await JsonAsync(answer);
        Assert.NotEmpty(tried.GetProperty("problems").EnumerateArray());
        Assert.Equal(("refused", 0), (tried.GetProperty("decision").GetString(), tried.GetProperty("steps").GetArrayLength()));
    }

    [Fact]
    public async Task A_meeting_that_is_not_known_is_not_found()
    {
        using var answer = await PostAsync(Ready(ReadyRecipes.ActionItemsToSlack), "sess_unknown");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task What_meetings_say_is_not_shown_to_viewers()
    {
        var meeting = await stage.PlayAsync("weekly-sync");
        var viewer = await Tokens.MakeAsync(App, "viewer");
        using var facts = await App.SendAsync(HttpMethod.Get, $"/api/meetings/{meeting}/facts", null, viewer);
        using var tried = await App.SendAsync(HttpMethod.Post, "/api/recipes/try", """{"recipe":{}}""", viewer);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (facts.StatusCode, tried.StatusCode));
    }

    [Fact]
    public async Task The_picker_gets_every_fact_with_the_meetings_own_values()
    {
        var meeting = await stage.PlayAsync("weekly-sync");
        using var answer = await App.AdminAsync(HttpMethod.Get, $"/api/meetings/{meeting}/facts");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await JsonAsync(answer);
        var facts = json.GetProperty("facts").EnumerateArray().ToDictionary(fact => fact.GetProperty("path").GetString()!);

        Assert.Equal(meeting, facts["meeting.id"].GetProperty("value").GetString());
        Assert.Equal(JsonValueKind.Number, facts["meeting.minutes"].GetProperty("value").ValueKind);
        Assert.Equal("Run the load test on Thursday and send the figures to everyone",
            facts["actionItems"].GetProperty("value").EnumerateArray().First().GetProperty("text").GetString());
        Assert.True(DateTimeOffset.TryParse(facts["meeting.start"].GetProperty("value").GetString(), out _));
        Assert.True(facts["transcript.text"].GetProperty("value").GetString()!.Length <= 501);
        Assert.False(facts["event.shareUrl"].TryGetProperty("value", out _));
        Assert.Equal(("text", "event", "schedule", "free"), (
            facts["meeting.id"].GetProperty("type").GetString(), facts["meeting.id"].GetProperty("group").GetString(),
            facts["meeting.id"].GetProperty("class").GetString(), facts["meeting.id"].GetProperty("cost").GetString()));
        var known = json.GetProperty("groups").EnumerateArray().Where(group => group.GetProperty("state").GetString() is "known")
            .Select(group => group.GetProperty("group").GetString()!);
        Assert.Superset(new HashSet<string> { "event", "conversation", "keyPoints", "transcript", "account" }, known.ToHashSet());
    }

    [Fact]
    public async Task The_price_is_told_from_the_meetings_there_were_or_as_many_as_are_typed()
    {
        await stage.PlayAsync("weekly-sync");
        var recipe = Ready(ReadyRecipes.ActionItemsToSlack);
        using var own = await App.AdminAsync(HttpMethod.Post, "/api/recipes/forecast", new JsonObject { ["recipe"] = recipe }.ToJsonString());
        var forecast = await JsonAsync(own);
        Assert.Contains("from 1 meeting in the last day", forecast.GetProperty("sentence").GetString(), StringComparison.Ordinal);

        var typed = new JsonObject { ["recipe"] = recipe.DeepClone(), ["meetings"] = 50 };
        using var asTyped = await App.AdminAsync(HttpMethod.Post, "/api/recipes/forecast", typed.ToJsonString());
        Assert.Equal((100, 0), ((await JsonAsync(asTyped)).GetProperty("calls").GetInt32(), (await JsonAsync(asTyped)).GetProperty("credits").GetInt32()));

        foreach (var meetings in new[] { -1, 100_001 })
        {
            typed["meetings"] = meetings;
            using var refused = await App.AdminAsync(HttpMethod.Post, "/api/recipes/forecast", typed.ToJsonString());
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    // Calls are counted whoever asks; nothing else may change.
    private int Rows() => App.Tables.Snapshot().Count(row => row.Table is not TableNames.Budgets);

    private static JsonObject Ready(string id) => JsonNode.Parse(ReadyRecipes.Document(id)!.Value.Span)!.AsObject();

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private Task<HttpResponseMessage> PostAsync(JsonObject recipe, string? meeting) => App.AdminAsync(
        HttpMethod.Post, "/api/recipes/try", new JsonObject { ["recipe"] = recipe, ["meeting"] = meeting }.ToJsonString());

    private async Task<JsonElement> TryAsync(JsonObject recipe, string? meeting)
    {
        using var answer = await PostAsync(recipe, meeting);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await JsonAsync(answer);
    }
}
