using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Polling;

namespace Convo.Functions.Connectors.Tests.ConvoApi;

/// <summary>Every way to Convo goes through the account's budget, against the sandbox that counts.</summary>
public sealed class BudgetedCallsTests
{
    private const string Account = "sandbox";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_limit_that_convo_says_is_learned_with_the_first_answer()
    {
        await using var stage = await ConvoStage.StartAsync();
        Assert.Equal(100, (await stage.Budget.ReadAsync(Account, None)).Limit);

        await ReadAsync(stage, FactGroup.Account);
        await ReadAsync(stage, FactGroup.Account);

        var window = await stage.Budget.ReadAsync(Account, None);
        Assert.Equal((500, 2), (window.Limit, window.Used(stage.Clock.GetUtcNow())));
    }

    [Fact]
    public async Task A_gathering_without_room_for_all_its_calls_makes_none_and_says_until_when()
    {
        await using var stage = await ConvoStage.StartAsync("convo_sandbox_starter");
        using var taken = await TakeAsync(stage, 99);

        var answers = await stage.Facts.ReadAsync(stage.Connection, "sess_x", [FactGroup.Conversation, FactGroup.KeyPoints], None);

        Assert.All(answers.Values, answer => Assert.Equal(stage.Clock.GetUtcNow().AddMinutes(62).ToUnixTimeSeconds() / 60,
            Assert.IsType<FactAnswer.Later>(answer).NotBefore.ToUnixTimeSeconds() / 60));
        Assert.Equal((0, 0), await stage.CallsAsync("starter"));
    }

    [Fact]
    public async Task A_call_without_room_never_reaches_convo_and_is_told_to_wait()
    {
        await using var stage = await ConvoStage.StartAsync("convo_sandbox_starter");
        using var taken = await TakeAsync(stage, 100);

        Assert.IsType<FactAnswer.Later>(await ReadAsync(stage, FactGroup.Transcript));
        Assert.IsType<AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Not>(await stage.Account.WebhooksAsync(stage.Connection, None));
        using var grant = stage.Budget.Open(Account, CallUse.Poll);
        var page = Assert.IsType<PollAnswer<ListPage>.Not>(await stage.List.PageAsync(stage.Connection, stage.Clock.GetUtcNow(), 0, grant, None));

        Assert.True(page.Until > stage.Clock.GetUtcNow());
        Assert.NotEmpty(page.Trouble.Advice);
        Assert.Equal((0, 0), await stage.CallsAsync("starter"));
    }

