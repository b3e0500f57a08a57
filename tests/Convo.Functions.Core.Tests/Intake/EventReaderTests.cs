using System.Text;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Xunit;

namespace Convo.Functions.Core.Tests.Intake;

public sealed class EventReaderTests
{
    private const string Time = "2026-05-11T09:06:11.000Z";
    private static readonly DateTimeOffset Now = new(2026, 5, 11, 9, 6, 12, TimeSpan.Zero);

    [Theory]
    [InlineData("conversation.keypoints.ready", OccasionKind.Summary)]
    [InlineData("conversation.summary.ready", OccasionKind.Summary)]
    [InlineData("conversation.action_items.ready", OccasionKind.Summary)]
    [InlineData("conversation.feedback.ready", OccasionKind.Feedback)]
    [InlineData("transcript.ready", OccasionKind.Transcript)]
    [InlineData("conversation.created", OccasionKind.Created)]
    [InlineData("conversation.updated", OccasionKind.Updated)]
    [InlineData("conversation.shared", OccasionKind.Shared)]
    [InlineData("conversation.deleted", OccasionKind.Deleted)]
    [InlineData("transcript.failed", OccasionKind.Failed)]
    public void Every_documented_event_opens_its_occasion(string name, OccasionKind kind)
    {
        var read = Readable(Event(name));
        Assert.Equal(name, read.Name);
        Assert.Equal(kind, read.Kind);
        Assert.Equal("sess_7hk20q", read.ConversationId);
        Assert.Equal(new DateTimeOffset(2026, 5, 11, 9, 6, 11, TimeSpan.Zero), read.Timestamp);
    }

    [Fact]
    public void A36_an_unknown_event_is_readable_and_opens_nothing()
    {
        Assert.Null(Readable(Event("conversation.translated")).Kind);
    }

    [Fact]
    public void A50_the_test_call_needs_no_meeting_and_no_time()
    {
        Assert.IsType<EventReading.Test>(Read("""{"event":"webhook.test","data":{"message":"hello"}}"""));
    }

    [Fact]
    public void Known_fields_become_facts_and_unknown_ones_are_passed_over()
    {
        var data = Readable("{\"event\":\"conversation.updated\",\"data\":{\"conversationId\":\"c\",\"title\":\"Käse\",\"sectionCount\":3,\"overallScore\":7.5,"
            + "\"shareUrl\":null,\"else\":{\"title\":\"inner\"}},\"timestamp\":\"" + Time + "\",\"more\":[{\"a\":1},{\"a\":2}]}").Data;
        Assert.Equal(new FactValue.Text("Käse"), data.Members["title"]);
        Assert.Equal(new FactValue.Number(3), data.Members["sectionCount"]);
        Assert.Equal(new FactValue.Number(7.5), data.Members["overallScore"]);
        Assert.Equal(3, data.Members.Count);
    }

    [Theory]
    [InlineData("", OddReason.NotJson)]
    [InlineData("{", OddReason.NotJson)]
    [InlineData("not json", OddReason.NotJson)]
    [InlineData("{\"event\":\"a\"} x", OddReason.NotJson)]
    [InlineData("{\"event\":\"a\",}", OddReason.NotJson)]
    [InlineData("{/*c*/}", OddReason.NotJson)]
    [InlineData("[]", OddReason.NotAnObject)]
    [InlineData("\"text\"", OddReason.NotAnObject)]
    [InlineData("null", OddReason.NotAnObject)]
    [InlineData("17", OddReason.NotAnObject)]
    [InlineData("{}", OddReason.NoEvent)]
    [InlineData("{\"event\":17}", OddReason.NoEvent)]
    [InlineData("{\"event\":\"\"}", OddReason.NoEvent)]
    [InlineData("{\"event\":\"a\"}", OddReason.NoConversation)]
    [InlineData("{\"event\":\"a\",\"data\":null}", OddReason.NoConversation)]
    [InlineData("{\"event\":\"a\",\"data\":[{\"conversationId\":\"c\"}]}", OddReason.NoConversation)]
    [InlineData("{\"event\":\"a\",\"data\":{\"conversationId\":null}}", OddReason.NoConversation)]
    [InlineData("{\"event\":\"a\",\"data\":{\"conversationId\":\"\"}}", OddReason.NoConversation)]
    [InlineData("{\"event\":\"a\",\"data\":{\"conversationId\":17}}", OddReason.ConversationNotText)]
    [InlineData("{\"event\":\"a\",\"data\":{\"conversationId\":{\"x\":1}}}", OddReason.ConversationNotText)]
    [InlineData("{\"event\":\"a\",\"conversationId\":\"c\"}", OddReason.NoConversation)]
    public void A34_A35_A38_what_is_no_event_of_a_meeting_is_odd_and_says_why(string body, string reason) => AssertOdd(reason, body);

