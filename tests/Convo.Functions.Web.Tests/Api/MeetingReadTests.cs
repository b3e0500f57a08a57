using System.Net;
using System.Text.Json;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

public sealed class MeetingReadTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Day = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartConnectedAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_meeting_is_still_found_after_its_connection_was_removed()
    {
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Deliveries.Ready("sess_kept")));
        using var removed = await app.AdminAsync(HttpMethod.Delete, "/api/connections/acme");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);

        using var meeting = await app.AdminAsync(HttpMethod.Get, "/api/meetings/sess_kept");
        Assert.Equal(HttpStatusCode.OK, meeting.StatusCode);
        Assert.Equal("acme", (await JsonAsync(meeting)).GetProperty("connection").GetString());
        using var none = await app.AdminAsync(HttpMethod.Get, "/api/meetings/sess_none");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_list_of_runs_looks_at_200_meetings_at_most_and_goes_on_from_there()
    {
        var timeline = app.Services.GetRequiredService<Timeline>();
        for (var n = 0; n < 250; n++)
        {
            await timeline.AddAsync(MeetingKey.For("acme", $"sess_{n}"), Day + TimeSpan.FromMinutes(n), EventSource.Webhook, default);
        }

        using var first = await app.AdminAsync(HttpMethod.Get, "/api/runs");
        var cursor = (await JsonAsync(first)).GetProperty("next").GetString();
        Assert.False(string.IsNullOrEmpty(cursor));
        using var second = await app.AdminAsync(HttpMethod.Get, $"/api/runs?cursor={Uri.EscapeDataString(cursor)}");
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.False((await JsonAsync(second)).TryGetProperty("next", out _));
    }

    [Fact]
    public async Task Of_many_bodies_in_quarantine_the_newest_1000_are_listed()
    {
        var rows = Enumerable.Range(0, 1100).Select(n => new RowChange.Insert(new Row("all", $"acme-{n * 7919 % 1100:D4}", new Dictionary<string, RowValue>
        {
            ["connection"] = "acme",
            ["reason"] = "no JSON",
            ["receivedAt"] = Day + TimeSpan.FromMinutes(n),
            ["bytes"] = 1L,
        })));
        foreach (var batch in rows.Chunk(100))
        {
            await app.Tables.WriteAsync(TableNames.Quarantine, batch, default);
        }

        var listed = await app.Services.GetRequiredService<Quarantine>().ListAsync(default);
        Assert.Equal(
            Enumerable.Range(100, 1000).Reverse().Select(n => Day + TimeSpan.FromMinutes(n)),
            listed.Select(entry => entry.ReceivedAt));
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
