using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Polling;

/// <summary>What no webhook told of is found by asking Convo, runs once, and is counted.</summary>
public abstract class PollScenarios(IProductHost host) : Scenario(host)
{
    private const string Starter = "starter";
    private static readonly TimeSpan Ring = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_meeting_whose_webhooks_were_lost_is_found_and_runs_once_although_a_webhook_comes_later()
    {
        var conversation = await Product.HoldAsync(JustEnded());
        await UntilFoundAsync(conversation, Product.Host.Convo);
        await Product.UntilEndedAsync(conversation);
        Assert.Single(await Product.MessagesAboutAsync(conversation));

        await Product.FireAsync(conversation, KeyPointsReady, SummaryReady);
        var meeting = await Product.UntilEndedAsync(conversation);

        Assert.Single(meeting.Runs);
        Assert.Contains(new EventTold("poll.summary", "poll"), meeting.Events);
        Assert.Contains(new EventTold(KeyPointsReady, "webhook"), meeting.Events);
        Assert.Single(await Product.MessagesAboutAsync(conversation));
    }

    [Fact]
    public async Task A_lost_ready_event_is_made_good_where_the_meeting_itself_is_known()
    {
        var conversation = await Product.PlayAsync(JustEnded(), "conversation.created");
        await Product.SettleAsync();
        Assert.Empty((await Product.MeetingAsync(conversation)).Runs);

        await UntilFoundAsync(conversation, Product.Host.Convo, "poll.summary");
        await Product.UntilEndedAsync(conversation);

        Assert.Single(await Product.MessagesAboutAsync(conversation));
    }

    [Fact]
    public async Task A_starter_account_lives_from_polling_alone()
    {
        await ConnectStarterAsync();
        var before = await AccountAsync(Starter);

        var conversation = await Product.HoldAsync(JustEnded(), Starter);
        await UntilFoundAsync(conversation, Starter);
        await Product.UntilEndedAsync(conversation, Starter);

        Assert.Single(await Product.MessagesAboutAsync(conversation, connection: Starter));
        var after = await AccountAsync(Starter);
        Assert.Equal((before.ByPolling + 1, before.ByWebhook, 0), (after.ByPolling, after.ByWebhook, after.Missing));
        Assert.NotNull(after.ComparedAt);
    }

    [Fact]
    public async Task The_line_of_completeness_counts_each_meeting_by_how_it_was_first_heard_of()
    {
        await RingAsync();
        var before = await AccountAsync(Product.Host.Convo);
        var told = await Product.PlayAsync(JustEnded());
        var lost = await Product.HoldAsync(JustEnded());
        await UntilFoundAsync(lost, Product.Host.Convo);
        await Product.UntilEndedAsync(lost);
        await Product.UntilEndedAsync(told);

        var after = await AccountAsync(Product.Host.Convo);

        Assert.Equal((before.ByWebhook + 1, before.ByPolling + 1, 0), (after.ByWebhook, after.ByPolling, after.Missing));
        Assert.Equal(
            string.Create(
                CultureInfo.InvariantCulture, $"{after.Meetings} meetings: {after.ByWebhook} by webhook, {after.ByPolling} recovered by polling, 0 missing"),
            after.Sentence);
        Assert.Null(after.Trouble);
    }

    [Fact]
    public async Task An_hour_that_is_used_up_is_told_and_what_had_to_wait_is_found_when_there_is_room_again()
    {
        await ConnectStarterAsync();
        await UseUpAsync();
        var conversation = await Product.HoldAsync(JustEnded(), Starter);
        await RingAsync(times: 4);

        var budget = (await Product.GetAsync<BudgetsTold>("api/budgets")).Items.Single(one => one.Connection == Starter);
        Assert.Equal((100, 0), (budget.Limit, budget.RemainingForPoll));
        Assert.InRange(budget.Used, 90, 100);
        var account = await AccountAsync(Starter);
        Assert.NotNull(account.Trouble);
        Assert.NotNull(account.Advice);
        Assert.True(account.NextAt > await Product.NowAsync(), "it does not say when it goes on");
        Assert.Equal(HttpStatusCode.NotFound, (await Product.GetAnswerAsync($"api/meetings/{conversation}?connection={Starter}")).Status);

        await UntilFoundAsync(conversation, Starter);
        await Product.UntilEndedAsync(conversation, Starter);

        Assert.Single(await Product.MessagesAboutAsync(conversation, connection: Starter));
        Assert.Equal(0, (await Product.CallsOfAsync(Starter)).Refused);
    }