    [Fact]
    public void A38_an_id_of_512_characters_is_taken_and_a_longer_one_is_odd()
    {
        Assert.Equal(512, Readable(Event("a.b", new string('x', 512))).ConversationId.Length);
        Assert.Equal(512, Readable(Event("a.b", string.Concat(Enumerable.Repeat("\\u00e4", 512)))).ConversationId.Length);
        AssertOdd(OddReason.ConversationTooLong, Event("a.b", new string('x', 513)));
        AssertOdd(OddReason.ConversationTooLong, Event("a.b", new string('x', 10 * 1024)));
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("a/b\\\\c#d?e")]
    [InlineData("%2F")]
    [InlineData("'; drop table meetings; --")]
    [InlineData("\\u0000")]
    [InlineData("\\u0085")]
    [InlineData("\\u202egnp.exe")]
    [InlineData("a\\u200db")]
    public void A39_an_id_may_be_any_text(string id)
    {
        Assert.NotEmpty(Readable(Event("conversation.created", id)).ConversationId);
    }

    [Theory]
    [InlineData("{\"event\":\"a\",\"event\":\"b\"}")]
    [InlineData("{\"event\":\"a\",\"\\u0065vent\":\"b\"}")]
    [InlineData("{\"\\u0065vent\":\"a\",\"event\":\"b\"}")]
    [InlineData("{\"event\":\"a\",\"data\":{\"conversationId\":\"a\",\"conversationId\":\"b\"}}")]
    [InlineData("{\"event\":\"a\",\"data\":{\"x\":{\"y\":1,\"z\":[{\"q\":1}],\"y\":2}}}")]
    public void A40_a_name_that_stands_twice_is_odd(string body) => AssertOdd(OddReason.Duplicate, body);

    [Theory]
    [InlineData(33)]
    [InlineData(65)]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public void A41_deep_nesting_is_odd(int depth)
    {
        AssertOdd(OddReason.TooDeep, "{\"event\":" + new string('[', depth) + new string(']', depth) + "}");
        Assert.IsType<EventReading.Odd>(Read(new string('[', depth)));
    }

