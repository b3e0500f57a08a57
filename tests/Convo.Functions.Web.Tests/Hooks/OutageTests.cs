using System.Net;
using System.Text;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Convo.Functions.Web.Tests.Hooks;

public sealed class OutageTests
{
    [Fact]
    public async Task While_the_store_is_down_every_signed_event_is_answered_and_none_is_lost()
    {
        await using var app = await TestApp.StartConnectedAsync();
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Deliveries.Ready("sess_before")));
        app.Store.Down = true;
        for (var n = 0; n < 20; n++)
        {
            Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Deliveries.Ready($"sess_{n}")));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await app.HookAsync(Encoding.UTF8.GetBytes("x"), new string('0', 64)));
        var spool = app.Services.GetRequiredService<ISpool>();
        Assert.Equal(20, spool.Waiting);
        using var degraded = await app.Http.GetAsync(new Uri("/api/health", UriKind.Relative));
        Assert.Contains("\"degraded\"", await degraded.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        app.Store.Down = false;
        await spool.DrainAsync(app.Services.GetRequiredService<IAccept>(), default);
        Assert.Equal(0, spool.Waiting);
        Assert.Equal(21, app.Tables.Snapshot().Count(row => row.Table == TableNames.Meetings && row.Row.Key.StartsWith("e|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_spool_an_event_that_can_not_be_stored_is_answered_503_and_counted()
    {
        await using var app = await TestApp.StartConnectedAsync(options => options with { SpoolBytes = 0 });
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Deliveries.Ready("sess_before")));
        app.Store.Down = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.HookAsync(Deliveries.Ready("sess_during")));
        using var health = await app.Http.GetAsync(new Uri("/api/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("\"unhealthy\"", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        app.Store.Down = false;
        Assert.True(await app.CountedAsync("not-stored"));
    }

    [Fact]
    public async Task While_the_secrets_were_never_read_a_signed_event_is_not_denied_but_put_off()
    {
        await using var app = await TestApp.StartConnectedAsync();
        app.Store.Down = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.HookAsync(Deliveries.Ready("sess_early")));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.HookAsync(Encoding.UTF8.GetBytes("x"), signature: null));

        app.Store.Down = false;
        Assert.True(await app.CountedAsync("not-stored"));
    }

    [Fact]
    public async Task A_healthy_app_says_so_and_when_it_last_stored_an_event()
    {
        await using var app = await TestApp.StartConnectedAsync();
        await app.HookAsync(Deliveries.Ready("sess_1"));
        using var answer = await app.Http.GetAsync(new Uri("/api/health", UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"healthy\"", text, StringComparison.Ordinal);
        Assert.Contains("lastStoredAt", text, StringComparison.Ordinal);
        Assert.DoesNotContain("acme", text, StringComparison.Ordinal);
    }
}
