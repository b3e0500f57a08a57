using Convo.Functions.HostStandIn.Outside;

namespace Convo.Functions.HostStandIn.Tests.Outside;

/// <summary>How often the proxy sends a request again.</summary>
public sealed class SendAgainTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 4)]
    [InlineData(9, 10)]
    public async Task A_request_is_sent_until_a_connection_holds(int failures, int sent)
    {
        using var wire = new Wire(failures);
        using var client = new HttpMessageInvoker(new SendAgain(wire));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/");
        using var response = await client.SendAsync(request, CancellationToken.None);
        Assert.Equal(sent, wire.Sent);
    }

    [Fact]
    public async Task After_ten_tries_the_failure_is_told()
    {
        using var wire = new Wire(failures: 10);
        using var client = new HttpMessageInvoker(new SendAgain(wire));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/");
        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request, CancellationToken.None));
        Assert.Equal(10, wire.Sent);
    }

    private sealed class Wire(int failures) : HttpMessageHandler
    {
        public int Sent { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            ++Sent > failures ? Task.FromResult(new HttpResponseMessage()) : throw new HttpRequestException("The connection was cut.");
    }
}
