using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Connectors.Tests.ConvoApi;

public sealed class ConvoFactsTests
{
    private static readonly object Meeting = new
    {
        meeting = new
        {
            title = "Planung <Q1>",
            start = "2026-03-18T14:00:00Z",
            minutes = 45,
            segments = new[] { new { text = "Hello", speaker = "Alice", timestamp = "2026-03-18T14:00:05Z" },
                new { text = "Hi", speaker = "Bob", timestamp = "2026-03-18T14:00:09Z" } },
            keypoints = new
            {
                title = "Key points",
                sections = new[] { new { heading = "One", points = new[] { "a", "b" } } },
                decisions = new[] { "Ship it" },
                actionItems = new[] { new { item = "Write", owner = "Sarah", confidence = 0.9, priority = "high" } },
                participants = new[] { "Alice", "Bob" },
                importantDates = new[] { new { date = "2026-04-01", context = "Kickoff" } },
            },
        },
    };

    [Fact]
    public async Task Every_fact_of_the_catalogue_s_groups_comes_under_its_path()
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(Meeting);

        var row = await KnownAsync(stage, id, FactGroup.Conversation);
        Assert.Equal(new FactValue.Text("Planung <Q1>"), row.Find("meeting.title"));
        Assert.Equal(new FactValue.Text(id), row.Find("meeting.id"));
        Assert.Equal(new FactValue.Number(45), row.Find("meeting.minutes"));
        Assert.Equal(new FactValue.Number(2), row.Find("meeting.segments"));
        Assert.Equal(new FactValue.Time(new(2026, 3, 18, 14, 0, 0, TimeSpan.Zero)), row.Find("meeting.start"));
        Assert.Equal(new FactValue.Time(new(2026, 3, 18, 14, 45, 0, TimeSpan.Zero)), row.Find("meeting.end"));

        var points = await KnownAsync(stage, id, FactGroup.KeyPoints);
        Assert.Equal(new FactValue.Text("Key points"), points.Find("keyPoints.title"));
        Assert.Equal(new FactValue.Text("One"), points.Find("keyPoints.sections.first.heading"));
        Assert.Equal(new FactValue.Text("a"), points.Find("keyPoints.sections.first.points.first"));
        Assert.Equal(new FactValue.Text("Ship it"), points.Find("decisions.first"));
        Assert.Equal(new FactValue.Text("Write"), points.Find("actionItems.first.text"));
        Assert.Equal(new FactValue.Text("Sarah"), points.Find("actionItems.first.owner"));
        Assert.Equal(new FactValue.Number(0.9), points.Find("actionItems.first.confidence"));
        Assert.Equal(new FactValue.Text("high"), points.Find("actionItems.first.priority"));
        Assert.Equal(new FactValue.Number(2), points.Find("participants.count"));
        Assert.Equal(new FactValue.Text("Kickoff"), points.Find("dates.first.context"));

        var transcript = await KnownAsync(stage, id, FactGroup.Transcript);
        Assert.Equal(new FactValue.Text("Alice: Hello\nBob: Hi"), transcript.Find("transcript.text"));
        Assert.Equal(new FactValue.Text("Alice"), transcript.Find("transcript.segments.first.speaker"));

