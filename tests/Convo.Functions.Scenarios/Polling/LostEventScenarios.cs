using System.Text.Json.Nodes;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Polling;

/// <summary>
/// The table "what got lost" of the README, row by row: exactly one kind of event is lost, all others come, and a day passes. What the poll can rebuild is
/// rebuilt, and what it can't is not guessed.
/// </summary>
public abstract class LostEventScenarios(IProductHost host) : Scenario(host)
{
    private const string Created = "conversation.created";
    private const string Transcript = "transcript.ready";

    private static readonly IReadOnlyList<TimeSpan> UntilTomorrow =
    [
        .. Enumerable.Repeat(TimeSpan.FromMinutes(5), 6), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(18),
    ];

    [Theory]
    [InlineData("created", "poll.created")]
    [InlineData("transcript", "poll.transcript")]
    [InlineData("summary", "poll.summary")]
    public async Task What_the_list_or_a_look_shows_is_rebuilt_and_its_recipe_runs_once(string occasion, string found)
    {
        var (meeting, recipe) = await PublishAsync(occasion);
        var others = new[] { Created, Transcript, KeyPointsReady, SummaryReady, ActionItemsReady }.Where(name => Occasion(name) != occasion).ToArray();

        var conversation = await Product.PlayAsync(meeting, others);
        await PassADayAsync();

        var known = await Product.MeetingAsync(conversation);
        Assert.Single(known.Events, happened => happened.Name.StartsWith("poll.", StringComparison.Ordinal) && happened.Name == found);
        Assert.Equal("done", Assert.Single(known.Runs, run => run.Recipe == recipe).State);
        Assert.Single(await Product.MessagesAboutAsync(conversation, recipe));
    }

    [Fact]
    public async Task Key_points_that_come_within_a_day_are_found_without_a_word_of_them()
    {
        var (meeting, recipe) = await PublishAsync("summary");
        var conversation = await Product.PlayAsync(meeting.WithoutKeyPoints(), Created, Transcript);
        await Product.PassAsync(TimeSpan.FromHours(7));

        await Product.RefreshAsync(conversation, meeting, quiet: true);
        await PassADayAsync();

        Assert.Equal("done", Assert.Single((await Product.MeetingAsync(conversation)).Runs, run => run.Recipe == recipe).State);
    }

    [Fact]
    public async Task Key_points_that_come_later_than_a_day_after_the_end_are_not_found()
    {
        var (meeting, recipe) = await PublishAsync("summary");
        var conversation = await Product.PlayAsync(meeting.WithoutKeyPoints(), Created, Transcript);
        await PassADayAsync();

        await Product.RefreshAsync(conversation, meeting, quiet: true);
        await PassADayAsync();

        Assert.DoesNotContain((await Product.MeetingAsync(conversation)).Runs, run => run.Recipe == recipe);
        Assert.Empty(await Product.MessagesAboutAsync(conversation, recipe));
    }

    [Fact]
    public async Task Key_points_that_are_made_anew_after_they_were_told_of_stay_as_they_were_told()
    {
        var (meeting, recipe) = await PublishAsync("summary");
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        var before = Assert.Single(await Product.MessagesAboutAsync(conversation, recipe)).Words;

        await Product.RefreshAsync(conversation, meeting.Refreshed("Only this"), quiet: true);
        await PassADayAsync();

        Assert.Equal(before, Assert.Single(await Product.MessagesAboutAsync(conversation, recipe)).Words);
    }

    [Theory]
    [InlineData("feedback")]
    [InlineData("updated")]
    [InlineData("shared")]
    [InlineData("failed")]
    public async Task What_Convo_shows_nowhere_is_not_found_and_its_recipe_does_not_run(string occasion)
    {
        var (meeting, recipe) = await PublishAsync(occasion);
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        await LoseAsync(conversation, occasion);
        await PassADayAsync();

        var known = await Product.MeetingAsync(conversation);
        Assert.DoesNotContain(known.Runs, run => run.Recipe == recipe);
        Assert.DoesNotContain(known.Events, happened => happened.Name.EndsWith(occasion, StringComparison.Ordinal));
        Assert.Empty(await Product.MessagesAboutAsync(conversation, recipe));
    }

    [Fact]
    public async Task A_deletion_that_was_not_told_is_not_guessed_from_the_list()
    {
        var (meeting, recipe) = await PublishAsync("summary");
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);

        await LoseAsync(conversation, "deleted");
        await PassADayAsync();

        Assert.Null((await Product.MeetingAsync(conversation)).DeletedAt);
        Assert.Single(await Product.MessagesAboutAsync(conversation, recipe));
    }

    private static string Occasion(string name) => name switch
    {
        Created => "created",
        Transcript => "transcript",
        _ => "summary",
    };

    // Made true at Convo, and told nobody.
    private async Task LoseAsync(string conversation, string occasion)
    {
        await Product.FaultAsync("drop", "webhook");
        await Product.FireAsync(conversation, occasion switch
        {
            "feedback" => Order("conversation.feedback.ready", "overallScore", 8.5),
            "updated" => Order("conversation.updated", "title", "Another title"),
            "failed" => Order("transcript.failed", "error", "no sound"),
            _ => new JsonObject { ["event"] = $"conversation.{occasion}" },
        });
        await Product.StruckAsync(1);
    }

    private static JsonObject Order(string name, string member, JsonNode value) => new() { ["event"] = name, ["data"] = new JsonObject { [member] = value } };

    private async Task<(MeetingScript Meeting, string Recipe)> PublishAsync(string occasion)
    {
        var meeting = A.Meeting() with { HasJustEnded = true };
        var recipe = A.RecipeFor(meeting) with { Occasion = occasion };
        await Product.AddChannelAsync(recipe.Id);
        await Product.PublishAsync(recipe.PostingTo($"#{recipe.Id}"));
        return (meeting, recipe.Id);
    }

    private async Task PassADayAsync()
    {
        foreach (var step in UntilTomorrow)
        {
            await Product.PassAsync(step);
        }
    }
}
