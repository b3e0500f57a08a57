using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Polling;

namespace Convo.Functions.Connectors.Tests.ConvoApi;

/// <summary>The product reads both forms of every answer that Convo's pages disagree about, and a change of the account while it runs.</summary>
public sealed class ConvoGenerationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("A")]
    [InlineData("C")]
    [InlineData("mixed")]
    public async Task Every_fact_is_read_in_every_generation(string generation)
    {
        await using var stage = await ConvoStage.StartAsync();
        await stage.ChangeAsync(new { account = "professional", generation });
        var id = await stage.PlayAsync(new { scenario = "feedback" });

        var row = await KnownAsync(stage, id, FactGroup.Conversation);
        Assert.Equal(new FactValue.Number(26), row.Find("meeting.minutes"));
        Assert.IsType<FactValue.Time>(row.Find("meeting.start"));
        Assert.NotNull((await KnownAsync(stage, id, FactGroup.KeyPoints)).Find("actionItems.first.owner"));
        Assert.NotNull((await KnownAsync(stage, id, FactGroup.Transcript)).Find("transcript.text"));
        Assert.NotNull((await KnownAsync(stage, id, FactGroup.Account)).Find("account.email"));
        var feedback = await KnownAsync(stage, id, FactGroup.Feedback);
        Assert.Equal(new FactValue.Number(7.5), feedback.Find("feedback.overallScore"));
        Assert.NotNull(feedback.Find("feedback.strengths.first.description"));
        Assert.Equal((500, 5), ((await stage.Budget.ReadAsync("sandbox", None)).Limit, (await stage.CallsAsync()).Calls));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("C")]
    public async Task Webhooks_the_list_and_a_draft_are_read_in_both_generations(string generation)
    {
        await using var stage = await ConvoStage.StartAsync();
        await stage.ChangeAsync(new { account = "professional", generation });
        var id = await stage.PlayAsync(new { scenario = "weekly-sync" });

        Assert.IsType<AccountAnswer<NewWebhook>.Here>(await stage.Account.RegisterWebhookAsync(stage.Connection, new("https://hooks.example.com/a"), None));
        Assert.Single(Assert.IsType<AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Here>(await stage.Account.WebhooksAsync(stage.Connection, None)).Value);
        Assert.IsType<AccountAnswer<AccountProfile>.Here>(await stage.Account.ProfileAsync(stage.Connection, None));
        using var grant = stage.Budget.Open("sandbox", CallUse.Poll);
        var page = await stage.List.PageAsync(stage.Connection, stage.Clock.GetUtcNow().AddDays(-1), 0, grant, None);
        Assert.Equal(id, Assert.Single(Assert.IsType<PollAnswer<ListPage>.Here>(page).Value.Meetings).ConversationId);
        Assert.IsType<Generated.Written>(await stage.Generations.GenerateAsync(stage.Connection, id, new Generation.Email(), None));
    }

    [Theory]
    [InlineData("free", false)]
    [InlineData("professional", true)]
    public async Task A_downgrade_and_a_revoked_key_are_waited_for_with_advice_and_end_with_their_cause(string tier, bool revoked)
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(new { scenario = "weekly-sync" });
        await stage.ChangeAsync(new { tier, revoked });

        var waits = Assert.IsType<FactAnswer.Later>(await stage.Facts.ReadAsync(stage.Connection, id, FactGroup.KeyPoints, None));
        Assert.Contains("Try again", waits.Reason, StringComparison.Ordinal);

        await stage.ChangeAsync(new { tier = "professional", revoked = false });
        await stage.Budget.OpenAsync(stage.Connection.Name, stage.Connection.Generation, None);
        await KnownAsync(stage, id, FactGroup.KeyPoints);
    }

    private static async Task<FactSet> KnownAsync(ConvoStage stage, string id, FactGroup group) =>
        new(Assert.IsType<FactAnswer.Known>(await stage.Facts.ReadAsync(stage.Connection, id, group, None)).Facts);
}
