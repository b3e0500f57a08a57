using System.Net;
using System.Text;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Ports;
using Convo.Functions.Tests.Shared;
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

    [Theory]
    [InlineData(64 * 1024 * 1024, HookAnswer.Taken)]
    [InlineData(0, HookAnswer.Unavailable)]
    public async Task While_the_store_hangs_a_signed_event_is_answered_all_the_same_and_spooled_where_there_is_a_spool(long spoolBytes, HookAnswer expected)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartConnectedAsync(options => options with { SpoolBytes = spoolBytes }, clock);
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Deliveries.Ready("sess_before")));

        // What is known of the secrets is old by now, and is asked for again.
        clock.Advance(TimeSpan.FromMinutes(2));
        app.Store.Hang();
        Assert.Equal(expected, await WithTimeAsync(ReceiveAsync(app, "sess_during"), clock));

        app.Store.Answer();
        var spool = app.Services.GetRequiredService<ISpool>();
        Assert.Equal(expected is HookAnswer.Taken ? 1 : 0, spool.Waiting);
        await spool.DrainAsync(app.Services.GetRequiredService<IAccept>(), default);
        Assert.Equal(0, spool.Waiting);
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Deliveries.Ready("sess_after")));
    }

    [Fact]
    public async Task While_the_store_hangs_that_has_the_secrets_a_signed_event_is_put_off_in_time()
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartConnectedAsync(clock: clock);
        app.Store.Hang();

        Assert.Equal(HookAnswer.Unavailable, await WithTimeAsync(ReceiveAsync(app, "sess_early"), clock));

        app.Store.Answer();
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Deliveries.Ready("sess_early")));
    }

    private static Task<HookAnswer> ReceiveAsync(TestApp app, string conversation)
    {
        var body = Encoding.UTF8.GetBytes(Deliveries.Ready(conversation));
        return app.Services.GetRequiredService<HookDoor>().ReceiveAsync(
            TestApp.Connection, body, Signing.Sign(body, TestApp.HookSecret), "application/json", default);
    }

    // Lets time pass until it is answered; how much, the tests of the parts say.
    private static async Task<HookAnswer> WithTimeAsync(Task<HookAnswer> answer, TestClock clock)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!answer.IsCompleted)
        {
            bound.Token.ThrowIfCancellationRequested();
            clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        return await answer;
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
