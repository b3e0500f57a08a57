using System.Net;
using System.Text.Json;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Web.Tests.Stage;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

/// <summary>Runs found by state, recipe and meeting.</summary>
public sealed class RunListTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartConnectedAsync();
        await AddAsync("sess_1", ("items", RunState.Done), ("summary", RunState.Refused));
        await AddAsync("sess_2", ("items", RunState.Waiting));
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("", "items@sess_2:waiting items@sess_1:done summary@sess_1:refused")]
    [InlineData("?state=done", "items@sess_1:done")]
    [InlineData("?state=done,%20refused", "items@sess_1:done summary@sess_1:refused")]
    [InlineData("?recipe=items", "items@sess_2:waiting items@sess_1:done")]
    [InlineData("?meeting=sess_1", "items@sess_1:done summary@sess_1:refused")]
    [InlineData("?meeting=sess_1&recipe=summary&state=refused", "summary@sess_1:refused")]
    [InlineData("?recipe=none", "")]
    [InlineData("?meeting=sess_9", "")]
    public async Task Runs_are_found_by_state_recipe_and_meeting(string query, string found)
    {
        using var answer = await app.AdminAsync(HttpMethod.Get, $"/api/runs{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(found, string.Join(' ', Items(await JsonAsync(answer))));
    }

    [Theory]
    [InlineData("state=DONE")]
    [InlineData("state=done,nonsense")]
    [InlineData("state=done&state=refused")]
    [InlineData("recipe=a&recipe=b")]
    public async Task A_filter_that_makes_no_sense_is_refused_with_the_words_there_are(string query)
    {
        using var answer = await app.AdminAsync(HttpMethod.Get, $"/api/runs?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("waiting", (await JsonAsync(answer)).GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recipe=items' or RowKey ne '")]
    [InlineData("recipe=items%25")]
    [InlineData("recipe=*")]
    [InlineData("recipe=items%7Csummary.0")]
    [InlineData("meeting=sess_1' or PartitionKey ne '")]
    [InlineData("meeting=../sess_1")]
    [InlineData("meeting=sess_1%00")]
    [InlineData("meeting=%F0%9F%92%A5%E2%80%AE")]
    public async Task A68_a_filter_is_compared_and_never_becomes_part_of_a_query(string query)
    {
        using var answer = await app.AdminAsync(HttpMethod.Get, $"/api/runs?{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(Items(await JsonAsync(answer)));
    }

    [Fact]
    public async Task Pages_of_runs_that_are_filtered_come_to_an_end_and_leave_none_out()
    {
        for (var n = 3; n < 30; n++)
        {
            await AddAsync($"sess_{n}", ("items", n % 9 is 0 ? RunState.Refused : RunState.Done));
        }

        var found = new List<string>();
        for (var cursor = ""; ;)
        {
            using var answer = await app.AdminAsync(HttpMethod.Get, $"/api/runs?state=refused&limit=1{cursor}");
            var page = await JsonAsync(answer);
            found.AddRange(Items(page));
            if (!page.TryGetProperty("next", out var next))
            {
                break;
            }

            cursor = $"&cursor={Uri.EscapeDataString(next.GetString()!)}";
        }

        Assert.Equal(["items@sess_27:refused", "items@sess_18:refused", "items@sess_9:refused", "summary@sess_1:refused"], found);
    }

    [Fact]
    public async Task A_run_says_whether_it_can_be_run_again_and_what_its_recipe_is_called()
    {
        await app.SlackAsync();
        using var saved = await app.AdminAsync(HttpMethod.Post, "/api/recipes", TestApp.Recipe);
        using var draft = await app.AdminAsync(HttpMethod.Get, "/api/runs?meeting=sess_1&recipe=items");
        Assert.Equal(("Items", false), Told(await JsonAsync(draft)));
        using var published = await app.AdminAsync(HttpMethod.Post, "/api/recipes/items/publish");
        using var on = await app.AdminAsync(HttpMethod.Get, "/api/runs?meeting=sess_1&recipe=items");
        Assert.Equal(("Items", true), Told(await JsonAsync(on)));
        using var waiting = await app.AdminAsync(HttpMethod.Get, "/api/runs?meeting=sess_2");
        Assert.Equal(("Items", false), Told(await JsonAsync(waiting)));

        using var list = await app.AdminAsync(HttpMethod.Get, "/api/recipes");
        var last = (await JsonAsync(list)).GetProperty("items").EnumerateArray().Single().GetProperty("lastRun");
        Assert.Equal(("sess_2", "waiting"), (last.GetProperty("conversationId").GetString(), last.GetProperty("state").GetString()));
    }

    private static (string?, bool) Told(JsonElement page)
    {
        var run = page.GetProperty("items").EnumerateArray().Single();
        return (run.GetProperty("recipeName").GetString(), run.GetProperty("canRunAgain").GetBoolean());
    }

    private static IEnumerable<string> Items(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(run =>
        $"{run.GetProperty("recipe").GetString()}@{run.GetProperty("conversationId").GetString()}:{run.GetProperty("state").GetString()}");

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private Task AddAsync(string id, params (string Recipe, RunState State)[] runs) => PastRuns.AddAsync(app, id, runs);
}
