using Convo.Functions.Connectors.Slack;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Connectors.Tests.Slack;

public sealed class UncertainTests
{
    private static string Parts(int count) => string.Concat(Enumerable.Range(0, count * 3).Select(n => $"{n}{new string('x', 2_900)}\n"));

    [Theory]
    [InlineData("drop", "after", true)]
    [InlineData("500", "after", true)]
    [InlineData("html", "after", true)]
    [InlineData("hang", "after", true)]
    [InlineData("drop", "before", false)]
    [InlineData("500", "before", false)]
    [InlineData("html", "before", false)]
    [InlineData("hang", "before", false)]
    public async Task A91_a_post_without_a_clear_answer_is_uncertain_and_looked_up(string fault, string when, bool happened)
    {
        await using var stage = await SlackStage.StartAsync();
        var artefact = stage.Render("one");
        var context = stage.Context();
        await stage.FaultAsync(fault, "chat.postMessage", when);
        Assert.IsType<Outcome.Uncertain>(await stage.DeliverAsync(artefact, context));
        stage.Restart();
        var look = await stage.LookUpAsync(artefact, context);

        if (happened)
        {
            var found = Assert.IsType<LookUp.Found>(look);
            Assert.Equal("hash-1", found.ContentHash);
            Assert.Equal(found.Receipt, (await stage.DeliveredAsync(artefact, context with { Receipt = found.Receipt })).Receipt);
        }
        else
        {
            Assert.IsType<LookUp.Absent>(look);
            await stage.DeliveredAsync(artefact, context);
        }

        Assert.Single(await stage.MessagesAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    public async Task A104_a_post_is_found_although_our_clock_was_hours_ahead_when_it_was_first_tried(int hours)
    {
        await using var stage = await SlackStage.StartAsync();
        var artefact = stage.Render("one");
        var context = stage.Context() with { FirstAttempt = stage.Clock.GetUtcNow().AddHours(hours) };
        await stage.FaultAsync("drop", "chat.postMessage", "after");
        Assert.IsType<Outcome.Uncertain>(await stage.DeliverAsync(artefact, context));
        stage.Restart();

        Assert.IsType<LookUp.Found>(await stage.LookUpAsync(artefact, context));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_a_long_message_that_was_interrupted_only_the_missing_parts_are_posted(int lost)
    {
        await using var stage = await SlackStage.StartAsync();
        var artefact = stage.Render(Parts(3));
        var context = stage.Context();
        await CutShortAsync(stage, artefact, context, lost);
        var found = Assert.IsType<LookUp.Found>(await stage.LookUpAsync(artefact, context));
        Assert.Equal(lost + 1, SlackReceipt.Read(found.Receipt)!.Ts.Count);
        var before = (await stage.MessagesAsync()).Select(message => message.GetProperty("ts").GetString()).ToList();
        await stage.DeliveredAsync(artefact, context with { Receipt = found.Receipt });

        var messages = await stage.MessagesAsync();
        Assert.Equal(before, messages.Take(before.Count).Select(message => message.GetProperty("ts").GetString()));
        Assert.Equal(Parts(3), string.Concat(messages.Select(SlackStage.Shown)));
        Assert.Equal(0, await stage.CallsAsync("chat.update"));
    }

    [Fact]
    public async Task A_refusal_in_the_middle_takes_back_what_was_posted()
    {
        await using var server = await ScriptedServer.StartAsync(
            new("""{"ok":true,"url":"https://acme.slack.com/"}"""),
            new("""{"ok":true,"channel":"C0MEETINGS","ts":"1.000001"}"""),
            new("""{"ok":false,"error":"restricted_action_non_threadable_channel"}"""),
            new("""{"ok":true}"""));
        await using var stage = await SlackStage.StartAsync();
        var context = stage.Context() with { Connection = new("acme", "slack", new Dictionary<string, string> { ["baseUrl"] = server.Address.ToString() }, 1) };
        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(stage.Render(Parts(2)), context));

        Assert.Equal("The channel takes no replies, and the message is too long for one.", refused.Reason);
        Assert.Equal(["auth.test", "chat.postMessage", "chat.postMessage", "chat.delete"], server.Asked.Select(asked => asked.Method));
        Assert.Contains("1.000001", server.Asked.Last().Body);
    }

    [Fact]
    public async Task Another_delivery_s_message_is_not_taken_for_ours()
    {
        await using var stage = await SlackStage.StartAsync();
        await stage.DeliveredAsync(stage.Render("one"), stage.Context(delivery: "another"));

        Assert.IsType<LookUp.Absent>(await stage.LookUpAsync(stage.Render("one")));
    }

    [Fact]
    public async Task Without_the_scope_for_history_a_person_is_asked()
    {
        await using var stage = await SlackStage.StartAsync();
        var cannot = Assert.IsType<LookUp.CannotTell>(await stage.LookUpAsync(stage.Render("one"), stage.Context(token: "xoxb-sandbox-no-history")));

        Assert.Contains("channels:history", cannot.Advice);
    }

    [Fact]
    public async Task Outside_the_channel_a_person_is_asked()
    {
        await using var stage = await SlackStage.StartAsync();
        var cannot = Assert.IsType<LookUp.CannotTell>(await stage.LookUpAsync(stage.Render("one", "#sales")));

        Assert.Contains("/invite", cannot.Advice);
    }

    [Theory]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("drop")]
    [InlineData("html")]
    [InlineData("hang")]
    public async Task A_look_up_without_an_answer_is_asked_again_later(string fault)
    {
        await using var stage = await SlackStage.StartAsync();
        await stage.FaultAsync(fault, "conversations.history", retryAfter: 7);
        var now = stage.Clock.GetUtcNow();
        var later = Assert.IsType<LookUp.Later>(await stage.LookUpAsync(stage.Render("one")));

        Assert.Equal(fault == "429", later.NotBefore is { } at && at >= now + TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_message_is_found_behind_many_pages_of_others()
    {
        await using var stage = await SlackStage.StartAsync();
        var context = stage.Context();
        var mine = await stage.DeliveredAsync(stage.Render("mine", "#general"), context);

        for (var n = 0; n < 205; n++)
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(1));
            await stage.DeliveredAsync(stage.Render("other", "#general"), stage.Context(delivery: $"other-{n}"));
        }

        Assert.Equal(mine.Receipt, Assert.IsType<LookUp.Found>(await stage.LookUpAsync(stage.Render("mine", "#general"), context)).Receipt);
    }

    [Fact]
    public async Task A_deleted_message_with_a_receipt_is_left_to_the_edit_to_report()
    {
        await using var stage = await SlackStage.StartAsync();
        var first = await stage.DeliveredAsync(stage.Render("one"));
        await stage.DeleteByHandAsync(SlackReceipt.Read(first.Receipt)!.Ts[0]!);

        Assert.Equal(first.Receipt, Assert.IsType<LookUp.Found>(await stage.LookUpAsync(stage.Render("two"), stage.Context("hash-2", first.Receipt))).Receipt);
    }

    // Posts the first parts of a document as an attempt does that dies after them.
    private static async Task CutShortAsync(SlackStage stage, Artefact artefact, ActionContext context, int last)
    {
        var document = SlackDocument.Read(artefact.Body)!;
        var begun = artefact with { Body = (document with { Parts = [.. document.Parts.Take(last + 1)] }).Write() };
        await stage.DeliveredAsync(begun, context);
        stage.Restart();
        stage.Clock.Advance(TimeSpan.FromSeconds(10));
    }
}