    [Fact]
    public async Task A_whole_gathering_takes_its_calls_at_once_and_gives_back_what_it_did_not_need()
    {
        await using var stage = await ConvoStage.StartAsync();
        var id = await stage.PlayAsync(new { meeting = new { title = "Budget", keypoints = new { title = "Points" } } });
        FactGroup[] groups = [FactGroup.Conversation, FactGroup.KeyPoints];
        await stage.Facts.ReadAsync(stage.Connection, id, groups, None);

        // The row of the list is kept for ten seconds: one of the two calls is left, and serves the next.
        await stage.Facts.ReadAsync(stage.Connection, id, groups, None);
        await ReadAsync(stage, FactGroup.Account);

        var (calls, _) = await stage.CallsAsync();
        Assert.Equal(4, calls);
        Assert.Equal(4, (await stage.Budget.ReadAsync(Account, None)).Used(stage.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_refusal_of_convo_closes_the_account_for_all_until_the_time_that_it_says()
    {
        await using var stage = await ConvoStage.StartAsync();
        await stage.FaultAsync(new { fault = "429", target = "convo", count = 1, retryAfter = 600 });
        Assert.IsType<FactAnswer.Later>(await ReadAsync(stage, FactGroup.Account));

        Assert.IsType<FactAnswer.Later>(await ReadAsync(stage, FactGroup.Account));
        Assert.Equal((0, 0), await stage.CallsAsync());
        stage.Clock.Advance(TimeSpan.FromSeconds(601));

        Assert.IsType<FactAnswer.Known>(await ReadAsync(stage, FactGroup.Account));
    }

    [Fact]
    public async Task Calls_of_another_program_with_a_key_of_the_same_user_are_seen()
    {
        await using var stage = await ConvoStage.StartAsync();
        var other = new Connection("other", stage.Connection.Kind, stage.Connection.Settings, 1);
        for (var call = 0; call < 20; call++)
        {
            await stage.Facts.ReadAsync(other, "sess_x", FactGroup.Account, None);
        }

        await ReadAsync(stage, FactGroup.Account);
        await ReadAsync(stage, FactGroup.Account);

        var now = stage.Clock.GetUtcNow();
        var window = await stage.Budget.ReadAsync(Account, None);
        Assert.Equal((2, 22), (window.Own(now), window.Used(now)));
    }

    [Fact]
    public async Task The_list_comes_page_by_page_with_what_the_poll_looks_at()
    {
        await using var stage = await ConvoStage.StartAsync();
        var begin = stage.Clock.GetUtcNow();
        var id = await stage.PlayAsync(new { meeting = new { title = "One", minutes = 30, segments = new[] { new { text = "Hello", speaker = "You" } } } });
        using var grant = stage.Budget.Open(Account, CallUse.Poll);

        var page = Assert.IsType<PollAnswer<ListPage>.Here>(await stage.List.PageAsync(stage.Connection, begin.AddDays(-1), 0, grant, None)).Value;

        var listed = Assert.Single(page.Meetings);
        Assert.Equal((id, true, (int?)null), (listed.ConversationId, listed.HasTranscript, page.Next));
        Assert.Equal(TimeSpan.FromMinutes(30), listed.End - listed.Start);
        var after = Assert.IsType<PollAnswer<ListPage>.Here>(await stage.List.PageAsync(stage.Connection, begin.AddDays(-1), 5, grant, None)).Value;
        Assert.Equal((0, (int?)null), (after.Meetings.Count, after.Next));
    }

    [Fact]
    public async Task Key_points_are_asked_for_and_never_made()
    {
        await using var stage = await ConvoStage.StartAsync();
        var without = await stage.PlayAsync(new { meeting = new { title = "None" } });
        var with = await stage.PlayAsync(new { meeting = new { title = "Some", keypoints = new { title = "Points" } } });
        using var grant = stage.Budget.Open(Account, CallUse.Poll);

        Assert.Null(await MadeAsync(stage, without, grant));
        Assert.NotNull(await MadeAsync(stage, with, grant));
        Assert.Null(await MadeAsync(stage, without, grant));
    }

    [Fact]
    public async Task A_key_that_convo_does_not_take_is_trouble_with_advice()
    {
        await using var stage = await ConvoStage.StartAsync("convo_wrong");
        using var grant = stage.Budget.Open(Account, CallUse.Poll);

        var not = Assert.IsType<PollAnswer<ListPage>.Not>(await stage.List.PageAsync(stage.Connection, stage.Clock.GetUtcNow(), 0, grant, None));

        Assert.Contains("key", not.Trouble.Advice, StringComparison.OrdinalIgnoreCase);
        Assert.True(not.Until > stage.Clock.GetUtcNow().AddMinutes(10));
    }

    private static async Task<DateTimeOffset?> MadeAsync(ConvoStage stage, string id, CallGrant grant) =>
        Assert.IsType<PollAnswer<DateTimeOffset?>.Here>(await stage.List.KeyPointsAsync(stage.Connection, id, grant, None)).Value;

    private static async Task<CallGrant> TakeAsync(ConvoStage stage, int calls) =>
        Assert.IsType<CallAnswer.Granted>(await stage.Budget.ReserveAsync(Account, CallUse.Gathering, calls, None)).Grant;

    private static Task<FactAnswer> ReadAsync(ConvoStage stage, FactGroup group) => stage.Facts.ReadAsync(stage.Connection, "sess_x", group, None);
}
