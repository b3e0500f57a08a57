using System.Net;
using System.Web;
using Azure.Core;
using Azure.Core.Pipeline;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Trying;

/// <summary>When it tries again, how long it waits, and when it gives up; by a clock that the test moves.</summary>
public sealed class TryingTests
{
    private const string Table = TableNames.Meetings;
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly TestClock clock = new();

    [Fact]
    public async Task Pauses_double_and_the_dice_spread_them_and_all_ends_before_the_limit()
    {
        var handler = new ScriptedHandler(clock, _ => new HttpResponseMessage(HttpStatusCode.InternalServerError));
        var call = Open(handler, dice: 0.5).GetAsync(Table, "p", "k", Never);

        var error = await Assert.ThrowsAsync<StorageException>(() => RunAsync(call));

        // 50, 100, 200, 400, 800 and 1,600 ms make 3,150; the next, of 3,200, would end after 4 seconds.
        var start = handler.Asked[0].At;
        Assert.Equal([0, 50, 150, 350, 750, 1550, 3150], handler.Asked.Select(asked => (int)(asked.At - start).TotalMilliseconds));
        Assert.Contains("500", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0, 25)]
    [InlineData(0.9, 70)]
    public async Task The_first_pause_is_between_half_and_one_and_a_half(double dice, int expected)
    {
        var handler = new ScriptedHandler(clock, _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable), _ => NotFound());

        Assert.Null(await RunAsync(Open(handler, dice).GetAsync(Table, "p", "k", Never)));

