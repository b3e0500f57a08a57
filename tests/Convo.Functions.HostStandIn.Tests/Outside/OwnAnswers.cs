using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.HostStandIn.Outsiders;
using Convo.Functions.HostStandIn.Tests.Stage;

namespace Convo.Functions.HostStandIn.Tests.Outside;

/// <summary>What the host does before, and instead of, asking the handler.</summary>
public sealed class OwnAnswers : HostTest
{
    [Theory]
    [InlineData(HostMode.Forwarding)]
    [InlineData(HostMode.Proxy)]
    public async Task A_request_before_the_handler_answers_is_held_and_not_refused(HostMode mode)
    {
        var listens = new TaskCompletionSource();
        await StartAsync(mode, RecordedAnswers.To, listens: listens.Task);
        using var client = await ConnectAsync();
        await client.SendAsync(ClientRequest.Of("GET /app/x"), Bound);
        var answer = client.AnswerAsync(Bound);
        Assert.False(answer.IsCompleted);
        listens.SetResult();

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await answer, StringComparison.Ordinal);
        Assert.Single(Handler.Requests);
    }

    [Fact]
    public async Task A_function_that_asks_for_a_key_is_closed_to_all_who_have_none()
    {
        File.WriteAllText(
            Path.Combine(App.Folder, "app", "function.json"),
            """
            {"bindings":[
              {"type":"httpTrigger","direction":"in","name":"req","route":"app/{*path}","authLevel":"function"},
              {"type":"http","direction":"out","name":"res"}]}
            """);
        await StartAsync(HostMode.Forwarding, RecordedAnswers.To);

        Assert.StartsWith("HTTP/1.1 401 ", await AskAsync(ClientRequest.Of("GET /app/x")), StringComparison.Ordinal);
        Assert.Empty(Handler.Requests);
    }

    [Fact]
    public async Task The_home_page_is_the_hosts_own()
    {
        await StartAsync(HostMode.Proxy, RecordedAnswers.To);

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await AskAsync(ClientRequest.Of("GET /")), StringComparison.Ordinal);
        Assert.Empty(Handler.Requests);
    }

    [Theory]
    [InlineData(HostMode.Forwarding)]
    [InlineData(HostMode.Proxy)]
    public async Task Bytes_of_any_kind_pass_unchanged_both_ways(HostMode mode)
    {
        var bytes = new string([.. Enumerable.Range(0, 20_000).Select(number => (char)(number * 7 % 256))]);
        await StartAsync(mode, _ => RecordedAnswers.Ok("application/octet-stream", bytes));
        var answer = await AskAsync(ClientRequest.Body("POST /api/x", "application/octet-stream", bytes));

        Assert.EndsWith("\r\n\r\n" + bytes, Assert.Single(Handler.Requests), StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n" + bytes, answer, StringComparison.Ordinal);
    }
}
