using Convo.Functions.Connectors.Slack;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Connectors.Tests.Slack;

public sealed class WithdrawalTests
{
    private const string Channel = "#meetings";

    private static string Long { get; } = string.Concat(Enumerable.Range(0, 9).Select(n => $"{n}{new string('x', 2_900)}\n"));

    [Fact]
    public async Task A_long_message_is_withdrawn_with_all_its_replies_and_nothing_else_is()
    {
        await using var stage = await SlackStage.StartAsync();
        var kept = await stage.DeliveredAsync(stage.Render("of another meeting"), stage.Context(delivery: "other"));
        stage.Clock.Advance(TimeSpan.FromSeconds(10));
        var done = await stage.DeliveredAsync(stage.Render(Long));
        Assert.True((await stage.MessagesAsync()).Count > 2, "the message fits into one");

        Assert.IsType<Outcome.Withdrawn>(await WithdrawAsync(stage, done.Receipt));
        var left = Assert.Single(await stage.MessagesAsync());
        Assert.Equal(SlackReceipt.Read(kept.Receipt)!.Ts[0], left.GetProperty("ts").GetString());
    }

    [Fact]
    public async Task Withdrawing_twice_does_no_harm()
    {
        await using var stage = await SlackStage.StartAsync();
        var done = await stage.DeliveredAsync(stage.Render(Long));

        Assert.IsType<Outcome.Withdrawn>(await WithdrawAsync(stage, done.Receipt));
        Assert.IsType<Outcome.Withdrawn>(await WithdrawAsync(stage, done.Receipt));
        Assert.Empty(await stage.MessagesAsync());
    }

    [Fact]
    public async Task What_was_posted_and_never_recorded_is_found_by_its_mark()
    {
        await using var stage = await SlackStage.StartAsync();
        await stage.DeliveredAsync(stage.Render(Long));
        stage.Restart();

        Assert.IsType<Outcome.Withdrawn>(await WithdrawAsync(stage, receipt: null));
        Assert.Empty(await stage.MessagesAsync());
    }

    [Fact]
    public async Task Replies_that_a_receipt_does_not_know_of_go_too()
    {
        await using var stage = await SlackStage.StartAsync();
        var done = await stage.DeliveredAsync(stage.Render(Long));
        var receipt = SlackReceipt.Read(done.Receipt)!;

        Assert.IsType<Outcome.Withdrawn>(await WithdrawAsync(stage, (receipt with { Ts = [receipt.Ts[0]] }).Write()));
        Assert.Empty(await stage.MessagesAsync());
    }

    [Fact]
    public async Task What_a_person_deleted_already_counts_as_withdrawn()
    {
        await using var stage = await SlackStage.StartAsync();
        var done = await stage.DeliveredAsync(stage.Render("one"));
        await stage.DeleteByHandAsync(SlackReceipt.Read(done.Receipt)!.Ts[0]!);

        Assert.IsType<Outcome.Withdrawn>(await WithdrawAsync(stage, done.Receipt));
    }

    [Fact]
    public async Task Nothing_is_there_to_withdraw_where_nothing_was_posted()
    {
        await using var stage = await SlackStage.StartAsync();

        Assert.IsType<Outcome.Withdrawn>(await WithdrawAsync(stage, receipt: null));
    }

    [Theory]
    [InlineData("429", "before")]
    [InlineData("500", "before")]
    [InlineData("500", "after")]
    [InlineData("drop", "before")]
    [InlineData("drop", "after")]
    [InlineData("html", "before")]
    public async Task Trouble_in_the_middle_is_tried_again_until_nothing_is_left(string fault, string when)
    {
        await using var stage = await SlackStage.StartAsync();
        var done = await stage.DeliveredAsync(stage.Render(Long));
        await stage.FaultAsync(fault, "chat.delete", when);

        Assert.IsType<Outcome.TryAgain>(await WithdrawAsync(stage, done.Receipt));
        Assert.IsType<Outcome.Withdrawn>(await WithdrawAsync(stage, done.Receipt));
        Assert.Empty(await stage.MessagesAsync());
    }

    [Fact]
    public async Task A_token_that_may_not_write_leaves_it_standing_by_name_and_with_advice()
    {
        await using var stage = await SlackStage.StartAsync();
        var done = await stage.DeliveredAsync(stage.Render("one"));
        var stands = Assert.IsType<Outcome.Stands>(await WithdrawAsync(stage, done.Receipt, "xoxb-sandbox-no-write"));

        Assert.Equal($"the Slack message in {Channel}", stands.What);
        Assert.Contains("chat:write", stands.Advice);
        Assert.Single(await stage.MessagesAsync());
    }

    [Fact]
    public async Task A_token_that_may_not_read_withdraws_what_the_receipt_knows_of_and_cannot_tell_of_anything_else()
    {
        await using var stage = await SlackStage.StartAsync();
        var done = await stage.DeliveredAsync(stage.Render(Long));
        stage.Restart();

        Assert.IsType<Outcome.Stands>(await WithdrawAsync(stage, receipt: null, "xoxb-sandbox-no-history"));
        Assert.IsType<Outcome.Withdrawn>(await WithdrawAsync(stage, done.Receipt, "xoxb-sandbox-no-history"));
        Assert.Empty(await stage.MessagesAsync());
    }

    [Fact]
    public async Task A_post_that_slack_refused_in_the_middle_and_could_not_be_undone_leaves_a_receipt_to_withdraw_by()
    {
        await using var stage = await SlackStage.StartAsync();
        await using var server = await ScriptedServer.StartAsync(
            new Scripted("""{"ok":true,"url":"https://sandbox.slack.example/"}"""),
            new Scripted("""{"ok":true,"channel":"C0MEETINGS","ts":"1.000001"}"""),
            new Scripted("""{"ok":false,"error":"restricted_action_thread_locked"}"""),
            new Scripted("""{"ok":false,"error":"compliance_exports_prevent_deletion"}"""));
        var context = stage.Context();
        var connection = context.Connection with { Settings = new Dictionary<string, string> { ["baseUrl"] = server.Address.ToString() } };
        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(stage.Render(Long), context with { Connection = connection }));

        Assert.Equal(["1.000001"], SlackReceipt.Read(refused.LeftBehind)!.Ts);
    }

    [Theory]
    [InlineData("#meetings", Audience.Shared)]
    [InlineData("C0MEETINGS", Audience.Shared)]
    [InlineData("G0GROUP01", Audience.Shared)]
    [InlineData("D0PERSON1", Audience.Person)]
    [InlineData("#d0person1", Audience.Shared)]
    public async Task A_direct_message_is_for_one_person_and_everything_else_is_shared(string channel, Audience audience)
    {
        await using var stage = await SlackStage.StartAsync();

        Assert.Equal(audience, stage.Render("one", channel).Audience);
    }

    private static Task<Outcome> WithdrawAsync(SlackStage stage, string? receipt, string token = "xoxb-sandbox") =>
        stage.Action.WithdrawAsync(Channel, stage.Context(content: "", receipt: receipt, token: token), CancellationToken.None);
}
