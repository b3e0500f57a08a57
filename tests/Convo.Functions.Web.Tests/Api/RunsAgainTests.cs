using System.Net;
using System.Text.Json;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

/// <summary>Many runs again by one click: counted first, bounded, confirmed, and stopped by switching the recipe off.</summary>
public sealed class RunsAgainTests : IAsyncLifetime
{
    private TestSandbox stage = null!;
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        stage = await TestSandbox.StartAsync();
        app = stage.App;
        using var saved = await app.AdminAsync(HttpMethod.Post, "/api/recipes", TestApp.Recipe);
        using var published = await app.AdminAsync(HttpMethod.Post, "/api/recipes/items/publish");
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
    }

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task A66_one_click_counts_and_starts_nothing()
    {
        await AddAsync(3);
        var before = app.Tables.Snapshot().Count;
        var counted = await AgainAsync(HttpStatusCode.OK, """{"state":"refused"}""");

        Assert.Equal((3, 0, false), Told(counted));
        Assert.Equal(before, app.Tables.Snapshot().Count);
    }

    [Fact]
    public async Task A66_the_count_must_be_confirmed_as_it_is_now()
    {
        await AddAsync(3);
        await AgainAsync(HttpStatusCode.Conflict, """{"state":"refused","confirm":1000000}""");
        await AgainAsync(HttpStatusCode.Conflict, """{"state":"refused","confirm":2}""");
        Assert.Equal(0, Wishes());

        Assert.Equal((3, 3, false), Told(await AgainAsync(HttpStatusCode.OK, """{"state":"refused","confirm":3}""")));
        Assert.Equal(3, Wishes());
    }

    [Fact]
    public async Task A66_never_more_than_a_hundred_start_at_once_and_the_answer_says_that_there_are_more()
    {
        await AddAsync(103);
        Assert.Equal((100, 0, true), Told(await AgainAsync(HttpStatusCode.OK, """{"state":"refused"}""")));
        Assert.Equal((100, 100, true), Told(await AgainAsync(HttpStatusCode.OK, """{"state":"refused","confirm":100}""")));
        Assert.Equal(100, Wishes());
    }

    [Fact]
    public async Task A66_pressed_twice_it_starts_each_run_once()
    {
        await AddAsync(2);
        await AgainAsync(HttpStatusCode.OK, """{"state":"refused","confirm":2}""");
        await AgainAsync(HttpStatusCode.Conflict, """{"state":"refused","confirm":2}""");
        await app.AdvanceAsync("sess_0");
        await AgainAsync(HttpStatusCode.Conflict, """{"state":"refused","confirm":2}""");
        Assert.Equal(2, Wishes());
    }

    [Fact]
    public async Task A66_pressed_by_two_at_the_same_moment_it_starts_each_run_once()
    {
        await AddAsync(2);
        var wishes = app.Services.GetRequiredService<ManyWishes>();
        var first = await wishes.FindAsync(RunState.Refused, recipe: null, since: null, default);
        var second = await wishes.FindAsync(RunState.Refused, recipe: null, since: null, default);

        Assert.Equal(2, (await wishes.StartAsync(first.Runs, "anna", default)).Started);
        var (started, other) = await wishes.StartAsync(second.Runs, "ben", default);

        Assert.Equal((0, 2), (started, Wishes()));
        Assert.NotNull(other?.Advice);
    }

    [Fact]
    public async Task A66_switching_the_recipe_off_stops_what_was_started()
    {
        await AddAsync(2);
        await AgainAsync(HttpStatusCode.OK, """{"state":"refused","confirm":2}""");
        using var off = await app.AdminAsync(HttpMethod.Post, "/api/recipes/items/off");
        await app.AdvanceAsync("sess_0");

        Assert.DoesNotContain(app.Tables.Snapshot(), row => row.Table is TableNames.Meetings && row.Row.Key.StartsWith("d|", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Tables.Snapshot(), row => row.Table is TableNames.Meetings && row.Row.Text("state") is "waiting" or "planned" or "running");
    }

    [Fact]
    public async Task Runs_of_a_recipe_that_is_off_are_counted_and_not_started_and_the_sentence_says_why()
    {
        await AddAsync(2);
        using var off = await app.AdminAsync(HttpMethod.Post, "/api/recipes/items/off");
        var answer = await AgainAsync(HttpStatusCode.OK, """{"state":"refused","confirm":2}""");

        Assert.Equal((2, 0, false), Told(answer));
        Assert.Contains("Switched off", answer.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"state":"done"}""")]
    [InlineData("""{"state":"uncertain"}""")]
    [InlineData("""{"state":"refused' or 1 eq 1"}""")]
    public async Task What_may_be_there_already_is_not_run_again_in_one_go(string body) => await AgainAsync(HttpStatusCode.BadRequest, body);

    private static (int Count, int Started, bool More) Told(JsonElement answer) =>
        (answer.GetProperty("count").GetInt32(), answer.GetProperty("started").GetInt32(), answer.GetProperty("more").GetBoolean());

    private async Task AddAsync(int meetings)
    {
        for (var n = 0; n < meetings; n++)
        {
            await PastRuns.AddAsync(app, $"sess_{n}", ("items", RunState.Refused), ("other", RunState.Done));
        }
    }

    private int Wishes() => app.Tables.Snapshot().Count(row => row.Table is TableNames.Meetings && row.Row.Text("againRecipe") is "items");

    private async Task<JsonElement> AgainAsync(HttpStatusCode status, string body)
    {
        using var answer = await app.AdminAsync(HttpMethod.Post, "/api/runs/again", body);
        Assert.Equal(status, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
