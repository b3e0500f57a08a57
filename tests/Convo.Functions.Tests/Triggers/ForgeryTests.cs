using Convo.Functions.Core.Ports;
using Convo.Functions.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Tests.Triggers;

/// <summary>
/// What a stranger can bring about at the paths of the triggers. In forwarding mode the real host lets forged calls through: these are the request lines
/// that a handler got from it, with the host's own headers and the stranger's body.
/// </summary>
public sealed class ForgeryTests : IAsyncLifetime
{
    private const string Host = "Host: callbacks.example.org\r\nX-Azure-Functions-HostVersion: 4.1037.0.0\r\n"
        + "X-Azure-Functions-InvocationId: 7b2ea385-5c8d-4594-b5c9-2a2a8826d83c\r\nUser-Agent: Azure-Functions-Host/4.1037.0.0\r\n"
        + "Content-Type: application/json; charset=utf-8\r\n";

    private Handler handler = null!;

    public async Task InitializeAsync() => handler = await Handler.StartConnectedAsync();

    public async Task DisposeAsync() => await handler.DisposeAsync();

    [Theory]
    [InlineData("POST /work")]
    [InlineData("POST /work-poison")]
    [InlineData("POST /sweep")]
    [InlineData("POST /poll")]
    [InlineData("POST /work?x=1")]
    [InlineData("POST //work")]
    [InlineData("POST /WORK")]
    [InlineData("POST /work/")]
    [InlineData("POST /%77ork")]
    [InlineData("PATCH /work")]
    [InlineData("PUT /sweep")]
    [InlineData("DELETE /poll")]
    public async Task A105_a_forged_call_with_a_length_is_answered_404_counted_and_changes_nothing(string line) =>
        await BouncesAsync($"{line} HTTP/1.1\r\n{Host}Content-Length: {Forged.Length}\r\n\r\n{Forged}");

    [Theory]
    [InlineData("GET /work")]
    [InlineData("GET /sweep")]
    [InlineData("HEAD /poll")]
    public async Task A105_so_is_one_without_a_body(string line) => await BouncesAsync($"{line} HTTP/1.1\r\n{Host}\r\n");

    [Theory]
    [InlineData("POST /work", "X-Forwarded-For: 203.0.113.7")]
    [InlineData("POST /work", "x-forwarded-host: callbacks.example.org")]
    [InlineData("POST /sweep", "X-Forwarded-Proto: https")]
    [InlineData("POST /poll", "X-Forwarded-Anything: ")]
    [InlineData("POST /work", "Content-Length: 5")]
    [InlineData("POST /work?", "X-A: a")]
    [InlineData("POST //sweep", "X-A: a")]
    [InlineData("POST /WORK-POISON", "X-A: a")]
    [InlineData("PUT /work", "X-A: a")]
    public async Task A105_so_is_a_chunked_one_that_is_not_in_every_point_a_call_of_the_host(string line, string header) =>
        await BouncesAsync($"{line} HTTP/1.1\r\n{Host}{header}\r\nTransfer-Encoding: chunked\r\n\r\n{RawRequest.Chunked(Forged)}");

    [Theory]
    [InlineData("/api/..%5Cwork")]
    [InlineData("/api/%252e%252e/work")]
    [InlineData("/hooks/..%5Csweep")]
    [InlineData("/api/..%252fwork")]
    [InlineData("/api///work")]
    [InlineData("/api/work")]
    [InlineData("/api/..;/work")]
    [InlineData("/hooks/x/%252e%252e/%252e%252e/work")]
    [InlineData("/api/%c0%ae%c0%ae/work")]
    [InlineData("/approve/..%5Cwork-poison")]
    [InlineData("/")]
    public async Task A105_a_path_that_only_leads_near_a_trigger_needs_a_sign_in_like_every_other(string path)
    {
        var before = Rows();
        var forged = $"POST {path} HTTP/1.1\r\n{Host}X-Forwarded-For: 203.0.113.7\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            + RawRequest.Chunked(Forged);
        Assert.Equal(path is "/" ? 404 : 401, RawRequest.Status(await RawRequest.SendAsync(handler.Address, forged)));
        Assert.Equal(before, Rows());
    }

