using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.HostStandIn.Tests.Stage;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.HostStandIn.Tests.Triggers;

/// <summary>The queue trigger over a real queue service.</summary>
public sealed class QueueTriggerTests : IAsyncLifetime
{
    private const string Fail = """{"kind":"FAIL","id":"evt_0002"}""";

    private readonly CancellationTokenSource bound = new(TimeSpan.FromSeconds(60));
    private readonly SemaphoreSlim answers = new(0);
    private readonly RecordedApp app = RecordedApp.Write(host =>
    {
        var queues = host["extensions"]!["queues"]!.AsObject();
        (queues["batchSize"], queues["visibilityTimeout"]) = (4, "00:00:00");
    });

    private string connection = "";
    private ScriptedHandler handler = new(RecordedAnswers.To);
    private StandIn? host;

    public async Task InitializeAsync()
    {
        connection = (await AzuriteServer.NewAccountAsync()).ConnectionString;
        Directory.Delete(Path.Combine(app.Folder, "sweep"), recursive: true);
        Directory.Delete(Path.Combine(app.Folder, "poll"), recursive: true);
        await Queue("work").CreateAsync();
        await Queue("work-poison").CreateAsync();
    }

    public async Task DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        app.Dispose();
        bound.Dispose();
        answers.Dispose();
    }

    [Fact]
    public async Task A_message_is_handled_once_and_gone()
    {
        await StartAsync(RecordedAnswers.To);
        await Queue("work").SendMessageAsync("a hint");
        await SettleAsync();

        Assert.Equal("a hint", TextOf(Assert.Single(handler.Requests)));
        Assert.Equal(0, await CountAsync("work"));
        Assert.Equal(["work done"], host!.Logs);
    }

    [Fact]
    public async Task A_message_that_fails_five_times_goes_to_the_poison_function()
    {
        await StartAsync(request => request.StartsWith("POST /work ", StringComparison.Ordinal)
            ? RecordedAnswers.With("500 Internal Server Error", "Content-Type: text/plain", "handler failed")
            : RecordedAnswers.To(request));
        await Queue("work").SendMessageAsync(Fail);
        await SettleUntilAsync(requests: 6);

        Assert.Equal(
            ["/work 1", "/work 2", "/work 3", "/work 4", "/work 5", "/poison 1"],
            handler.Requests.Select(request => $"{request.Split(' ')[1]} {AttemptOf(request)}"));
        Assert.All(handler.Requests, request => Assert.Equal(Fail, TextOf(request)));
        Assert.Equal((0, 0), (await CountAsync("work"), await CountAsync("work-poison")));
        Assert.Equal(5, host!.Invocations.Count(invocation => invocation.Failure is not null));
    }

    [Fact]
    public async Task A_message_of_the_poison_queue_has_no_poison_queue_of_its_own()
    {
        var failures = 0;
        await StartAsync(request => Interlocked.Increment(ref failures) <= 7
            ? RecordedAnswers.With("500 Internal Server Error", "Content-Type: text/plain", "handler failed")
            : RecordedAnswers.To(request));
        await Queue("work-poison").SendMessageAsync(Fail);
        await SettleUntilAsync(requests: 8);

        Assert.Equal(Enumerable.Range(1, 8), handler.Requests.Select(AttemptOf));
        Assert.Equal(0, await CountAsync("work-poison"));
    }

    [Fact]
    public async Task A_message_that_is_no_base64_never_reaches_the_function_and_is_poison()
    {
        Directory.Delete(Path.Combine(app.Folder, "poison"), recursive: true);
        await StartAsync(RecordedAnswers.To);
        await Raw("work").SendMessageAsync("{no base64}");
        await SettleAsync();

        Assert.Empty(handler.Requests);
        Assert.Equal(0, await CountAsync("work"));
        Assert.Equal("{no base64}", (await Raw("work-poison").ReceiveMessageAsync()).Value.Body.ToString());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n{x}")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /work\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task An_answer_that_is_no_result_is_a_failure(string answer)
    {
        var first = true;
        await StartAsync(request =>
        {
            var isFirst = first;
            first = false;
            return isFirst ? answer : RecordedAnswers.To(request);
        });
        await Queue("work").SendMessageAsync("a hint");
        await SettleUntilAsync(requests: 2);

        Assert.Equal([true, false], host!.Invocations.Select(invocation => invocation.Failure is not null));
    }

    [Fact]
    public async Task An_empty_200_holds_the_message_until_the_limit_and_then_the_handler_is_replaced()
    {
        var clock = new TestClock();
        var first = true;
        await StartAsync(
            request =>
            {
                var isFirst = first;
                first = false;
                return isFirst ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" : RecordedAnswers.To(request);
            },
            clock);
        await Queue("work").SendMessageAsync("a hint");
        await handler.ReadAsync(request => request.Contains("/work"), bound.Token);
        Assert.Empty(host!.Invocations);
        clock.Advance(TimeSpan.FromSeconds(22));
        await SettleUntilAsync(requests: 2);

        Assert.Equal([1, 2], handler.Requests.Select(AttemptOf));
        Assert.Equal(2, host.HandlersStarted);
    }

    [Fact]
    public async Task Batches_are_fetched_anew_when_half_of_one_is_done()
    {
        for (var number = 0; number < 10; number++)
        {
            await Queue("work").SendMessageAsync($"hint {number}");
        }

        // Four of the first batch; with two of them done, four more.
        await StartAsync(RecordedAnswers.To, permits: answers);
        await HasReadAsync(4);
        Assert.Equal(4, handler.Requests.Count);
        answers.Release(2);
        await HasReadAsync(8);
        Assert.Equal(8, handler.Requests.Count);
        answers.Release(10);
        await SettleAsync();
        Assert.Equal(10, handler.Requests.Select(TextOf).Distinct().Count());
    }

    [Fact]
    public async Task A_message_whose_handler_was_killed_comes_again()
    {
        await StartAsync(request => AttemptOf(request) is 1 ? null : RecordedAnswers.To(request));
        await Queue("work").SendMessageAsync("a hint");
        await HasReadAsync(1);
        handler.Crash();
        await SettleUntilAsync(requests: 2);

        Assert.Equal([1, 2], handler.Requests.Select(AttemptOf));
        Assert.Equal(0, await CountAsync("work"));
    }

    private static string TextOf(string request) => JsonSerializer.Deserialize<string>(Envelope(request)["Data"]!["msg"]!.GetValue<string>())!;

    private static int AttemptOf(string request) => int.Parse(Envelope(request)["Metadata"]!["DequeueCount"]!.GetValue<string>());

    private static JsonNode Envelope(string request) =>
        JsonNode.Parse(request.Split("\r\n").Single(line => line.StartsWith("{\"Data\"", StringComparison.Ordinal)))!;

    private Task HasReadAsync(int requests) => handler.ReadAsync(_ => handler.Requests.Count >= requests, bound.Token);

    private async Task StartAsync(Func<string, string?> answer, TestClock? clock = null, SemaphoreSlim? permits = null)
    {
        handler = new ScriptedHandler(request => request.StartsWith("GET / ", StringComparison.Ordinal) ? RecordedAnswers.NotFound : answer(request))
        {
            Permits = permits,
        };
        host = await StandIn.StartAsync(
            new StandInOptions(app.Folder)
            {
                Mode = HostMode.Forwarding,
                Handler = handler,
                Clock = clock ?? TimeProvider.System,
                Settings = new Dictionary<string, string> { ["AzureWebJobsStorage"] = connection },
            },
            bound.Token);
    }

    private Task SettleAsync() => host!.SettleAsync(bound.Token);

    // A message that failed is visible again a moment after its failure.
    private async Task SettleUntilAsync(int requests)
    {
        await HasReadAsync(requests);
        await SettleAsync();
    }

    private QueueClient Queue(string name) => new(connection, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    private QueueClient Raw(string name) => new(connection, name);

    private async Task<int> CountAsync(string queue) => (await Raw(queue).GetPropertiesAsync(bound.Token)).Value.ApproximateMessagesCount;
}
