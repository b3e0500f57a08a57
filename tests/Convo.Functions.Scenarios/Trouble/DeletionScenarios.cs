using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Convo.Sandbox;
using Xunit;

namespace Convo.Functions.Scenarios.Trouble;

/// <summary>A meeting that is deleted in Convo takes back what was sent about it, and what can't be recalled is listed by name.</summary>
public abstract class DeletionScenarios(IProductHost host) : Scenario(host)
{
    private const string Deleted = "conversation.deleted";

    private const string WholeMinutes =
        "{{meeting.title}}\n{{#each keyPoints.sections}}*{{item.heading}}*\n{{#each item.points}}{{item}}\n{{/each}}{{/each}}"
        + "{{#each decisions}}{{item}}\n{{/each}}{{#each actionItems}}{{item.text}} {{item.owner}}\n{{/each}}";

    private readonly IProductHost host = host;

    [Fact]
    public async Task No_sentence_of_a_deleted_meeting_is_left_in_slack_nor_in_any_table_nor_in_the_log()
    {
        var said = SentencesOf("long", out var title);
        var channel = A.Channel();
        await Product.AddChannelAsync(channel);
        await Product.PublishAsync(new RecipeScript("whole-minutes", title) { Text = WholeMinutes, Channel = $"#{channel}" });
        var conversation = await Product.PlayAsync("long");
        await Product.UntilEndedAsync(conversation);
        var posted = await Product.MessagesAboutAsync(conversation, $"#{channel}");
        Assert.True(posted.Any(message => message.IsReply), "the meeting fits into one message");
        Assert.True(said.Count > 50 && said.Count(words => posted.Any(message => message.Words.Contains(words, StringComparison.Ordinal))) > 10);

        await Product.FireAsync(conversation, Deleted);
        await UntilTakenBackAsync(conversation);

        Assert.Empty(await Product.MessagesAsync($"#{channel}"));
        Assert.Empty(await Product.MessagesAboutAsync(conversation));
        var left = string.Join('\n', (await Product.MessagesAsync("#meetings")).Select(message => $"{message.Text} {message.Words}"));
        Assert.All(said, words => Assert.DoesNotContain(words, left, StringComparison.Ordinal));

        foreach (var table in TableNames.All)
        {
            // The recipe of this test names the title: people wrote it there, and it stays.
            var held = string.Join('\n', await host.Witness.HeldAsync(table, Product.Bound));
            var unsaid = said.Where(words => words != title || table is not TableNames.Recipes);
            Assert.All(unsaid, words => Assert.DoesNotContain(words, held, StringComparison.Ordinal));
        }

        var log = string.Join('\n', host.Log.Lines);
        Assert.All(said, words => Assert.DoesNotContain(words, log, StringComparison.Ordinal));
        await Product.PostAsync("api/recipes/whole-minutes/off");
    }

    [Fact]
    public async Task The_delivery_says_that_it_was_taken_back_and_the_run_stays_as_it_ended()
    {
        var conversation = await Product.PlayAsync(A.Meeting());
        await Product.UntilEndedAsync(conversation);
        await Product.FireAsync(conversation, Deleted);
        await UntilTakenBackAsync(conversation);

        var run = await Product.RunAsync(conversation);
        var delivery = Assert.Single(run.Deliveries);
        Assert.Equal(("done", "withdrawn", null), (run.State, delivery.State, delivery.Link));
        Assert.Contains("deleted", delivery.Reason, StringComparison.Ordinal);
        Assert.Empty((await Product.MeetingAsync(conversation)).NotRecalled);
        var calls = await Product.CallsAsync("chat.delete");
        await Product.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(calls, await Product.CallsAsync("chat.delete"));
    }

    [Fact]
    public async Task A_message_that_was_being_posted_when_the_meeting_was_deleted_is_taken_back_as_soon_as_it_can_be_found()
    {
        var conversation = await Product.HoldAsync(A.Meeting());
        await Product.FaultAsync("drop", PostMessage, when: "after");
        await Product.FireAsync(conversation, KeyPointsReady);
        await Product.StruckAsync(1);
        await Product.SettleAsync();
        Assert.Single(await Product.MessagesAboutAsync(conversation));

        await Product.FireAsync(conversation, Deleted);
        await UntilTakenBackAsync(conversation);

        Assert.Empty(await Product.MessagesAboutAsync(conversation));
        Assert.Equal("withdrawn", Assert.Single((await Product.RunAsync(conversation)).Deliveries).State);
    }

    [Theory]
    [InlineData("500", "after")]
    [InlineData("drop", "before")]
    [InlineData("429", null)]
    public async Task Trouble_at_slack_is_waited_out_until_all_is_taken_back(string fault, string? when)
    {
        var conversation = await Product.PlayAsync(A.Meeting());
        await Product.UntilEndedAsync(conversation);
        await Product.FaultAsync(fault, "/slack/api/chat.delete", count: 2, when: when);
        await Product.FireAsync(conversation, Deleted);
        await UntilTakenBackAsync(conversation);

        Assert.Empty(await Product.MessagesAboutAsync(conversation));
    }

