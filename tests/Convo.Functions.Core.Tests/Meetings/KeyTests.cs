using Convo.Functions.Core.Meetings;
using Xunit;

namespace Convo.Functions.Core.Tests.Meetings;

public sealed class KeyTests
{
    [Theory]
    [InlineData("sess_1")]
    [InlineData("a/b\\c#d?e")]
    [InlineData("ünïcödé 😀")]
    public void Any_conversation_id_makes_a_key_that_reads_back(string conversationId)
    {
        var key = MeetingKey.For("convo-acme", conversationId);

        Assert.Equal(key, MeetingKey.Parse(key.Text));
        Assert.Equal("convo-acme", key.Connection);
    }

    [Theory]
    [InlineData("")]
    [InlineData("convo")]
    [InlineData("-0123456789abcdef")]
    [InlineData("convo-0123456789abcdeF")]
    [InlineData("convo-0123456789abcde")]
    [InlineData("Convo-0123456789abcdef")]
    [InlineData("con|vo-0123456789abcdef")]
    [InlineData("convo_0123456789abcdef")]
    public void What_is_no_key_of_a_meeting_is_not_read_as_one(string text) => Assert.Null(MeetingKey.Parse(text));

    [Fact]
    public void A_delivery_id_reads_back()
    {
        var id = new DeliveryId(MeetingKey.For("convo", "sess_1"), "tell-team", new Occasion(OccasionKind.Summary, "again-2"), "post", 17);

        Assert.Equal(id, DeliveryId.Parse(id.ToString()));
        Assert.Equal("d|tell-team|summary.again-2|post|017", id.RowKey);
        Assert.Equal("r|tell-team|summary.again-2", id.RunRowKey);
    }

    [Theory]
    [InlineData("convo-0123456789abcdef|recipe|summary.0|post")]
    [InlineData("convo-0123456789abcdef|recipe|summary.0|post|x")]
    [InlineData("convo-0123456789abcdef|recipe|summary|post|000")]
    [InlineData("convo-0123456789abcdef||summary.0|post|000")]
    [InlineData("convo-0123456789abcdef|recipe|summary.0||000")]
    [InlineData("convo|recipe|summary.0|post|000")]
    [InlineData("convo-0123456789abcdef|recipe|summary.0|post|000|more")]
    public void What_is_no_id_of_a_delivery_is_not_read_as_one(string text) => Assert.Null(DeliveryId.Parse(text));

    [Fact]
    public void Every_kind_of_occasion_reads_back()
    {
        foreach (var kind in OccasionKinds.All)
        {
            Assert.Equal(new Occasion(kind, "0"), Occasion.Parse(new Occasion(kind, "0").ToString()));
        }
    }

    [Theory]
    [InlineData("summary")]
    [InlineData("summary.")]
    [InlineData("Summary.0")]
    [InlineData("other.0")]
    [InlineData("")]
    public void What_is_no_occasion_is_not_read_as_one(string text) => Assert.Null(Occasion.Parse(text));
}
