using System.Net;
using System.Text.Json;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Tests.Stage;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

public sealed class PrivacyApiTests : IAsyncLifetime
{
    private const string Path = "/api/privacy";
    private const string Rules =
        """{"words":["Project Falcon"],"persons":["Jane Roe"],"domains":["acme.example"],"feedbackTo":["D0123456"],"savedBy":"mallory"}""";
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartConnectedAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Rules_are_read_saved_and_read_again_with_who_saved_them()
    {
        var (empty, tag) = await ReadAsync();
        Assert.Empty(empty.GetProperty("words").EnumerateArray());
        Assert.False(empty.TryGetProperty("savedBy", out _));

        using var saved = await SaveAsync(Rules, tag);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        var (read, next) = await ReadAsync();
        Assert.Equal("Project Falcon", read.GetProperty("words")[0].GetString());
        Assert.Equal("acme: D0123456", read.GetProperty("feedbackTo")[0].GetString());
        Assert.Equal("admin", read.GetProperty("savedBy").GetString());
        Assert.NotEqual(tag, next);
        Assert.Equal(next, saved.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task A_change_is_in_the_audit_trail_by_its_counts_and_never_by_its_words()
    {
        using var saved = await SaveAsync(Rules, (await ReadAsync()).Tag);

        var row = Assert.Single(app.Tables.Snapshot(), row => row.Table is TableNames.Audit && row.Row.Text("action") == "privacy.saved").Row;
        Assert.Equal(("admin", "1 words, 1 persons, 1 domains, feedback to 1"), (row.Text("actor"), row.Text("subject")));
        Assert.DoesNotContain("Falcon", app.Log.All, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nobody_s_work_is_overwritten()
    {
        var (_, tag) = await ReadAsync();
        using var without = await app.AdminAsync(HttpMethod.Put, Path, Rules);
        Assert.Equal(HttpStatusCode.PreconditionRequired, without.StatusCode);
        using var first = await SaveAsync(Rules, tag);
        using var second = await SaveAsync("""{"words":["other"]}""", tag);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed), (first.StatusCode, second.StatusCode));
        Assert.Equal("Project Falcon", (await ReadAsync()).Rules.GetProperty("words")[0].GetString());
    }

    [Theory]
    [InlineData("""{"words":["?"]}""", "words[0]")]
    [InlineData("""{"words":[null]}""", "words[0]")]
    [InlineData("""{"domains":["https://acme.example/"]}""", "domains[0]")]
    public async Task What_cannot_be_a_rule_is_refused_with_its_place(string rules, string path)
    {
        using var refused = await SaveAsync(rules, (await ReadAsync()).Tag);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(path, Assert.Single(problem.GetProperty("problems").EnumerateArray()).GetProperty("path").GetString());
        Assert.Empty((await ReadAsync()).Rules.GetProperty("words").EnumerateArray());
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("editor")]
    public async Task Only_admins_read_or_change_the_lists(string role)
    {
        using var made = await app.AdminAsync(HttpMethod.Post, "/api/tokens", $$"""{"name":"somebody","role":"{{role}}"}""");
        var token = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("token").GetString();
        using var read = await app.SendAsync(HttpMethod.Get, Path, json: null, token);
        using var saved = await app.SendAsync(HttpMethod.Put, Path, Rules, token, ("If-Match", "\"MA\""));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (read.StatusCode, saved.StatusCode));
    }

    private async Task<(JsonElement Rules, string Tag)> ReadAsync()
    {
        using var answer = await app.AdminAsync(HttpMethod.Get, Path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement, answer.Headers.ETag!.ToString());
    }

    private Task<HttpResponseMessage> SaveAsync(string rules, string tag) =>
        app.SendAsync(HttpMethod.Put, Path, rules, TestApp.AdminToken, ("If-Match", tag));
}
