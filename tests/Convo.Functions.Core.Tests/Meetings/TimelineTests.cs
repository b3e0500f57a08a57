using Convo.Functions.Core.Meetings;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Meetings;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly MemoryTables tables = new();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_of_any_size_give_every_meeting_once_newest_first(int take)
    {
        var timeline = new Timeline(new SplittingTables(tables, [0, 2, 1]));
        var keys = new List<string>();

        for (var i = 0; i < 20; i++)
        {
            var key = MeetingKey.For("convo", $"sess_{i}");
            await timeline.AddAsync(key, Noon.AddHours(5 * i), EventSource.Webhook, None);
            keys.Insert(0, key.Text);
        }

        var read = new List<string>();
        string? after = null;

        do
        {
            var page = await timeline.ReadAsync(after, take, None);
            Assert.InRange(page.Entries.Count, 0, take);
            read.AddRange(page.Entries.Select(e => e.Meeting.Text));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(keys, read);
    }

    [Fact]
    public async Task The_same_meeting_added_twice_is_there_once()
    {
        var timeline = new Timeline(tables);
        await timeline.AddAsync(MeetingKey.For("convo", "sess_1"), Noon, EventSource.Webhook, None);
        await new Timeline(tables).AddAsync(MeetingKey.For("convo", "sess_1"), Noon, EventSource.Webhook, None);

        Assert.Single((await timeline.ReadAsync(null, 10, None)).Entries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x~y")]
    [InlineData("0123456789012345678~short")]
    [InlineData("0123456789012345678~0123456789012345678901234567890'--")]
    public async Task A_cursor_that_is_none_of_ours_is_refused(string cursor) =>
        await Assert.ThrowsAsync<FormatException>(() => new Timeline(tables).ReadAsync(cursor, 10, None));
}
