using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.HostStandIn.Outsiders;
using Convo.Functions.HostStandIn.Tests.Stage;

namespace Convo.Functions.HostStandIn.Tests.Outside;

/// <summary>Each of the requests by which outsiders try to reach the triggers' paths comes to what it came to on the real host, in both modes.</summary>
public sealed class SecurityTableTests : HostTest
{
    [Fact]
    public void The_table_is_whole()
    {
        Assert.Equal(110, SecurityTable.Rows.Count);
        Assert.Equal((27, 0), (SecurityTable.Rows.Count(row => IsReached(row.Forwarding)), SecurityTable.Rows.Count(row => IsReached(row.Proxy))));
    }

    [Fact]
    public Task In_forwarding_mode_every_request_comes_to_what_was_recorded() => AssertTableAsync(HostMode.Forwarding, row => row.Forwarding);

    [Fact]
    public Task In_proxy_mode_every_request_comes_to_what_was_recorded() => AssertTableAsync(HostMode.Proxy, row => row.Proxy);

    private async Task AssertTableAsync(HostMode mode, Func<SecurityRow, Reached> expected)
    {
        await StartAsync(mode, RecordedAnswers.To);
        var differences = new List<string>();
        var requests = new SecurityRequests(ClientRequest.Forged);
        foreach (var row in SecurityTable.Rows)
        {
            var reached = await TryAsync(requests.For(row));
            if (reached != expected(row))
            {
                differences.Add($"{row.Request}: {reached} instead of {expected(row)}");
            }
        }

        Assert.Empty(differences);
    }

    private async Task<Reached> TryAsync(string request)
    {
        var before = Handler.Requests.Count;
        var answer = await AskAsync(request);
        var line = Handler.Requests.Skip(before).SingleOrDefault()?.Split(" HTTP/1.1\r\n")[0];
        return new Reached(int.Parse(answer.Split(' ')[1]), line);
    }

    private static bool IsReached(Reached reached) =>
        reached.Received?.Split(' ')[1].Split('?')[0].TrimStart('/').ToLowerInvariant() is "" or "work" or "poison" or "sweep" or "poll";
}
