using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Planning;

namespace Convo.Functions.Connectors.Tests.ConvoApi;

public sealed class ConvoGenerationsTests
{
    private const string EmailPath = "/api/v1/conversations/";
    private static readonly object Meeting = new
    {
        meeting = new { title = "Kickoff", segments = new[] { new { text = "I will send the list.", speaker = "Marit" } } },
    };

    [Fact]
    public async Task A_draft_comes_as_facts_and_costs_one_credit()
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(Meeting);

        var written = Assert.IsType<Generated.Written>(await DraftAsync(stage, id));

        Assert.Equal("Follow-up: Kickoff", written.Text.Subject);
        Assert.Contains("I will send the list.", written.Text.Body!, StringComparison.Ordinal);
        Assert.Equal(1, await stage.CreditsAsync());
    }

    [Fact]
    public async Task Used_up_generations_wait_for_the_day_that_the_profile_names()
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(Meeting);
        for (var credit = 0; credit < 100; credit++)
        {
            Assert.IsType<Generated.Written>(await DraftAsync(stage, id));
        }

        var later = Assert.IsType<Generated.Later>(await DraftAsync(stage, id));

        var now = stage.Clock.GetUtcNow();
        Assert.Equal(new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1), later.Until);
        Assert.Equal(100, await stage.CreditsAsync());
    }

    [Theory]
    [InlineData("500", "before", 0)]
    [InlineData("500", "after", 1)]
    [InlineData("html", "after", 1)]
    [InlineData("drop", "after", 1)]
    public async Task A_failure_that_may_have_cost_a_credit_says_so_and_is_not_repeated(string fault, string when, int credits)
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(Meeting);
        await stage.FaultAsync(new { fault, target = $"{EmailPath}{id}/email", when });

        Assert.IsType<Generated.MayHaveCost>(await DraftAsync(stage, id));

        Assert.Equal(credits, await stage.CreditsAsync());
    }

    [Fact]
    public async Task A_rate_limit_is_waited_out_and_cost_nothing()
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(Meeting);
        await stage.FaultAsync(new { fault = "429", target = $"{EmailPath}{id}/email", retryAfter = 90 });

        var later = Assert.IsType<Generated.Later>(await DraftAsync(stage, id));

        Assert.Equal(stage.Clock.GetUtcNow().AddSeconds(90), later.Until);
        Assert.Equal(0, await stage.CreditsAsync());
    }

    [Theory]
    [InlineData("sess_none", "convo_sandbox_professional")]
    [InlineData("../etc", "convo_sandbox_professional")]
    [InlineData("sess_any", "convo_sandbox_free")]
    [InlineData("sess_any", null)]
    public async Task What_no_waiting_mends_is_denied_with_advice(string id, string? key)
    {
        await using var stage = await ConvoStage.StartAsync(key);

        var denied = Assert.IsType<Generated.Denied>(await DraftAsync(stage, id));

        Assert.False(string.IsNullOrWhiteSpace(denied.Advice));
    }

    [Fact]
    public async Task A_key_that_convo_does_not_take_is_waited_for_and_costs_nothing()
    {
        await using var stage = await ConvoStage.StartAsync("convo_wrong_key");

        var later = Assert.IsType<Generated.Later>(await DraftAsync(stage, "sess_any"));

        Assert.True(later.NeedsPerson);
        Assert.Contains("refused the API key", later.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_answered_for_one_credit_each_time()
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(Meeting);

        var written = Assert.IsType<Generated.Written>(await AskAsync(stage, id, new Generation.Question("Who will send the list?")));

        Assert.False(string.IsNullOrWhiteSpace(written.Text.Body));
        Assert.Null(written.Text.Subject);
        Assert.Equal(1, await stage.CreditsAsync());
    }

    [Fact]
    public async Task Key_points_cost_a_credit_once_and_nothing_where_convo_has_them()
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(new { meeting = new { title = "Kickoff", segments = Talk(12) } });

        Assert.False(Assert.IsType<Generated.Written>(await AskAsync(stage, id, new Generation.KeyPoints())).WasStored);
        Assert.True(Assert.IsType<Generated.Written>(await AskAsync(stage, id, new Generation.KeyPoints())).WasStored);

        Assert.Equal(1, await stage.CreditsAsync());
    }

    [Fact]
    public async Task Feedback_costs_a_credit_and_is_denied_without_one_where_too_little_was_said()
    {
        await using var stage = await ConvoStage.StartAsync();
        var much = await stage.PlayAsync(new { meeting = new { title = "Kickoff", segments = Talk(12) } });
        var little = await stage.PlayAsync(new { meeting = new { title = "Hello", segments = Talk(9) } });

        Assert.IsType<Generated.Written>(await AskAsync(stage, much, new Generation.Feedback()));
        var denied = Assert.IsType<Generated.Denied>(await AskAsync(stage, little, new Generation.Feedback()));

        Assert.Contains("at least 10 passages", denied.Reason, StringComparison.Ordinal);
        Assert.Equal(1, await stage.CreditsAsync());
    }

    [Fact]
    public async Task A_link_is_made_without_a_credit_and_is_the_same_again()
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(Meeting);

        var first = Assert.IsType<ShareAnswer.Link>(await stage.Links.ShareAsync(stage.Connection, id, CancellationToken.None));
        var second = Assert.IsType<ShareAnswer.Link>(await stage.Links.ShareAsync(stage.Connection, id, CancellationToken.None));

        Assert.Equal(first, second);
        Assert.Equal(0, await stage.CreditsAsync());
    }

    [Theory]
    [InlineData("500", true)]
    [InlineData("drop", true)]
    public async Task A_link_whose_answer_was_lost_may_be_public(string fault, bool mayBePublic)
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(Meeting);
        await stage.FaultAsync(new { fault, target = $"{EmailPath}{id}/share", when = "after" });

        Assert.Equal(mayBePublic, Assert.IsType<ShareAnswer.Later>(await stage.Links.ShareAsync(stage.Connection, id, CancellationToken.None)).MayBePublic);
    }

    private static object[] Talk(int passages) =>
        [.. Enumerable.Range(1, passages).Select(n => new { text = $"I will look at point {n}.", speaker = n % 2 == 0 ? "Marit" : "Jonas" })];

    private static Task<Generated> DraftAsync(ConvoStage stage, string id) => AskAsync(stage, id, new Generation.Email());

    private static Task<Generated> AskAsync(ConvoStage stage, string id, Generation what) =>
        stage.Generations.GenerateAsync(stage.Connection, id, what, CancellationToken.None);
}
