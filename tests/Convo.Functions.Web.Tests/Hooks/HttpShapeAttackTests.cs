using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Tests.Stage;
using Xunit;

namespace Convo.Functions.Web.Tests.Hooks;

public sealed class HttpShapeAttackTests : IAsyncLifetime
{
    private const string Head = "POST /hooks/convo/acme HTTP/1.1\r\nHost: a\r\n";
    private static readonly string Body = Deliveries.Ready("sess_1");
    private static readonly string Right = Signing.Sign(Encoding.UTF8.GetBytes(Body), TestApp.HookSecret);

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartConnectedAsync(options => options with
    {
        Limits = new ServerLimits { HeadersWithin = TimeSpan.FromSeconds(1), BodyWithin = TimeSpan.FromSeconds(1) },
    });

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task A19_another_method_is_refused(string method)
    {
        using var answer = await app.SendAsync(new HttpMethod(method), "/hooks/convo/acme", null, token: null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("POST", answer.Content.Headers.Allow.Single());
    }

    [Theory]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task A20_the_media_type_decides_nothing(string? mediaType)
    {
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Body, mediaType));
        Assert.Equal(0, app.Rows(TableNames.Quarantine));
        Assert.Contains(app.Tables.Snapshot(), row => row.Table == TableNames.Meetings);
    }

    [Fact]
    public async Task A21_two_ways_to_tell_the_length_are_refused()
    {
        var answer = await RawHttp.SendAsync(
            app.Address,
            $"{Head}X-Convo-Signature: {Right}\r\nContent-Length: {Body.Length}\r\nTransfer-Encoding: chunked\r\n\r\n{Body.Length:x}\r\n{Body}\r\n0\r\n\r\n");
        AssertRefused("400", answer);
    }

    [Fact]
    public async Task A22_two_lengths_are_refused()
    {
        var answer = await RawHttp.SendAsync(app.Address,
            $"{Head}X-Convo-Signature: {Right}\r\nContent-Length: {Body.Length}\r\nContent-Length: 5\r\n\r\n{Body}");
        AssertRefused("400", answer);
    }

    [Fact]
    public async Task A23_a_chunk_extension_with_a_bare_line_feed_is_refused()
    {
        var answer = await RawHttp.SendAsync(
            app.Address, $"{Head}X-Convo-Signature: {Right}\r\nTransfer-Encoding: chunked\r\n\r\n{Body.Length:x};a\nb\r\n{Body}\r\n0\r\n\r\n");
        AssertRefused("400", answer);
    }

    [Fact]
    public async Task A_chunked_body_is_taken_like_any_other()
    {
        var answer = await RawHttp.SendAsync(
            app.Address, $"{Head}Connection: close\r\nX-Convo-Signature: {Right}\r\nTransfer-Encoding: chunked\r\n\r\n{Body.Length:x}\r\n{Body}\r\n0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("gzip, gzip")]
    public async Task A25_a_compressed_body_is_refused_unread(string encoding)
    {
        using var bomb = new MemoryStream();
        await using (var zip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await zip.WriteAsync(new byte[10_000_000]);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/convo/acme") { Content = new ByteArrayContent(bomb.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        request.Headers.Add("X-Convo-Signature", Signing.Sign(bomb.ToArray(), TestApp.HookSecret));
        using var answer = await app.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal(0, app.HookRows());
        Assert.True(await app.CountedAsync("compressed"));
    }

    [Fact]
    public async Task A26_a_length_of_100_MB_is_refused_before_any_of_it_came()
    {
        var answer = await RawHttp.SendAsync(app.Address, $"{Head}X-Convo-Signature: {Right}\r\nContent-Length: 104857600\r\n\r\n");
        AssertRefused("413", answer);
        Assert.True(await app.CountedAsync("too-large"));
    }

    [Fact]
    public async Task A27_an_endless_stream_is_cut_at_the_cap()
    {
        using var raw = await RawHttp.ConnectAsync(app.Address);
        await raw.WriteAsync(Encoding.ASCII.GetBytes($"{Head}X-Convo-Signature: {Right}\r\nTransfer-Encoding: chunked\r\n\r\n"));
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string('x', 0x10000)}\r\n");
        var sent = 0;
        while (sent < 1600 && await raw.WriteAsync(chunk))
        {
            sent++;
        }

        Assert.InRange(sent, 1, 1599);
        AssertRefused("413", await raw.ReadToEndAsync());
    }

    [Fact]
    public async Task A_body_of_exactly_the_cap_is_taken_and_one_byte_more_is_not()
    {
        var most = new ServerLimits().HookBytes;
        var body = Encoding.ASCII.GetBytes(new string(' ', most));
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(body, Signing.Sign(body, TestApp.HookSecret)));
        body = [.. body, (byte)' '];
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await app.HookAsync(body, Signing.Sign(body, TestApp.HookSecret)));
    }

    [Fact]
    public async Task A28_slow_headers_are_cut_off_and_others_are_served_meanwhile()
    {
        using var raw = await RawHttp.ConnectAsync(app.Address);
        await raw.WriteAsync("POST /hooks/convo/acme HTTP/1.1\r\nHost: a\r\nX-Slow: "u8.ToArray());
        var watch = Stopwatch.StartNew();
        var cut = raw.ReadToEndAsync();
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Body));
        Assert.StartsWith("HTTP/1.1 408", await cut, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A28_a_slow_body_is_cut_off_and_others_are_served_meanwhile()
    {
        using var raw = await RawHttp.ConnectAsync(app.Address);
        await raw.WriteAsync(Encoding.ASCII.GetBytes($"{Head}X-Convo-Signature: {Right}\r\nContent-Length: {Body.Length}\r\n\r\n{{"));
        var cut = raw.ReadToEndAsync();
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Body));
        Assert.StartsWith("HTTP/1.1 408", await cut, StringComparison.Ordinal);
        Assert.True(await app.CountedAsync("too-slow"));
    }

    [Fact]
    public async Task A29_who_asks_to_continue_and_then_sends_nothing_is_cut_off()
    {
        using var raw = await RawHttp.ConnectAsync(app.Address);
        await raw.WriteAsync(Encoding.ASCII.GetBytes($"{Head}X-Convo-Signature: {Right}\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n"));
        var answer = await raw.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 100", answer, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 408", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/a/../hooks/convo/acme")]
    [InlineData("/%68ooks/convo/acme")]
    [InlineData("//hooks/convo/acme")]
    [InlineData("/hooks/convo/acme.")]
    [InlineData("/hooks/convo/acme;x=1")]
    [InlineData("/hooks/convo/acme/")]
    [InlineData("/hooks/convo/./acme")]
    [InlineData("/HOOKS/convo/acme")]
    [InlineData("/hooks/convo/..%2f..%2fapi%2fconnections")]
    [InlineData("/hooks/convo/../../api/connections")]
    [InlineData("/hooks/convo/%2e%2e/%2e%2e/api/connections")]
    [InlineData("/hooks/convo\\acme")]
    [InlineData("/api/health/../connections")]
    [InlineData("/api/health%2f..%2fconnections")]
    public async Task A31_path_tricks_lead_nowhere(string path)
    {
        foreach (var method in new[] { "GET", "POST" })
        {
            var answer = await RawHttp.SendAsync(
                app.Address,
                $"{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Convo-Signature: {Right}\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
            Assert.True(answer.StartsWith("HTTP/1.1 401", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 40", StringComparison.Ordinal), answer);
            Assert.DoesNotContain("\"items\"", answer, StringComparison.Ordinal);
        }

        Assert.Equal(0, app.HookRows());
    }

    [Theory]
    [InlineData("GET http://a/api/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /api/health HTTP/1.1\r\nConnection: close\r\n\r\n")]
    public async Task A31_targets_that_are_no_path_are_refused(string request) =>
        Assert.StartsWith("HTTP/1.1 400", await RawHttp.SendAsync(app.Address, request), StringComparison.Ordinal);

    [Fact]
    public async Task A33_HTTP_2_is_off()
    {
        var answer = await RawHttp.SendAsync(app.Address, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        Assert.DoesNotContain("HTTP/2", answer[..Math.Min(answer.Length, 8)], StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/health")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request));
    }

    [Fact]
    public async Task Errors_are_problem_documents_that_say_nothing_of_our_inside()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/convo/acme") { Content = new StringContent(Body) };
        using var answer = await app.Http.SendAsync(request);
        Assert.Equal(new MediaTypeHeaderValue("application/problem+json"), answer.Content.Headers.ContentType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("advice", text, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }

    private void AssertRefused(string status, string answer)
    {
        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
        Assert.Equal(0, app.HookRows());
    }
}
