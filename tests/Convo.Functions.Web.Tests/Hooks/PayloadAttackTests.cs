using System.Net;
using System.Text;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Tests.Stage;
using Xunit;

namespace Convo.Functions.Web.Tests.Hooks;

public sealed class PayloadAttackTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartConnectedAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("not json", "not valid JSON")]
    [InlineData("", "not valid JSON")]
    [InlineData("[1]", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("{\"event\":\"a\",\"event\":\"b\"}", "a name stands twice in one object")]
    [InlineData("{\"event\":\"conversation.created\",\"data\":{}}", "no conversationId")]
    [InlineData("{\"event\":\"\\ud800\"}", "holds text that is not valid Unicode")]
    public async Task A34_A35_A38_A40_signed_but_odd_is_kept_in_quarantine_with_its_reason(string body, string reason)
    {
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(body));
        using var answer = await app.AdminAsync(HttpMethod.Get, "/api/quarantine");
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, app.Rows(TableNames.Meetings));
    }

    [Fact]
    public async Task A36_an_unknown_event_is_stored()
    {
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Deliveries.Ready("c").Replace("keypoints.ready", "translated", StringComparison.Ordinal)));
        Assert.Equal(1, app.Rows(TableNames.Meetings));
        Assert.Equal(0, app.Rows(TableNames.Quarantine));
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("a/b\\\\c#d?e")]
    [InlineData("%2F")]
    [InlineData("'; drop table meetings; --")]
    [InlineData("\\u0000")]
    [InlineData("\\u0085")]
    [InlineData("\\u202egnp.exe")]
    [InlineData("<script>alert(1)</script>")]
    public async Task A39_any_id_is_stored_and_found_again_by_its_address(string id)
    {
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Deliveries.Ready(id)));
        Assert.All(app.Tables.Snapshot().Where(row => row.Table == TableNames.Meetings), row => Assert.Matches("^acme-[0-9a-f]{16}$", row.Row.Partition));
        var text = System.Text.Json.JsonDocument.Parse($"\"{id}\"").RootElement.GetString()!;
        if (text is "\0")
        {
            return;
        }

        using var answer = await app.AdminAsync(HttpMethod.Get, $"/api/meetings/{Uri.EscapeDataString(text)}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.Content.ReadAsStringAsync();
        Assert.Equal(text, System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("conversationId").GetString());
        Assert.DoesNotContain("<script>", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(33)]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    public async Task A41_brackets_without_end_are_kept_or_too_large_and_overflow_nothing(int depth)
    {
        var status = await app.HookAsync(new string('[', depth));
        Assert.Equal(depth > 262_144 ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.OK, status);
        using var health = await app.Http.GetAsync(new Uri("/api/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-0")]
    [InlineData("9223372036854775808")]
    public async Task A42_numbers_of_any_size_are_taken(string number)
    {
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Deliveries.Ready("c", $",\"n\":{number}")));
        Assert.Equal(0, app.Rows(TableNames.Quarantine));
    }

    [Fact]
    public async Task A44_a_hundred_thousand_names_are_capped()
    {
        var body = "{" + string.Join(',', Enumerable.Range(0, 100_000).Select(n => $"\"{n}\":0")) + "}";
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await app.HookAsync(body));
        body = "{" + string.Join(',', Enumerable.Range(0, 20_000).Select(n => $"\"{n}\":0")) + "}";
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(body));
        Assert.Equal(1, app.Rows(TableNames.Quarantine));
    }

    [Theory]
    [InlineData("\"0001-01-01T00:00:00Z\"")]
    [InlineData("\"9999-12-31T23:59:59Z\"")]
    [InlineData("\"2026-02-30T00:00:00Z\"")]
    [InlineData("true")]
    public async Task A45_A46_a_time_that_can_not_be_is_kept_in_quarantine_and_released_by_one_call(string time)
    {
        var body = Deliveries.Ready("sess_late");
        body = body[..body.LastIndexOf('"', body.Length - 3)] + time + "}";
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(body));
        Assert.Equal(0, app.Rows(TableNames.Meetings));
        var id = app.Tables.Snapshot().Single(row => row.Table == TableNames.Quarantine).Row.Key;
        using var released = await app.AdminAsync(HttpMethod.Post, $"/api/quarantine/{id}/release");
        Assert.Equal(HttpStatusCode.NoContent, released.StatusCode);
        Assert.Equal(1, app.Rows(TableNames.Meetings));
        Assert.Contains(app.Tables.Snapshot(), row => row.Table == TableNames.Audit && row.Row.Text("action") == "quarantine.released");
    }

    [Fact]
    public async Task A47_a_thousand_copies_at_once_are_one_event()
    {
        var body = Encoding.UTF8.GetBytes(Deliveries.Ready("sess_copies"));
        var signature = Signing.Sign(body, TestApp.HookSecret);
        var answers = new List<HttpStatusCode>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (_, _) =>
        {
            var status = await app.HookAsync(body, signature);
            lock (answers)
            {
                answers.Add(status);
            }
        });
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(1, app.Tables.Snapshot().Count(row => row.Row.Key.StartsWith("e|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A50_the_test_call_is_acknowledged_and_leaves_no_row()
    {
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync("""{"event":"webhook.test","data":{"message":"hi"},"timestamp":"2026-05-11T09:06:11.000Z"}"""));
        Assert.Equal(0, app.HookRows());
    }

    [Fact]
    public async Task A51_the_text_of_a_failure_stays_whole_in_the_raw_body()
    {
        var error = new string('e', 200_000);
        var body = Deliveries.Ready("c").Replace("conversation.keypoints.ready", "transcript.failed", StringComparison.Ordinal)
            .Replace("\"title\":\"Supplier kickoff\"", $"\"error\":\"{error}\"", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(body));
        var kept = app.Tables.Snapshot().Where(row => row.Table == TableNames.Content).Sum(row => row.Row.Values.Values.Sum(value =>
            value.AsBytes?.Length ?? 0));
        Assert.True(kept >= error.Length);
        using var answer = await app.AdminAsync(HttpMethod.Get, "/api/meetings/c");
        Assert.DoesNotContain("eeee", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_body_or_a_secret_reaches_the_log()
    {
        await app.HookAsync(Deliveries.Ready("sess_canary_conversation"));
        await app.HookAsync("canary sentence that is no JSON");
        await app.HookAsync(Encoding.UTF8.GetBytes("canary"), "canary-signature");
        Assert.DoesNotContain("canary", app.Log.All, StringComparison.Ordinal);
        Assert.DoesNotContain(TestApp.HookSecret, app.Log.All, StringComparison.Ordinal);
        Assert.DoesNotContain("convo_test_key", app.Log.All, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Tables.Snapshot(), row => row.Row.Values.Values.Any(value =>
            value.AsText?.Contains(TestApp.HookSecret, StringComparison.Ordinal) is true));
    }
}