        Assert.NotNull((await KnownAsync(stage, id, FactGroup.Account)).Find("account.email"));
        Assert.Equal(new FactValue.Text(id), (await KnownAsync(stage, id, FactGroup.Event)).Find("meeting.id"));
    }

    [Theory]
    [InlineData("feedback.json", 0.62, 7.5, "clarity", true)]
    [InlineData("feedback-whole-numbers.json", 45, 8, "Clarity", false)]
    public async Task Both_documented_forms_of_feedback_are_read_as_reported(string file, double ratio, double listening, string category, bool hasPriority)
    {
        var documented = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "ConvoApi", file));
        await using var server = await ScriptedServer.StartAsync(new Scripted(documented));
        var (facts, connection) = ConvoStage.Reading(new Uri(server.Address, "/"));
        var known = new FactSet(Assert.IsType<FactAnswer.Known>(
            await facts.ReadAsync(connection, "sess_a1b2c3", FactGroup.Feedback, CancellationToken.None)).Facts);

        Assert.Equal(new FactValue.Number(ratio), known.Find("feedback.talkListenRatio"));
        Assert.Equal(new FactValue.Number(listening), known.Find("feedback.scores.listening"));
        Assert.Equal(new FactValue.Text(category), known.Find("feedback.strengths.first.category"));
        Assert.Equal(hasPriority, known.Find("feedback.topPriority.focus") is not null);
        Assert.Equal(new FactValue.Number(8.5), known.Find("feedback.overallScore"));
    }

    [Fact]
    public async Task Stored_feedback_comes_whole_with_one_call_that_costs_no_credit()
    {
        var documented = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "ConvoApi", "feedback.json"));
        await using var server = await ScriptedServer.StartAsync(new Scripted(documented));
        var (facts, connection) = ConvoStage.Reading(new Uri(server.Address, "/"));
        var known = new FactSet(Assert.IsType<FactAnswer.Known>(
            await facts.ReadAsync(connection, "sess_a1b2c3", FactGroup.Feedback, CancellationToken.None)).Facts);

        Assert.All(FactCatalogue.All.Where(fact => fact.Group is FactGroup.Feedback), fact => Assert.NotNull(known.Find(fact.Path)));
        Assert.Equal(new FactValue.Number(8.5), known.Find("feedback.overallScore"));
        Assert.Equal(new FactValue.Text("Interrupted Bob twice during the retention discussion"), known.Find("feedback.growthAreas.first.description"));
        Assert.Equal(new FactValue.Text("Alice"), known.Find("feedback.speaker"));
        Assert.Equal(new FactValue.Number(2), known.Find("feedback.actionPlan.count"));
        Assert.Equal(("feedback", ""), (Assert.Single(server.Asked).Method, Assert.Single(server.Asked).Body));
    }

    [Fact]
    public async Task What_is_not_there_yet_is_asked_for_again()
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(new { meeting = new { title = "No key points" } });

        Assert.IsType<FactAnswer.NotYet>(await ReadAsync(stage, id, FactGroup.KeyPoints));
        Assert.IsType<FactAnswer.NotYet>(await ReadAsync(stage, "sess_unknown", FactGroup.Conversation));
        Assert.IsType<FactAnswer.NotYet>(await ReadAsync(stage, "sess_unknown", FactGroup.Transcript));
    }

    [Theory]
    [InlineData("convo_sandbox_free", "plan")]
    [InlineData("convo_wrong", "key")]
    public async Task What_a_stopped_account_would_say_is_waited_for_with_reason_and_advice(string key, string reason)
    {
        await using var stage = await ConvoStage.StartAsync(key);
        var later = Assert.IsType<FactAnswer.Later>(await ReadAsync(stage, "sess_x", FactGroup.KeyPoints));

        Assert.True(later.NeedsPerson);
        Assert.Contains(reason, later.Reason, StringComparison.Ordinal);
        Assert.Contains("Try again", later.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(key, later.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData(null)]
    public async Task A_key_that_does_not_do_is_denied_with_advice(string? key)
    {
        await using var stage = await ConvoStage.StartAsync(key);
        var denied = Assert.IsType<FactAnswer.Denied>(await ReadAsync(stage, "sess_x", FactGroup.KeyPoints));

        Assert.NotEmpty(denied.Advice);
        Assert.True(string.IsNullOrEmpty(key) || !(denied.Reason + denied.Advice).Contains(key));
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("a%2Fb")]
    [InlineData("")]
    public async Task An_id_that_could_lead_elsewhere_is_never_asked_for(string id)
    {
        await using var stage = await ConvoStage.StartAsync();
        Assert.IsType<FactAnswer.Denied>(await ReadAsync(stage, id, FactGroup.Transcript));
    }

    [Theory]
    [InlineData("429", 90)]
    [InlineData("500", 60)]
    [InlineData("html", 60)]
    [InlineData("drop", 60)]
    public async Task A_passing_trouble_says_when_to_ask_again(string fault, int seconds)
    {
        await using var stage = await ConvoStage.StartAsync();
        await stage.FaultAsync(new { fault, target = "convo", count = 1, retryAfter = 90 });
        var later = Assert.IsType<FactAnswer.Later>(await ReadAsync(stage, "sess_x", FactGroup.KeyPoints));

        Assert.Equal(stage.Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds), later.NotBefore);
    }

    [Fact]
    public async Task A_title_that_changed_is_seen_once_ten_seconds_have_passed()
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(Meeting);
        await KnownAsync(stage, id, FactGroup.Conversation);
        await stage.FaultAsync(new { fault = "500", target = "/api/v1/conversations" });
        await KnownAsync(stage, id, FactGroup.Conversation);
        stage.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.IsType<FactAnswer.Later>(await ReadAsync(stage, id, FactGroup.Conversation));
    }

    private static Task<FactAnswer> ReadAsync(ConvoStage stage, string id, FactGroup group) =>
        stage.Facts.ReadAsync(stage.Connection, id, group, CancellationToken.None);

    private static async Task<FactSet> KnownAsync(ConvoStage stage, string id, FactGroup group) =>
        new(Assert.IsType<FactAnswer.Known>(await ReadAsync(stage, id, group)).Facts);
}
