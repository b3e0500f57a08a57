using System.Net;
using System.Net.Sockets;
using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Failing;

public sealed class TimeAndNetworkTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_server_that_never_answers_ends_as_a_timeout_by_the_given_clock()
    {
        var reached = new TaskCompletionSource();
        await using var convo = await ScriptedConvo.StartAsync(Answer.Silence(reached));
        var call = convo.Client(options => options with { Timeout = TimeSpan.FromSeconds(90) }).GetProfileAsync(None);
        await reached.Task;

        convo.Time.Advance(TimeSpan.FromSeconds(89));
        Assert.False(call.IsCompleted);
        convo.Time.Advance(TimeSpan.FromSeconds(1));
        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => call);

        Assert.Equal((ConvoFailure.Timeout, null, true, false), (failure.Failure, failure.Status, failure.IsTransient, failure.MayHaveCostCredit));
        Assert.Contains("within 90 seconds", failure.Message);
        Assert.Single(convo.Asked);
    }

    [Fact]
    public async Task The_time_limit_covers_the_body_too()
    {
        var reached = new TaskCompletionSource();
        await using var convo = await ScriptedConvo.StartAsync(new Answer(200, "")
        {
            Instead = async context =>
            {
                await context.Response.StartAsync(context.RequestAborted);
                await Answer.Silence(reached).Instead!(context);
            },
        });
        var call = convo.Client().GetProfileAsync(None);
        await reached.Task;

        convo.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(ConvoFailure.Timeout, (await Assert.ThrowsAsync<ConvoApiException>(() => call)).Failure);
    }

    [Fact]
    public async Task A_timeout_of_the_callers_own_HttpClient_is_a_timeout_too()
    {
        var reached = new TaskCompletionSource();
        await using var convo = await ScriptedConvo.StartAsync(Answer.Silence(reached));
        using var http = new HttpClient(ConvoClient.CreateHandler()) { Timeout = TimeSpan.FromMilliseconds(200) };
        var options = new ConvoClientOptions { ApiKey = ScriptedConvo.Key, BaseAddress = convo.Address, AllowLoopbackHttp = true };

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => new ConvoClient(http, options).GetProfileAsync(None));

        Assert.Equal(ConvoFailure.Timeout, failure.Failure);
        Assert.Contains("within 0.2 seconds", failure.Message);
    }

    [Fact]
    public async Task A_callers_cancellation_stays_a_cancellation()
    {
        var reached = new TaskCompletionSource();
        await using var convo = await ScriptedConvo.StartAsync(Answer.Silence(reached));
        using var cancelling = new CancellationTokenSource();
        var call = convo.Client().GenerateKeypointsAsync("sess_1", forceRefresh: false, cancelling.Token);
        await reached.Task;

        await cancelling.CancelAsync();
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.Equal(cancelling.Token, cancelled.CancellationToken);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_already_sends_nothing()
    {
        await using var convo = await ScriptedConvo.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => convo.Client().GetProfileAsync(new CancellationToken(canceled: true)));

        Assert.Empty(convo.Asked);
    }

    [Fact]
    public async Task A_host_that_refuses_the_connection_is_a_network_failure_that_cost_nothing()
    {
        using var http = new HttpClient(ConvoClient.CreateHandler());
        var options = new ConvoClientOptions { ApiKey = ScriptedConvo.Key, BaseAddress = ClosedPort(), AllowLoopbackHttp = true };
        var client = new ConvoClient(http, options, new SettableTime(), () => 0);

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => client.GenerateKeypointsAsync("sess_1", forceRefresh: false, None));

        Assert.Equal((ConvoFailure.Network, null, true, false), (failure.Failure, failure.Status, failure.IsTransient, failure.MayHaveCostCredit));
        Assert.Contains("could not be reached", failure.Message);
        Assert.DoesNotContain(ScriptedConvo.Key, failure.ToString());
    }

    private static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://{listener.LocalEndpoint}");
    }
}