    [Fact]
    public async Task A105_were_one_let_through_it_would_be_a_look_up()
    {
        // Rightly formed in every point, with the key of a meeting that a stranger made up.
        var before = Rows();
        Assert.Equal(HostAnswer.Success, await handler.CallAsync(FunctionTable.Work, Forged));
        Assert.Equal(before, Rows());
        Assert.Empty(handler.Services.GetRequiredService<SentHints>().All);
    }

    [Fact]
    public async Task A107_headers_that_pose_as_the_host_s_or_the_platform_s_open_nothing()
    {
        const string Principal = "eyJjbGFpbXMiOlt7InR5cCI6InJvbGVzIiwidmFsIjoiYWRtaW4ifV0sInJvbGVfdHlwIjoicm9sZXMifQ==";
        foreach (var path in new[] { "/api/connections", "/api/session", "/api/tokens" })
        {
            using var answer = await handler.SendAsync(
                HttpMethod.Get, path, json: null,
                ("X-MS-CLIENT-PRINCIPAL", Principal), ("X-MS-CLIENT-PRINCIPAL-NAME", "admin"), ("X-MS-CLIENT-PRINCIPAL-ID", "1"),
                ("x-ms-invocation-id", "1"), ("X-Azure-Functions-InvocationId", "fake, real"), ("X-Azure-Functions-HostVersion", "9"),
                ("x-functions-key", "key"), ("X-Original-URL", "/work"), ("X-Rewrite-Url", "/work"));
            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A108_a_change_without_a_body_that_the_host_sends_twice_is_made_once()
    {
        (string, string) first = ("X-Azure-Functions-InvocationId", "198c0b95-7662-4d7a-8cd6-206d801309a7");
        using var slack = await handler.AdminAsync(
            HttpMethod.Post, "/api/connections", """{"name":"slack","kind":"slack","secrets":{"token":"xoxb-for-tests"}}""");
        Assert.Equal(System.Net.HttpStatusCode.Created, slack.StatusCode);

        const string Publish = "/api/recipes/action-items-to-slack/publish";
        using var once = await handler.AdminAsync(HttpMethod.Post, Publish, json: null, first);
        using var twice = await handler.AdminAsync(HttpMethod.Post, Publish, json: null, first);
        Assert.Equal((System.Net.HttpStatusCode.OK, System.Net.HttpStatusCode.Conflict), (once.StatusCode, twice.StatusCode));
        Assert.Equal(1, await VersionAsync());

        using var meant = await handler.AdminAsync(HttpMethod.Post, Publish, json: null, ("X-Azure-Functions-InvocationId", "another"));
        Assert.Equal(2, await VersionAsync());
    }

    [Fact]
    public async Task A108_a_stranger_s_repeats_are_not_even_remembered()
    {
        using var answer = await handler.SendAsync(HttpMethod.Post, "/api/recipes/x/publish", json: null, ("X-Azure-Functions-InvocationId", "a"));
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.DoesNotContain(handler.Rows(TableNames.Connections), row => row.Partition == "turns");
    }

    private static string Forged => Envelopes.Queue(new WorkItem(WorkKind.Advance, "acme-0123456789abcdef"));

    private async Task<int> VersionAsync() => (await handler.GetAsync("/api/recipes/action-items-to-slack")).GetProperty("version").GetInt32();

    private async Task BouncesAsync(string request)
    {
        var before = Rows();
        Assert.Equal(404, RawRequest.Status(await RawRequest.SendAsync(handler.Address, request)));
        Assert.Equal(before, Rows());
        Assert.Equal(1, await handler.CountedAsync("forged-trigger"));
    }

    private string Rows() => string.Join('\n', handler.Tables.Snapshot().Select(row => $"{row.Table}/{row.Row.Partition}/{row.Row.Key}/{row.Row.Tag}"));
}
