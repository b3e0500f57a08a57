using System.Net;
using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Operations;

/// <summary>Every operation against every row of the documentation's error table, and against what comes where the documentation is silent.</summary>
public sealed class OperationFailureTests
{
    private const string Page = "<!doctype html><html><title>canary</title><body>Bad gateway</body></html>";
    private static readonly CancellationToken None = CancellationToken.None;

    // API documentation, "Error Codes".
    private static readonly (int Status, string Code, ConvoErrorCode Expected)[] Table =
    [
        (400, "validation_error", ConvoErrorCode.ValidationError),
        (401, "unauthorized", ConvoErrorCode.Unauthorized),
        (403, "forbidden", ConvoErrorCode.Forbidden),
        (404, "not_found", ConvoErrorCode.NotFound),
        (429, "rate_limited", ConvoErrorCode.RateLimited),
        (429, "ai_limit_exceeded", ConvoErrorCode.AiLimitExceeded),
        (500, "internal_error", ConvoErrorCode.InternalError),
    ];

    public static TheoryData<string> Ids => Operation.Ids;

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            Operation.All.SelectMany(operation => Table, (operation, row) => (operation.Id, row.Code)).ToList().ForEach(pair => rows.Add(pair.Id, pair.Code));
            return rows;
        }
    }

    [Fact]
    public void The_table_of_errors_is_the_one_of_the_seed_document()
    {
        var seed = File.ReadAllText(Samples.Seeds.Single(name => name.EndsWith("seed-api-documentation.txt", StringComparison.Ordinal)));
        var rows = seed[seed.IndexOf("StatusCodeDescription", StringComparison.Ordinal)..].Split('\n').Skip(1).TakeWhile(line => line.Length > 0).ToList();

        Assert.Equal(Table.Length, rows.Count);
        Assert.All(Table.Zip(rows), pair => Assert.StartsWith($"{pair.First.Status}{pair.First.Code}", pair.Second, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Every_documented_error_of_every_operation_is_named_and_says_what_can_be_done(string id, string code)
    {
        var operation = Operation.Find(id);
        var (status, _, expected) = Array.Find(Table, row => row.Code == code);
        var isRepeated = status == 500 && Description.Of(id).Method == "GET";
        var answers = Enumerable.Repeat(Answer.Error((HttpStatusCode)status, code), isRepeated ? 3 : 1).ToArray();
        await using var convo = await ScriptedConvo.StartAsync(answers);

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => operation.CallAsync(convo.Client(), None));

        Assert.Equal((ConvoFailure.Refused, status, expected), (failure.Failure, (int?)failure.Status, failure.Code));
        Assert.Equal((code, "said by Convo"), (failure.RawCode, failure.Detail));
        Assert.Equal(code is "rate_limited" or "internal_error", failure.IsTransient);
        Assert.Equal(code is "rate_limited", failure.RetryAfter is not null);
        Assert.Equal(operation.MayCostCredit && status == 500, failure.MayHaveCostCredit);
        Assert.True(failure.Advice.Length > 20 && failure.Message.EndsWith(failure.Advice, StringComparison.Ordinal), failure.Message);
        Assert.DoesNotContain("said by Convo", failure.ToString());
        Assert.Equal(answers.Length, convo.Asked.Count);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_web_page_in_place_of_an_error_or_of_an_answer_is_never_quoted(string id)
    {
        var operation = Operation.Find(id);

        foreach (var status in new[] { 200, 403, 404, 429, 502 })
        {
            await using var convo = await ScriptedConvo.StartAsync(new Answer(status, Page).With("Content-Type", "text/html"));

            var failure = await Assert.ThrowsAsync<ConvoApiException>(
                () => operation.CallAsync(convo.Client(options => options with { Retries = 0 }), None));

            Assert.Equal(status == 200 ? ConvoFailure.Unreadable : ConvoFailure.Refused, failure.Failure);
            Assert.Equal((ConvoErrorCode.Unknown, null, null), (failure.Code, failure.RawCode, failure.Detail));
            Assert.DoesNotContain("canary", failure.ToString());
            Assert.Equal(operation.MayCostCredit && status is (200 or 502), failure.MayHaveCostCredit);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_callers_cancellation_stays_one_whether_it_comes_before_or_during_a_call(string id)
    {
        var operation = Operation.Find(id);
        var reached = new TaskCompletionSource();
        await using var convo = await ScriptedConvo.StartAsync(Answer.Silence(reached));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => operation.CallAsync(convo.Client(), new CancellationToken(canceled: true)));
        Assert.Empty(convo.Asked);

        using var cancelling = new CancellationTokenSource();
        var call = operation.CallAsync(convo.Client(), cancelling.Token);
        await reached.Task;
        await cancelling.CancelAsync();

        Assert.Equal(cancelling.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
        Assert.Single(convo.Asked);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_connection_that_breaks_is_a_network_failure_and_only_reads_are_tried_again(string id)
    {
        var operation = Operation.Find(id);
        var attempts = Description.Of(id).Method == "GET" ? 3 : 1;
        await using var convo = await ScriptedConvo.StartAsync([.. Enumerable.Repeat(Answer.HangUp(), attempts)]);

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => operation.CallAsync(convo.Client(), None));

        Assert.Equal((ConvoFailure.Network, true, operation.MayCostCredit), (failure.Failure, failure.IsTransient, failure.MayHaveCostCredit));
        Assert.Equal(attempts, convo.Asked.Count);
    }
}