    [Fact]
    public async Task A_run_without_room_for_its_calls_is_parked_and_says_until_when()
    {
        const string Secret = "whsec_of-the-starter-account";
        await ConnectStarterAsync(Secret);
        await UseUpAsync();
        string conversation;
        RunTold run;
        var told = 0;
        do
        {
            // What is left for the facts of meetings is soon used up too.
            conversation = await Product.HoldAsync(JustEnded(), Starter);
            Assert.Equal(HttpStatusCode.OK, (await Product.HookAsync(Starter, await ReadyAsync(conversation), Secret)).Status);
            await Product.SettleAsync();
            run = Assert.Single((await Product.MeetingAsync(conversation, Starter)).Runs);
            Assert.True(++told < 20, "no run is ever parked");
        }
        while (run.State is not "waiting");

        Assert.Contains("calls at Convo are used", run.Reason, StringComparison.Ordinal);
        Assert.InRange(run.LooksAgainAt!.Value - await Product.NowAsync(), TimeSpan.Zero, TimeSpan.FromMinutes(63));
        var budget = (await Product.GetAsync<BudgetsTold>("api/budgets")).Items.Single(one => one.Connection == Starter);
        Assert.InRange(budget.Remaining, 0, 1);

        await Product.UntilEndedAsync(conversation, Starter);
        Assert.Single(await Product.MessagesAboutAsync(conversation, connection: Starter));
        Assert.Equal(0, (await Product.CallsOfAsync(Starter)).Refused);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("91")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task Days_that_make_no_sense_are_refused_with_advice(string days)
    {
        var answer = await Product.GetAnswerAsync($"api/completeness?days={days}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("days=1", answer.As<ProblemTold>().Advice, StringComparison.Ordinal);
    }

    // Meetings from long ago are none of the poll's.
    private static MeetingScript JustEnded() => A.Meeting() with { HasJustEnded = true };

    private async Task<string> ReadyAsync(string conversation) => new JsonObject
    {
        ["event"] = KeyPointsReady,
        ["data"] = new JsonObject { ["conversationId"] = conversation },
        ["timestamp"] = (await Product.NowAsync()).UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
    }.ToJsonString();

    // After an hour whose calls another scenario may have used up.
    private async Task ConnectStarterAsync(string? webhookSecret = null)
    {
        (string, string)[] secrets = [("apiKey", "convo_sandbox_starter")];
        var saved = await Product.ConnectAsync(
            Starter, "convo", Product.Host.Sandbox, webhookSecret is null ? secrets : [.. secrets, ("webhookSecret", webhookSecret)]);
        Assert.True(saved.Status is HttpStatusCode.OK or HttpStatusCode.Created, saved.Text);
        await Product.PassAsync(TimeSpan.FromMinutes(63));
        await RingAsync();
    }

    // Each test of the connection costs three calls.
    private async Task UseUpAsync()
    {
        for (var tests = 0; (await Product.PostAsync($"api/connections/{Starter}/test")).As<TestTold>().Works; tests++)
        {
            Assert.True(tests < 40, "the hour is never used up");
        }
    }

    private async Task<AccountTold> AccountAsync(string connection) =>
        (await Product.GetAsync<CompletenessTold>("api/completeness")).Accounts.Single(account => account.Connection == connection);

    private async Task RingAsync(int times = 1)
    {
        for (; times > 0; times--)
        {
            await Product.PassAsync(Ring);
        }
    }

    private async Task UntilFoundAsync(string conversation, string connection, string name = "poll.summary")
    {
        for (var rings = 0; rings < 20; rings++)
        {
            await RingAsync();
            var answer = await Product.GetAnswerAsync($"api/meetings/{conversation}?connection={connection}");
            if (answer.Status is HttpStatusCode.OK && answer.As<MeetingTold>().Events.Any(happened => happened.Name == name))
            {
                return;
            }
        }

        Assert.Fail("The poll does not find it.");
    }
}
