using System.Globalization;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Convo.Sandbox;
using Xunit;

namespace Convo.Functions.Scenarios.MainJob;

/// <summary>Meetings are matched with the calendar, from a snapshot that was taken before they began, and go to the channel that a rule names.</summary>
public abstract class CalendarScenarios(IProductHost host) : Scenario(host)
{
    private const string Says = "{{#if calendar.matched}}matched{{else}}unmatched{{/if}}: {{calendar.why}} /";
    private static readonly TimeSpan UntilTheNextSnapshot = TimeSpan.FromMinutes(31);
    private readonly IProductHost host = host;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Product.ArrangeCalendarAsync();

        // What other scenarios planned lies behind.
        await Product.PassAsync(TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task A_planned_meeting_is_matched_and_goes_to_the_channel_that_a_rule_names_for_its_customer()
    {
        var channel = A.Channel();
        var meeting = await PublishAsync(channel, "#meetings", CustomersTo($"#{channel}"));
        var begins = await InAnHourAsync();
        await Product.PlanAsync(Event(begins, "Delivery plan", "marit@sandbox.example", "bob@customer.example"));
        await Product.PassAsync(UntilTheNextSnapshot);
        await Product.PassAsync(TimeSpan.FromHours(1));

        var conversation = await PlayAsync(meeting with { Begins = begins.AddMinutes(2) });

        var message = Assert.Single(await Product.MessagesAboutAsync(conversation, channel));
        Assert.StartsWith("matched: starts 2 minutes apart, other title", message.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(await Product.MessagesAboutAsync(conversation), one => one.Words.StartsWith("matched", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_meeting_that_nobody_planned_goes_to_the_steps_own_channel_and_says_that_nothing_matched()
    {
        var channel = A.Channel();
        var meeting = await PublishAsync(channel, $"#{channel}", CustomersTo("#leads"));
        var begins = await InAnHourAsync();
        await Product.PlanAsync(Event(begins.AddHours(5), "Delivery plan", "bob@customer.example"));
        await Product.PassAsync(UntilTheNextSnapshot);
        await Product.PassAsync(TimeSpan.FromHours(1));

        var conversation = await PlayAsync(meeting with { Begins = begins });

        var message = Assert.Single(await Product.MessagesAboutAsync(conversation, channel));
        Assert.StartsWith("unmatched: no event", message.Words, StringComparison.Ordinal);
        Assert.Equal("done", (await Product.MeetingAsync(conversation)).Runs[^1].State);
    }

    [Fact]
    public async Task An_event_that_convo_linked_is_the_meetings_however_far_apart_they_are()
    {
        var channel = A.Channel();
        var meeting = await PublishAsync(channel, $"#{channel}");
        var begins = await InAnHourAsync();
        await Product.PlanAsync(
            Event(begins, "Delivery plan", "bob@customer.example"), Event(begins.AddHours(4), "Linked", "kim@customer.example", "evt_linked"));
        await Product.PassAsync(UntilTheNextSnapshot);
        await Product.PassAsync(TimeSpan.FromHours(1));

        var conversation = await PlayAsync(meeting with { Begins = begins, LinkedEvent = "evt_linked" });

        var message = Assert.Single(await Product.MessagesAboutAsync(conversation, channel));
        Assert.StartsWith("matched: Convo linked this event", message.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "unmatched: no event of the calendar")]
    [InlineData(true, "matched: starts at the same minute")]
    public async Task What_was_planned_after_the_last_snapshot_is_found_only_where_the_account_gives_the_past(bool isGenerous, string words)
    {
        var channel = A.Channel();
        var meeting = await PublishAsync(channel, $"#{channel}");

        // Connected anew, so that nothing is known yet of what other scenarios taught about looking backwards.
        Assert.Equal(200, (int)(await Product.ConnectAsync(host.Convo, "convo", host.Sandbox, ("apiKey", SandboxServer.ConvoApiKey))).Status);
        await Product.PassAsync(UntilTheNextSnapshot);
        var begins = (await Product.NowAsync()).AddMinutes(2);
        await Product.PlanAsync(Event(begins, meeting.Title, "bob@customer.example"));
        await Product.ArrangeCalendarAsync(generous: isGenerous);
        await Product.AdvanceAsync(TimeSpan.FromMinutes(5));

        var conversation = await PlayAsync(meeting with { Begins = begins });

        Assert.StartsWith(words, Assert.Single(await Product.MessagesAboutAsync(conversation, channel)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_calendar_recipes_run_as_they_do_and_nothing_is_found_worth_a_warning()
    {
        await Product.ArrangeCalendarAsync(connected: false);
        var channel = A.Channel();
        var meeting = await PublishAsync(channel, $"#{channel}");
        await Product.PassAsync(UntilTheNextSnapshot);
        await Product.PassAsync(TimeSpan.FromHours(2));

        var conversation = await PlayAsync(meeting with { Begins = await Product.NowAsync() });

        Assert.StartsWith("unmatched:", Assert.Single(await Product.MessagesAboutAsync(conversation, channel)).Words, StringComparison.Ordinal);
        Assert.Empty(host.Log.Warnings);
    }

    [Fact]
    public async Task Words_of_the_calendar_are_kept_nowhere_but_there_and_with_content_and_not_for_long()
    {
        var channel = A.Channel();
        var meeting = await PublishAsync(channel, $"#{channel}");
        var begins = await InAnHourAsync();
        await Product.PlanAsync(Event(begins, "Kanarienvogelfutter", "bob@customer.example"));
        await Product.PassAsync(UntilTheNextSnapshot);
        Assert.Contains(await HeldAsync(TableNames.Calendar), row => row.Contains("Kanarienvogelfutter", StringComparison.Ordinal));
        await Product.PassAsync(TimeSpan.FromHours(1));
        var conversation = await PlayAsync(meeting with { Begins = begins });
        Assert.StartsWith("matched", Assert.Single(await Product.MessagesAboutAsync(conversation, channel)).Words, StringComparison.Ordinal);

        for (var half = 0; half < 8; half++)
        {
            await Product.PassAsync(TimeSpan.FromHours(12));
        }

        foreach (var table in new[] { TableNames.Calendar, TableNames.Content })
        {
            Assert.DoesNotContain(await HeldAsync(table), row => row.Contains("Kanarienvogelfutter", StringComparison.Ordinal));
        }

        var elsewhere = host.Witness.RowsOutside(TableNames.Calendar, "Kanarienvogelfutter");
        Assert.All(elsewhere, row => Assert.StartsWith($"{TableNames.Content}/", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_meeting_takes_its_event_with_it()
    {
        var channel = A.Channel();
        var meeting = await PublishAsync(channel, $"#{channel}");
        var begins = await InAnHourAsync();
        await Product.PlanAsync(Event(begins, "Vertraulicher Termin", "bob@customer.example"));
        await Product.PassAsync(UntilTheNextSnapshot);
        await Product.PassAsync(TimeSpan.FromHours(1));
        var conversation = await PlayAsync(meeting with { Begins = begins });

        await Product.FireAsync(conversation, "conversation.deleted");
        await Product.UntilEndedAsync(conversation);

        foreach (var table in new[] { TableNames.Calendar, TableNames.Content })
        {
            Assert.DoesNotContain(await HeldAsync(table), row => row.Contains("Vertraulicher Termin", StringComparison.Ordinal));
        }
    }

    private static JsonArray CustomersTo(string channel) => [new JsonObject { ["domain"] = "customer.example", ["channel"] = channel }];

    private async Task<MeetingScript> PublishAsync(string newChannel, string postsTo, JsonArray? rules = null)
    {
        var meeting = A.Meeting();
        await Product.AddChannelAsync(newChannel);
        await Product.PublishAsync(A.RecipeFor(meeting).Saying(Says).PostingTo(postsTo) with { Channels = rules });
        return meeting;
    }

    private async Task<string> PlayAsync(MeetingScript meeting)
    {
        var conversation = await Product.PlayAsync(meeting);
        await Product.UntilEndedAsync(conversation);
        return conversation;
    }

    // Whole minutes: what is compared with the calendar is written to the second.
    private async Task<DateTimeOffset> InAnHourAsync()
    {
        var now = await Product.NowAsync();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)).AddHours(1);
    }

    private Task<IReadOnlyList<string>> HeldAsync(string table) => host.Witness.HeldAsync(table, Product.Bound);

    private static JsonObject Event(DateTimeOffset start, string title, params string[] rest) => new()
    {
        ["id"] = Array.Find(rest, text => text.StartsWith("evt_", StringComparison.Ordinal)),
        ["summary"] = title,
        ["start"] = start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["minutes"] = 30,
        ["attendees"] = new JsonArray([.. rest.Where(text => text.Contains('@')).Select(email => new JsonObject { ["email"] = email })]),
    };
}