    [Fact]
    public void A41_32_levels_are_read_and_one_more_is_odd()
    {
        Assert.IsType<EventReading.Readable>(Read(WithMore(new string('[', 31) + new string(']', 31))));
        AssertOdd(OddReason.TooDeep, WithMore(new string('[', 32) + new string(']', 32)));
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-0")]
    [InlineData("9223372036854775808")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234567890")]
    public void A42_numbers_of_any_size_are_taken(string number)
    {
        var read = Readable("{\"event\":\"a.b\",\"data\":{\"conversationId\":\"c\",\"segmentCount\":" + number + "},\"timestamp\":\"" + Time + "\"}");
        var value = read.Data.Members["segmentCount"];
        Assert.True(value is FactValue.Text { Value: var text } ? text == number : value is FactValue.Number { Value: var finite } && double.IsFinite(finite));
    }

    [Fact]
    public void A44_more_names_than_an_event_ever_has_are_odd()
    {
        AssertOdd(OddReason.TooManyMembers, "{" + string.Join(',', Enumerable.Range(0, 20_000).Select(n => $"\"k{n}\":1")) + "}");
    }

    [Theory]
    [InlineData("\"2026-05-11T09:06:11Z\"")]
    [InlineData("\"2026-05-11T09:06:11.1234567891Z\"")]
    [InlineData("\"2026-05-11T23:06:11+14:00\"")]
    [InlineData("\"2026-05-11T09:05:60Z\"")]
    [InlineData("\"2026-05-11T09:06Z\"")]
    [InlineData("\"2026-05-11T09:06:11\"")]
    [InlineData("1778490371")]
    [InlineData("1778490371000")]
    public void A45_times_in_any_usual_form_are_read(string time)
    {
        var difference = Now - Readable(WithTime(time)).Timestamp;
        Assert.InRange(difference, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Theory]
    [InlineData("null", OddReason.NoTimestamp)]
    [InlineData("\"\"", OddReason.TimestampUnreadable)]
    [InlineData("\"soon\"", OddReason.TimestampUnreadable)]
    [InlineData("\"2026-02-30T00:00:00Z\"", OddReason.TimestampUnreadable)]
    [InlineData("\"10:30\"", OddReason.TimestampUnreadable)]
    [InlineData("{}", OddReason.TimestampUnreadable)]
    [InlineData("true", OddReason.TimestampUnreadable)]
    [InlineData("-1e300", OddReason.TimestampUnreadable)]
    [InlineData("1e400", OddReason.TimestampUnreadable)]
    [InlineData("\"0001-01-01T00:00:00+14:00\"", OddReason.TimestampUnreadable)]
    [InlineData("\"0001-01-01T00:00:00Z\"", OddReason.TooOld)]
    [InlineData("\"9999-12-31T23:59:59Z\"", OddReason.TooFarAhead)]
    [InlineData("\"9999-12-31T23:59:60Z\"", OddReason.TimestampUnreadable)]
    [InlineData("\"9999-12-31T23:59:59-14:00\"", OddReason.TimestampUnreadable)]
    public void A45_times_that_are_none_are_odd_and_never_throw(string time, string reason) => AssertOdd(reason, WithTime(time));

    [Fact]
    public void A45_no_time_at_all_is_odd() => AssertOdd(OddReason.NoTimestamp, """{"event":"a.b","data":{"conversationId":"c"}}""");

    [Fact]
    public void A46_an_event_is_old_after_90_days_and_early_beyond_24_hours()
    {
        Assert.IsType<EventReading.Readable>(Read(At(Now.AddDays(-90))));
        AssertOdd(OddReason.TooOld, At(Now.AddDays(-90).AddSeconds(-1)));
        Assert.IsType<EventReading.Readable>(Read(At(Now.AddHours(24))));
        AssertOdd(OddReason.TooFarAhead, At(Now.AddHours(24).AddSeconds(1)));
    }

    [Fact]
    public void A46_a_late_event_says_by_how_much()
    {
        Assert.Equal(24, Readable(At(Now.AddMinutes(-24.5))).LateMinutes);
        Assert.Equal(0, Readable(At(Now.AddSeconds(-59))).LateMinutes);
        Assert.Equal(0, Readable(At(Now.AddHours(3))).LateMinutes);
    }

    [Fact]
    public void A_released_body_is_read_whatever_its_time()
    {
        var body = Encoding.UTF8.GetBytes("""{"event":"conversation.created","data":{"conversationId":"c"}}""");
        var read = Assert.IsType<EventReading.Readable>(EventReader.ReadReleased(body, Now)).Event;
        Assert.Equal(Now, read.Timestamp);
        Assert.IsType<EventReading.Readable>(EventReader.ReadReleased(Encoding.UTF8.GetBytes(At(Now.AddYears(-3))), Now));
    }

    [Fact]
    public void A18_a_byte_order_mark_is_odd() => AssertOdd(OddReason.ByteOrderMark, "\uFEFF" + Event("a.b"));

    [Fact]
    public void Bytes_that_are_no_text_are_odd()
    {
        var body = Encoding.Latin1.GetBytes("{\"event\":\"a\u00FF\"}");
        Assert.Equal(OddReason.NotText, Assert.IsType<EventReading.Odd>(EventReader.Read(body, Now)).Reason);
    }

    [Theory]
    [InlineData("{\"event\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("{\"event\":\"a\",\"else\":[\"\\ud83dx\"]}")]
    [InlineData("{\"timestamp\":\"\\ud83d\"}")]
    public void Half_a_surrogate_pair_anywhere_is_odd(string body) => AssertOdd(OddReason.NotText, body);

    [Fact]
    public void A_body_over_the_cap_is_odd() => AssertOdd(OddReason.TooLarge, new string(' ', EventReader.MaxBytes + 1));

    [Fact]
    public void A51_the_text_of_a_failure_is_cut_for_display_between_characters()
    {
        var error = string.Concat(Enumerable.Repeat("😀", 50_000));
        var read = Readable("{\"event\":\"transcript.failed\",\"data\":{\"conversationId\":\"c\",\"error\":\"" + error + "\"},\"timestamp\":\"" + Time + "\"}");
        var shown = Assert.IsType<FactValue.Text>(read.Data.Members["error"]).Value;
        Assert.InRange(shown.Length, 400, 500);
        Assert.EndsWith("😀…", shown, StringComparison.Ordinal);
    }

    private static string Event(string name, string id = "sess_7hk20q") =>
        $$$"""{"event":"{{{name}}}","data":{"conversationId":"{{{id}}}"},"timestamp":"{{{Time}}}"}""";

    private static string At(DateTimeOffset time) => WithTime($"\"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\"");

    private static string WithTime(string time) => $$$"""{"event":"conversation.created","data":{"conversationId":"c"},"timestamp":{{{time}}}}""";

    private static string WithMore(string more) =>
        $$$"""{"event":"conversation.created","data":{"conversationId":"c"},"timestamp":"{{{Time}}}","more":{{{more}}}}""";

    private static EventReading Read(string body) => EventReader.Read(Encoding.UTF8.GetBytes(body), Now);

    private static ConvoEvent Readable(string body) => Assert.IsType<EventReading.Readable>(Read(body)).Event;

    private static void AssertOdd(string reason, string body) => Assert.Equal(reason, Assert.IsType<EventReading.Odd>(Read(body)).Reason);
}
