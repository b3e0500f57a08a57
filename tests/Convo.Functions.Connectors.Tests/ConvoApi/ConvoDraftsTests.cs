using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Connectors.Tests.ConvoApi;

public sealed class ConvoDraftsTests
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

        var written = Assert.IsType<DraftAnswer.Written>(await DraftAsync(stage, id));

        var facts = new FactSet(written.Facts);
        Assert.Equal(new FactValue.Text("Follow-up: Kickoff"), facts.Find("email.subject"));
        Assert.Contains("I will send the list.", Assert.IsType<FactValue.Text>(facts.Find("email.body")).Value, StringComparison.Ordinal);
        Assert.Equal(1, await stage.CreditsAsync());
    }

    [Fact]
    public async Task Used_up_generations_wait_for_the_day_that_the_profile_names()
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(Meeting);
        for (var credit = 0; credit < 100; credit++)
        {
            Assert.IsType<DraftAnswer.Written>(await DraftAsync(stage, id));
        }

        var later = Assert.IsType<FactAnswer.Later>(Assert.IsType<DraftAnswer.NotSpent>(await DraftAsync(stage, id)).Why);

        var now = stage.Clock.GetUtcNow();
        Assert.Equal(new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1), later.NotBefore);
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

        Assert.IsType<DraftAnswer.MayHaveCost>(await DraftAsync(stage, id));

        Assert.Equal(credits, await stage.CreditsAsync());
    }

    [Fact]
    public async Task A_rate_limit_is_waited_out_and_cost_nothing()
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(Meeting);
        await stage.FaultAsync(new { fault = "429", target = $"{EmailPath}{id}/email", retryAfter = 90 });

        var later = Assert.IsType<FactAnswer.Later>(Assert.IsType<DraftAnswer.NotSpent>(await DraftAsync(stage, id)).Why);

        Assert.Equal(stage.Clock.GetUtcNow().AddSeconds(90), later.NotBefore);
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

        var denied = Assert.IsType<FactAnswer.Denied>(Assert.IsType<DraftAnswer.NotSpent>(await DraftAsync(stage, id)).Why);

        Assert.False(string.IsNullOrWhiteSpace(denied.Advice));
    }

    [Fact]
    public async Task A_key_that_convo_does_not_take_is_waited_for_and_costs_nothing()
    {
        await using var stage = await ConvoStage.StartAsync("convo_wrong_key");

        var later = Assert.IsType<FactAnswer.Later>(Assert.IsType<DraftAnswer.NotSpent>(await DraftAsync(stage, "sess_any")).Why);

        Assert.True(later.NeedsPerson);
        Assert.Contains("refused the API key", later.Reason, StringComparison.Ordinal);
    }

    private static Task<DraftAnswer> DraftAsync(ConvoStage stage, string id) => stage.Drafts.DraftAsync(stage.Connection, id, CancellationToken.None);
}