        Assert.Equal(expected, (int)(handler.Asked[1].At - handler.Asked[0].At).TotalMilliseconds);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(413)]
    [InlineData(501)]
    public async Task A_refusal_for_good_is_not_tried_again(int status)
    {
        var handler = new ScriptedHandler(clock, _ => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("secret of a row") });

        var error = await Assert.ThrowsAsync<StorageException>(() =>
            Open(handler).WriteAsync(Table, [new RowChange.Delete("p", "k")], Never));

        Assert.Single(handler.Asked);
        Assert.False(error.MayHaveHappened);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(408, true)]
    [InlineData(429, false)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, false)]
    [InlineData(504, true)]
    public async Task Only_what_may_have_reached_the_store_may_have_happened(int status, bool mayHaveHappened)
    {
        var handler = new ScriptedHandler(clock, _ => new HttpResponseMessage((HttpStatusCode)status));

        var error = await Assert.ThrowsAsync<StorageException>(() => RunAsync(Open(handler).WriteAsync(Table, [new RowChange.Delete("p", "k")], Never)));

        Assert.Equal(mayHaveHappened, error.MayHaveHappened);
        Assert.True(handler.Asked.Count > 1);
    }

    [Fact]
    public async Task One_uncertain_try_among_certain_ones_makes_the_whole_uncertain()
    {
        var handler = new ScriptedHandler(
            clock,
            _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable),
            _ => new HttpResponseMessage(HttpStatusCode.InternalServerError),
            _ => new HttpResponseMessage(HttpStatusCode.Forbidden));

        var error = await Assert.ThrowsAsync<StorageException>(() => RunAsync(Open(handler).WriteAsync(Table, [new RowChange.Delete("p", "k")], Never)));

        Assert.True(error.MayHaveHappened);
    }

    [Fact]
    public async Task Each_try_is_dated_and_signed_anew()
    {
        var handler = new ScriptedHandler(
            clock,
            _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Headers = { { "Retry-After", "2" } } },
            _ => NotFound());

        var transport = new ForgettingTransport(handler);

        Assert.Null(await RunAsync(Open(transport).GetAsync(Table, "p", "k", Never)));

        Assert.True(handler.Asked[1].At - handler.Asked[0].At >= TimeSpan.FromSeconds(2), "the store named the pause");
        Assert.All(transport.Signed, signed => Assert.Equal((true, true), signed));
        Assert.Equal(2, transport.Signed.Count);
    }

    [Fact]
    public async Task A_token_that_does_not_come_ends_the_call_at_its_limit()
    {
        var handler = new ScriptedHandler(clock, _ => NotFound());
        var options = AzureStorageOptions.ForAccount("acme", new SlowCredential()) with { Transport = new HttpClientTransport(handler), Clock = clock };
        var call = new AzureTables(options).GetAsync(Table, "p", "k", Never);

        clock.Advance(TimeSpan.FromSeconds(4));

        await Assert.ThrowsAsync<StorageException>(() => call);
        Assert.Empty(handler.Asked);
    }

    [Fact]
    public async Task A_page_that_can_not_be_read_is_a_failure_of_the_store()
    {
        var handler = new ScriptedHandler(clock, _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>secret</html>") });

        var error = await Assert.ThrowsAsync<StorageException>(() => Open(handler).QueryAsync(Table, new RowRange("p"), continuation: null, Never));

        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" x")]
    [InlineData("a b c")]
    public async Task A_continuation_that_no_query_gave_is_refused(string continuation)
    {
        var tables = Open(new ScriptedHandler(clock, _ => NotFound()));
        await Assert.ThrowsAsync<ArgumentException>(() => tables.QueryAsync(Table, new RowRange("p"), continuation, Never));
    }

    [Fact]
    public async Task A_continuation_without_a_row_goes_on_at_the_partition()
    {
        var handler = new ScriptedHandler(
            clock,
            _ => Page(headers => headers.Add("x-ms-continuation-NextPartitionKey", "1!4!cA--")),
            _ => Page(headers =>
            {
                headers.Add("x-ms-continuation-NextPartitionKey", "1!4!cA--");
                headers.Add("x-ms-continuation-NextRowKey", "1!4!aw==+/");
            }),
            _ => Page(_ => { }));
        var tables = Open(handler);

        var first = await tables.QueryAsync(Table, new RowRange("p", Take: 5), continuation: null, Never);
        var second = await tables.QueryAsync(Table, new RowRange("p", Take: 5), first.Continuation, Never);
        var third = await tables.QueryAsync(Table, new RowRange("p", Take: 5), second.Continuation, Never);

        Assert.Null(third.Continuation);
        (string?, string?, string?, string?)[] expected =
            [("PartitionKey eq 'p'", "5", null, null), ("PartitionKey eq 'p'", "5", "1!4!cA--", null), ("PartitionKey eq 'p'", "5", "1!4!cA--", "1!4!aw==+/")];
        Assert.Equal(expected, handler.Asked.Select(asked => HttpUtility.ParseQueryString(asked.Request.RequestUri!.Query)).Select(query =>
            (query["$filter"], query["$top"], query["NextPartitionKey"], query["NextRowKey"])));
    }

    private static HttpResponseMessage NotFound() => new(HttpStatusCode.NotFound)
    {
        Content = new StringContent("""{"odata.error":{"code":"ResourceNotFound","message":{"lang":"en-us","value":"It does not exist."}}}"""),
    };

    private static HttpResponseMessage Page(Action<System.Net.Http.Headers.HttpResponseHeaders> adjust)
    {
        var page = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"value":[]}""") };
        adjust(page.Headers);
        return page;
    }

    /// <summary>Lets time pass in small steps until a call has ended.</summary>
    private async Task<T> RunAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            await Task.Yield();
            if (clock.Waiting > 1 || call.IsCompleted)
            {
                clock.Advance(Step);
            }
        }

        return await call;
    }

    private AzureTables Open(HttpMessageHandler handler, double dice = 0.5) => Open(new HttpClientTransport(handler), dice);

    private AzureTables Open(HttpPipelineTransport transport, double dice = 0.5) => new(new AzureStorageOptions
    {
        ConnectionString = "UseDevelopmentStorage=true",
        Transport = transport,
        Clock = clock,
        Chance = new FixedChance(dice),

        // The machine's own clock ends tries; this test is about the other one.
        TryFor = TimeSpan.FromMinutes(1),
    });

    /// <summary>Sends, and then takes date and signature away from the request, so that the next try has them only where it is dated and signed anew.</summary>
    private sealed class ForgettingTransport(HttpMessageHandler handler) : HttpClientTransport(handler)
    {
        public List<(bool Date, bool Authorization)> Signed { get; } = [];

        public override async ValueTask ProcessAsync(HttpMessage message)
        {
            await base.ProcessAsync(message);
            Signed.Add((message.Request.Headers.Remove("x-ms-date"), message.Request.Headers.Remove("Authorization")));
        }
    }

    private sealed class FixedChance(double dice) : IChance
    {
        public double Next() => dice;

        public string NewId() => "0123456789abcdef0123456789abcdef";
    }

    private sealed class SlowCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("It is cancelled before.");
        }
    }
}