    [Fact]
    public async Task What_cannot_be_recalled_is_listed_by_name_at_the_meeting_with_advice_at_the_delivery()
    {
        var slack = new Uri(Product.Host.Sandbox, "slack/api/");
        await Product.ConnectAsync("mute", "slack", slack, ("token", "xoxb-sandbox"));
        var meeting = A.Meeting();
        var recipe = A.RecipeFor(meeting) with { Connection = "mute" };
        await Product.PublishAsync(recipe);
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        await Product.ConnectAsync("mute", "slack", slack, ("token", "xoxb-sandbox-no-write"));
        await Product.FireAsync(conversation, Deleted);
        await UntilTakenBackAsync(conversation);

        var told = await Product.MeetingAsync(conversation);
        var stands = Assert.Single(Assert.Single(told.Runs, run => run.Recipe == recipe.Id).Deliveries);
        Assert.Equal("stands", stands.State);
        Assert.Contains("chat:write", stands.Advice, StringComparison.Ordinal);
        var line = Assert.Single(told.NotRecalled);
        Assert.StartsWith("can't be recalled: the Slack message in #meetings on ", line, StringComparison.Ordinal);
        Assert.DoesNotContain(meeting.Title, line, StringComparison.Ordinal);
        Assert.Equal("withdrawn", Assert.Single(told.Runs, run => run.Recipe != recipe.Id).Deliveries.Single().State);
    }

    [Fact]
    public async Task A_tombstone_without_convos_id_is_left_and_events_that_come_late_change_nothing()
    {
        var conversation = await Product.PlayAsync(A.Meeting());
        await Product.UntilEndedAsync(conversation);
        await Product.FaultAsync("delay", "webhook", count: 2, duration: "PT3M");
        await Product.FireAsync(conversation, KeyPointsReady, SummaryReady);
        await Product.FireAsync(conversation, Deleted);
        await UntilTakenBackAsync(conversation);
        var buried = await UntilBuriedAsync(conversation, events: 6);

        await Product.PassAsync(TimeSpan.FromMinutes(4));
        var after = await UntilBuriedAsync(conversation, events: 8);

        Assert.Equal(buried.Tombstone! with { Events = 8 }, after.Tombstone);
        Assert.Equal((1, 0), (after.Tombstone!.TakenBack, after.Tombstone.Standing));
        Assert.Equal(buried.Runs.Select(run => (run.Id, run.State)), after.Runs.Select(run => (run.Id, run.State)));
        Assert.Empty(await Product.MessagesAboutAsync(conversation));

        // Found by its id, which is hashed for that, and by the hash that the lists show.
        Assert.NotEqual(conversation, after.ConversationId);
        Assert.Equal(after.Tombstone, (await Product.MeetingAsync(after.ConversationId)).Tombstone);
        Assert.DoesNotContain(conversation, await host.Witness.HeldAnywhereAsync(Product.Bound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_line_of_completeness_counts_what_convo_lists_and_tells_of_what_was_deleted()
    {
        var before = await LineAsync();
        var stays = await Product.PlayAsync(A.Meeting() with { HasJustEnded = true });
        var goes = await Product.PlayAsync(A.Meeting() with { HasJustEnded = true });
        await Product.FireAsync(goes, Deleted);
        await Product.FaultAsync("double", "webhook", count: 1);
        await Product.FireAsync(stays, SummaryReady);
        await UntilTakenBackAsync(goes);

        var after = await LineAsync();

        Assert.Equal((before.Meetings + 1, before.Deleted + 1), (after.Meetings, after.Deleted));
        Assert.Contains($"{after.Deleted} more w", after.Sentence, StringComparison.Ordinal);
    }

    private async Task<AccountTold> LineAsync() =>
        (await Product.GetAsync<CompletenessTold>("api/completeness")).Accounts.Single(account => account.Connection == Product.Host.Convo);

    // What a fault delays is on its way when its time has come, and comes in a moment later.
    private async Task<MeetingTold> UntilBuriedAsync(string conversation, int events)
    {
        for (var round = 0; round < 20; round++)
        {
            var meeting = await Product.MeetingAsync(conversation);
            if (meeting.Tombstone?.Events == events)
            {
                Assert.Equal(events, meeting.Events.Count);
                return meeting;
            }

            await Product.PassAsync(TimeSpan.FromSeconds(31));
        }

        Assert.Fail("It is never done with.");
        throw new InvalidOperationException();
    }

    // Until nothing of it is pending: a withdrawal belongs to runs that have ended.
    private async Task UntilTakenBackAsync(string conversation)
    {
        await Product.SettleAsync();
        await Product.UntilEndedAsync(conversation);
        Assert.NotNull((await Product.MeetingAsync(conversation)).DeletedAt);
    }

    // Every sentence that the scenario's file has, of whatever part of the meeting.
    private static IReadOnlyList<string> SentencesOf(string scenario, out string title)
    {
        using var file = typeof(SandboxServer).Assembly.GetManifestResourceStream($"scenario/{scenario}")
            ?? throw new InvalidOperationException($"The sandbox has no scenario {scenario}.");
        var meeting = JsonNode.Parse(file)!["meeting"]!;
        title = (string)meeting["title"]!;
        return [.. Texts(meeting).SelectMany(text => text.Split(". ", StringSplitOptions.TrimEntries))
            .Where(sentence => sentence.Length > 12).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => Texts(member.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };
}
