using System.Net;
using Convo.Functions.Connectors.Http;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Connectors.Tests.Http;

public sealed class OutgoingHttpTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A94_a_redirect_is_not_followed(int status)
    {
        await using var inside = await ScriptedServer.StartAsync(new Scripted("secret"));
        await using var server = await ScriptedServer.StartAsync(new Scripted("", status, new() { ["Location"] = inside.Address.ToString() }));
        using var http = new OutgoingHttp(LoopbackRule.Allowed).Client();
        var outcome = await HttpOutcome.SendAsync(http, new(HttpMethod.Get, server.Address), new(TimeSpan.FromSeconds(5), 1_000), CancellationToken.None);

        Assert.IsType<HttpOutcome.Rejected>(Assert.IsType<HttpOutcome.Answer>(outcome).Otherwise);
        Assert.Empty(inside.Asked);
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_the_second_time_is_checked_each_time_it_is_connected_to()
    {
        await using var server = await ScriptedServer.StartAsync(new Scripted("one"), new Scripted("two"));
        var asked = 0;
        Task<IPAddress[]> Rebinding(string name, CancellationToken cancellation) =>
            Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Loopback : IPAddress.Parse("10.0.0.1")]);
        var outgoing = new OutgoingHttp(LoopbackRule.Allowed, Rebinding);
        var address = new UriBuilder(server.Address) { Host = "rebind.example" }.Uri;

        using var first = outgoing.Client();
        Assert.Equal("one", await first.GetStringAsync(address));
        using var second = outgoing.Client();
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => second.GetStringAsync(address));
        Assert.IsType<BlockedAddressException>(failure.InnerException);
        Assert.Equal(1, server.Left);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("168.63.129.16")]
    [InlineData("64:ff9b::7f00:1")]
    public async Task A_name_that_turns_inside_between_two_look_ups_is_never_connected_to_what_was_not_checked(string inside)
    {
        await using var server = await ScriptedServer.StartAsync(new Scripted("one"));
        var answers = new Queue<IPAddress[]>([[IPAddress.Loopback], [IPAddress.Parse(inside)], [IPAddress.Loopback, IPAddress.Parse(inside)], []]);
        var outgoing = new OutgoingHttp(LoopbackRule.Only(server.Address.Port), (_, _) => Task.FromResult(answers.Dequeue()));
        var address = new UriBuilder(server.Address) { Host = "rebind.example" }.Uri;
        using var first = outgoing.Client();
        Assert.Equal("one", await first.GetStringAsync(address));

        // Each with a connection of its own, as after its life is over: the first look-up's answer is worth nothing by then.
        while (answers.Count > 0)
        {
            using var next = outgoing.Client();
            var failure = await Assert.ThrowsAsync<HttpRequestException>(() => next.GetStringAsync(address));
            Assert.IsType<BlockedAddressException>(failure.InnerException);
        }

        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task This_machine_is_blocked_unless_it_is_allowed()
    {
        await using var server = await ScriptedServer.StartAsync(new Scripted("here"), new Scripted("here"));
        using var strict = new OutgoingHttp(LoopbackRule.Forbidden).Client();
        await Assert.ThrowsAsync<HttpRequestException>(() => strict.GetStringAsync(server.Address));
        using var other = new OutgoingHttp(LoopbackRule.Only(server.Address.Port == 1 ? 2 : 1)).Client();
        await Assert.ThrowsAsync<HttpRequestException>(() => other.GetStringAsync(server.Address));
        using var allowed = new OutgoingHttp(LoopbackRule.Only(server.Address.Port)).Client();

        Assert.Equal("here", await allowed.GetStringAsync(server.Address));
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_hang_ends_with_the_limit_and_the_caller_s_own_end_is_the_caller_s()
    {
        await using var server = await ScriptedServer.StartAsync(new Scripted("", Hangs: true), new Scripted("", Hangs: true));
        using var http = new OutgoingHttp(LoopbackRule.Allowed).Client();
        var outcome = await HttpOutcome.SendAsync(http, new(HttpMethod.Get, server.Address), new(TimeSpan.FromMilliseconds(200), 1_000),
            CancellationToken.None);
        Assert.Contains("no whole answer", Assert.IsType<HttpOutcome.Unclear>(outcome).Reason);

        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            HttpOutcome.SendAsync(http, new(HttpMethod.Get, server.Address), new(TimeSpan.FromSeconds(30), 1_000), caller.Token));
    }

    [Fact]
    public void No_proxy_no_cookies_no_redirects_no_unpacking()
    {
        using var handler = new OutgoingHttp(LoopbackRule.Forbidden).Handler();

        Assert.Equal((false, false, false, DecompressionMethods.None),
            (handler.UseProxy, handler.UseCookies, handler.AllowAutoRedirect, handler.AutomaticDecompression));
    }
}
