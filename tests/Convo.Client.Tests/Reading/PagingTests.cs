using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Reading;

public sealed class PagingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Reading_goes_on_by_what_came_and_ends_at_the_total()
    {
        await using var convo = await ScriptedConvo.StartAsync(Page(5, "a", "b"), Page(5, "c", "d"), Page(5, "e"));

        Assert.Equal("a b c d e", await AllAsync(convo, new() { Limit = 3 }));
        Assert.Equal(["limit=3&offset=0", "limit=3&offset=2", "limit=3&offset=4"], Queries(convo));
    }

    [Fact]
    public async Task A_row_that_a_new_meeting_shifted_onto_the_next_page_comes_once()
    {
        await using var convo = await ScriptedConvo.StartAsync(Page(3, "a", "b"), Page(4, "b", "c"));

        Assert.Equal("a b c", await AllAsync(convo, new() { Limit = 2 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task While_meetings_come_in_at_the_top_every_older_one_is_given_once(int newOnEachPage)
    {
        const int Limit = 4;
        var olderOnes = Enumerable.Range(0, 10).Select(number => $"old{number}").ToList();
        var list = olderOnes.ToList();
        await using var convo = await ScriptedConvo.StartAsync();
        for (var (offset, total) = (0, 1); offset < total; offset += Limit)
        {
            total = list.Count;
            convo.Enqueue(Page(total, [.. list.Skip(offset).Take(Limit)]));
            list.InsertRange(0, Enumerable.Range(0, newOnEachPage).Select(number => $"new{offset}.{number}"));
        }

        Assert.Equal(string.Join(' ', olderOnes), await AllAsync(convo, new() { Limit = Limit }));
    }

    [Fact]
    public async Task One_page_of_known_rows_does_not_end_it()
    {
        await using var convo = await ScriptedConvo.StartAsync(Page(4, "a", "b"), Page(6, "a", "b"), Page(6, "c", "d"));

        Assert.Equal("a b c d", await AllAsync(convo, new() { Limit = 2 }));
    }

    [Fact]
    public async Task A_total_that_shrinks_while_pages_are_read_ends_it()
    {
        await using var convo = await ScriptedConvo.StartAsync(Page(6, "a", "b"), Page(4, "d", "e"));

        Assert.Equal("a b d e", await AllAsync(convo, new() { Limit = 2 }));
    }

    [Fact]
    public async Task Cancelling_between_pages_stops_the_reading_as_a_cancellation()
    {
        await using var convo = await ScriptedConvo.StartAsync(Page(100, "a"));
        using var cancelling = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var conversation in convo.Client().ListAllConversationsAsync(new() { Limit = 1 }, cancelling.Token))
            {
                await cancelling.CancelAsync();
            }
        });

        Assert.Single(convo.Asked);
    }

    [Fact]
    public async Task A_failure_on_a_later_page_leaves_what_came_before_and_is_told()
    {
        await using var convo = await ScriptedConvo.StartAsync(Page(100, "a"), Answer.Error(System.Net.HttpStatusCode.TooManyRequests, "rate_limited"));
        var ids = new List<string>();

        var failure = await Assert.ThrowsAsync<ConvoApiException>(async () =>
        {
            await foreach (var conversation in convo.Client().ListAllConversationsAsync(new() { Limit = 1 }, None))
            {
                ids.Add(conversation.Id);
            }
        });

        Assert.Equal(["a"], ids);
        Assert.Equal(ConvoErrorCode.RateLimited, failure.Code);
    }

    [Fact]
    public async Task An_empty_page_ends_it_although_the_total_says_more()
    {
        await using var convo = await ScriptedConvo.StartAsync(Page(100, "a"), Page(100));

        Assert.Equal("a", await AllAsync(convo, new() { Limit = 1 }));
    }

    [Fact]
    public async Task Without_a_total_an_empty_page_ends_it()
    {
        await using var convo = await ScriptedConvo.StartAsync(Page(null, "a"), Page(null));

        Assert.Equal("a", await AllAsync(convo, new()));
    }

    [Fact]
    public async Task A_server_that_gives_the_same_page_for_ever_is_left_after_two_stale_pages()
    {
        await using var convo = await ScriptedConvo.StartAsync(Page(null, "a"), Page(null, "a"), Page(null, "a"));

        Assert.Equal("a", await AllAsync(convo, new()));
        Assert.Equal(3, convo.Asked.Count);
    }

    [Fact]
    public async Task A_row_without_an_id_is_passed_over_and_does_not_count_as_another()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok("""{"data":[{"title":"lost"},null,{"id":"a"}],"pagination":{"total":2}}"""));

        Assert.Equal("a", await AllAsync(convo, new()));
    }

    [Fact]
    public async Task Reading_stops_asking_when_the_consumer_has_enough()
    {
        await using var convo = await ScriptedConvo.StartAsync(Page(100, "a", "b"));

        await foreach (var conversation in convo.Client().ListAllConversationsAsync(new() { Limit = 2 }, None))
        {
            if (conversation.Id == "b")
            {
                break;
            }
        }

        Assert.Single(convo.Asked);
    }

    [Fact]
    public async Task Every_page_keeps_its_own_rate_limit_and_total()
    {
        await using var convo = await ScriptedConvo.StartAsync(
            Page(2, "a").With("X-RateLimit-Remaining", "9"), Page(2, "b").With("X-RateLimit-Remaining", "8"));
        var seen = new List<(int?, int?)>();

        await foreach (var page in convo.Client().ListConversationPagesAsync(new() { Limit = 1 }, None))
        {
            seen.Add((page.RateLimit?.Remaining, page.Value.Total));
        }

        Assert.Equal([(9, 2), (8, 2)], seen);
    }

    [Fact]
    public async Task Search_and_since_stay_the_same_on_every_page()
    {
        await using var convo = await ScriptedConvo.StartAsync(Page(2, "a"), Page(2, "b"));
        var query = new ConversationQuery { Limit = 1, Search = "Q1 & Q2/ä", Since = new(2026, 5, 11, 10, 0, 0, TimeSpan.FromHours(2)) };

        await AllAsync(convo, query);

        const string Rest = "&search=Q1%20%26%20Q2%2F%C3%A4&since=2026-05-11T08%3A00%3A00.000Z";
        Assert.Equal(["limit=1&offset=0" + Rest, "limit=1&offset=1" + Rest], Queries(convo));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(101, 0)]
    [InlineData(20, -1)]
    public async Task A_limit_or_offset_that_Convo_refuses_is_refused_before_sending(int limit, int offset)
    {
        await using var convo = await ScriptedConvo.StartAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => convo.Client().ListConversationsAsync(new() { Limit = limit, Offset = offset }, None));
        Assert.Empty(convo.Asked);
    }

    private static Answer Page(int? total, params string[] ids)
    {
        var rows = ids.Select(id => $$"""{"id":"{{id}}"}""");
        return Answer.Ok($$$"""{"data":[{{{string.Join(',', rows)}}}],"pagination":{"total":{{{total?.ToString() ?? "null"}}}}}""");
    }

    private static async Task<string> AllAsync(ScriptedConvo convo, ConversationQuery query)
    {
        var ids = new List<string>();
        await foreach (var conversation in convo.Client().ListAllConversationsAsync(query, None))
        {
            ids.Add(conversation.Id);
        }

        return string.Join(' ', ids);
    }

    private static IEnumerable<string> Queries(ScriptedConvo convo) => convo.Asked.Select(asked => asked.Target.Split('?')[1]);
}
