using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.HostStandIn.Outsiders;
using Convo.Functions.HostStandIn.Tests.Reading;
using Convo.Functions.HostStandIn.Tests.Stage;

namespace Convo.Functions.HostStandIn.Tests.Handlers;

/// <summary>Handlers that are killed, or never answer: which requests are sent again, and what the client gets.</summary>
public sealed class HandlerTroubleRecordings : HostTest
{
    public static TheoryData<string> Killed => [.. Recording.Names.Where(name => name.Contains("-killed-") && RecordedClients.Has(name))];

    [Theory]
    [MemberData(nameof(Killed))]
    public async Task A_killed_handler_is_replaced_and_its_request_comes_to_what_was_recorded(string name)
    {
        var recording = Recording.Read(name);
        await StartAsync(ModeOf(name), request => IsOpen ? null : RecordedAnswers.To(request));
        using var client = await ConnectAsync();
        await client.SendAsync(RecordedClients.For(name), Bound);
        await Handler.ReadAsync(_ => Handler.Requests.Count > 0, Bound);
        IsOpen = false;

        // The next handler takes a while: a proxy has patience, forwarding has none.
        var listens = new TaskCompletionSource();
        Handler.Listens = ModeOf(name) is HostMode.Proxy ? Task.CompletedTask : listens.Task;
        Handler.Crash();
        var seen = await client.AnswerAsync(Bound);
        listens.SetResult();
        await Host.ReadyAsync(Bound);

        Assert.Equal(AllOf(recording.Deliveries.Select(delivery => delivery.Request)), AllOf(Handler.Requests));
        Assert.Equal(Masked.Answer(recording.ClientSaw!), Masked.Answer(seen));
        Assert.Equal(2, Host.HandlersStarted);
        Assert.Single(Handler.Requests.Select(InvocationOf).Distinct());
    }

    [Theory]
    [InlineData("fwd-handler-never-answers", 1)]
    [InlineData("proxy-handler-never-answers", 2)]
    public async Task A_handler_that_never_answers_is_replaced_after_the_limit(string name, int deliveries)
    {
        var recording = Recording.Read(name);
        await StartAsync(ModeOf(name), request => IsOpen ? null : RecordedAnswers.To(request));
        using var client = await ConnectAsync();
        await client.SendAsync(RecordedClients.For(name), Bound);
        await Handler.ReadAsync(_ => Handler.Requests.Count > 0, Bound);
        Clock.Advance(RecordedApp.FunctionTimeout);
        Assert.Equal(1, Host.HandlersStarted);
        IsOpen = false;
        Clock.Advance(FunctionLimit.Grace);
        var seen = await client.AnswerAsync(Bound);
        await Host.ReadyAsync(Bound);
        await Handler.ReadAsync(_ => Handler.Requests.Count >= deliveries, Bound);

        Assert.Equal(Masked.Answer(recording.ClientSaw!), Masked.Answer(seen));
        Assert.Equal(AllOf(recording.Deliveries.Select(delivery => delivery.Request)), AllOf(Handler.Requests));
        Assert.Equal(2, Host.HandlersStarted);
    }

    [Fact]
    public async Task Time_outs_are_no_crashes()
    {
        await StartAsync(HostMode.Forwarding, _ => null);
        for (var round = 1; round <= 4; round++)
        {
            using var client = await ConnectAsync();
            await client.SendAsync(ClientRequest.Of("GET /app/hang"), Bound);
            var so = round;
            await Handler.ReadAsync(_ => Handler.Requests.Count >= so, Bound);
            Clock.Advance(RecordedApp.FunctionTimeout + FunctionLimit.Grace);
            await client.AnswerAsync(Bound);
            await Host.ReadyAsync(Bound);
        }

        Assert.Equal((false, 5), (Host.Stopped.IsCompleted, Host.HandlersStarted));
    }

    /// <summary>Whether requests stay without an answer.</summary>
    private bool IsOpen { get; set; } = true;

    private static string AllOf(IEnumerable<string> requests) => string.Join("\n### next\n", requests.Select(Masked.Request));

    private static string InvocationOf(string request) => request.Split("X-Azure-Functions-InvocationId: ")[1].Split('\r')[0];
}
