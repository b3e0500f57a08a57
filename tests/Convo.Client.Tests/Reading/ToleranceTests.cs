using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Reading;

/// <summary>What the documentation leaves open or says in two ways must not lose an answer.</summary>
public sealed class ToleranceTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Unknown_members_pass_at_every_level()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok("""
            {"new":1,"data":{"id":"sess_1","new":{"deep":[1,{}]},"keypoints":{"new":null,"actionItems":[{"item":"Call","new":[]}]}}}
            """));

        var document = (await convo.Client().GetKeypointsAsync("sess_1", None)).Value;

        Assert.Equal("Call", Assert.Single(document.Keypoints.ActionItems).Item);
    }

    [Theory]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":{"id":null,"title":null,"keypoints":null,"createdAt":null}}""")]
    [InlineData("""{"data":{"keypoints":{}}}""")]
    [InlineData("""{"data":{"keypoints":{"sections":null,"decisions":null,"actionItems":null,"participants":null,"importantDates":null}}}""")]
    [InlineData("""{"data":{"keypoints":{"sections":[null],"decisions":[null],"actionItems":[null],"participants":[{}],"importantDates":[null]}}}""")]
    public async Task Key_points_without_anything_are_empty_not_null(string body)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok(body));

        var document = (await convo.Client().GetKeypointsAsync("sess_1", None)).Value;

        Assert.Equal(("", "", null), (document.Id, document.Title, document.CreatedAt));
        Assert.Empty(document.Keypoints.Sections);
        Assert.Empty(document.Keypoints.Decisions);
        Assert.Empty(document.Keypoints.ActionItems);
        Assert.Empty(document.Keypoints.Participants);
        Assert.Empty(document.Keypoints.ImportantDates);
    }

    [Fact]
    public async Task An_action_item_with_the_bare_minimum_is_kept()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok("""
            {"data":{"keypoints":{"title":"T","actionItems":[{"item":"Call back"},{"item":"Ask","owner":null,"confidence":null,"priority":"urgent"}]}}}
            """));

        var keypoints = (await convo.Client().GetKeypointsAsync("sess_1", None)).Value.Keypoints;

        Assert.Equal("T", keypoints.Title);
        Assert.Equal([new ActionItem { Item = "Call back" }, new ActionItem { Item = "Ask", Priority = "urgent" }], keypoints.ActionItems);
        Assert.All(keypoints.ActionItems, item => Assert.Equal(ActionItemPriority.Unknown, item.PriorityLevel));
    }

    [Theory]
    [InlineData("\"2026-05-11T08:30:00Z\"", "2026-05-11T08:30:00.000Z")]
    [InlineData("\"2026-05-11T08:30:00.125Z\"", "2026-05-11T08:30:00.125Z")]
    [InlineData("\"2026-05-11T10:30:00+02:00\"", "2026-05-11T08:30:00.000Z")]
    [InlineData("\"2026-05-11T08:30:00\"", "2026-05-11T08:30:00.000Z")]
    [InlineData("\"14:05\"", null)]
    [InlineData("\"2026-02-30T00:00:00Z\"", null)]
    [InlineData("\"0001-01-01T00:00:00+14:00\"", null)]
    [InlineData("\"next week\"", null)]
    [InlineData("1715412600", null)]
    [InlineData("{}", null)]
    public async Task A_moment_is_read_as_UTC_and_an_odd_one_is_no_moment(string written, string? expected)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok($$"""{"data":[{"id":"sess_1","startTime":{{written}}}]}"""));

        var row = Assert.Single((await convo.Client().ListConversationsAsync(new(), None)).Value.Conversations);

        Assert.Equal(expected, row.StartTime?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"));
        Assert.Equal(TimeSpan.Zero, row.StartTime.GetValueOrDefault().Offset);
    }

    [Theory]
    [InlineData("45", 45.0)]
    [InlineData("45.5", 45.5)]
    [InlineData("\"45\"", 45.0)]
    [InlineData("1e400", null)]
    [InlineData("\"Infinity\"", null)]
    [InlineData("\"long\"", null)]
    [InlineData("[45]", null)]
    public async Task A_number_may_be_whole_broken_or_text_and_an_odd_one_is_no_number(string written, double? expected)
    {
        await using var convo = await ScriptedConvo.StartAsync(
            Answer.Ok($$$"""{"data":[{"id":"sess_1","duration":{{{written}}},"segmentCount":{{{written}}}}],"pagination":{"total":{{{written}}}}}"""));

        var page = (await convo.Client().ListConversationsAsync(new(), None)).Value;

        Assert.Equal(expected, page.Conversations[0].DurationMinutes);
        Assert.Equal((int?)expected, page.Conversations[0].SegmentCount);
        Assert.Equal((int?)expected, page.Total);
    }

    [Fact]
    public async Task The_newer_list_shape_has_the_linked_calendar_event()
    {
        await using var convo = await ScriptedConvo.StartAsync(
            Answer.Ok("""{"data":[{"id":"a","linkedCalendarEventId":"evt_1"},{"id":"b","linkedCalendarEventId":null}]}"""));

        var rows = (await convo.Client().ListConversationsAsync(new(), None)).Value.Conversations;

        Assert.Equal(["evt_1", null], rows.Select(row => row.LinkedCalendarEventId));
    }

    [Fact]
    public async Task An_enterprise_account_has_no_limit_and_an_unknown_plan_keeps_its_name()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok("""
            {"data":{"subscription":{"tier":"galactic"},"apiUsage":{"aiGenerations":{"used":7,"limit":null,"remaining":null}}}}
            """));

        var profile = (await convo.Client().GetProfileAsync(None)).Value;

        Assert.Equal((ConvoPlan.Unknown, "galactic"), (profile.Subscription.Plan, profile.Subscription.Tier));
        Assert.Equal(new AiGenerations { Used = 7 }, profile.ApiUsage.AiGenerations);
        Assert.Equal("", profile.Profile.Email);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", null)]
    [InlineData("\"yes\"", null)]
    public async Task Cached_may_be_given_or_not(string written, bool? expected)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok($$$"""{"data":{"id":"sess_1","cached":{{{written}}}}}"""));

        Assert.Equal(expected, (await convo.Client().GenerateKeypointsAsync("sess_1", forceRefresh: false, None)).Value.Cached);
    }

    [Fact]
    public async Task A_test_delivery_that_reached_nobody_has_no_status()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok("""{"data":{"webhookId":"wh_1","delivered":false,"statusCode":null}}"""));

        Assert.Equal(new WebhookTest { WebhookId = "wh_1", Delivered = false }, (await convo.Client().TestWebhookAsync("wh_1", None)).Value);
    }

    [Fact]
    public async Task A_creation_may_answer_201_and_a_body_may_begin_with_a_byte_order_mark()
    {
        await using var convo = await ScriptedConvo.StartAsync(new Answer(201, "\uFEFF" + Samples.Read("create-webhook")));

        var created = await convo.Client().CreateWebhookAsync(new("https://hooks.example.com/convo"), [ConvoEventNames.WebhookTest], None);

        Assert.Equal("wh_abc123", created.Value.Webhook.Id);
    }
}
