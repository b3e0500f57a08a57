using System.Net;
using System.Text;
using System.Text.Json;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Webhooks;
using Convo.Functions.Web.Tests.Stage;
using Convo.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

/// <summary>Connections against the sandbox's account, over HTTP.</summary>
public sealed class SandboxConnectionTests : IAsyncLifetime
{
    private SandboxServer sandbox = null!;
    private Front front = null!;
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        sandbox = await SandboxServer.StartAsync(new SandboxOptions { Port = 0 }, default);
        front = await Front.StartAsync();
        app = await TestApp.StartAsync(options => options with { LocalAddress = front.Address });
        front.LeadTo(app.Address);
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await front.DisposeAsync();
        await sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Saving_a_connection_to_Convo_registers_its_webhook_and_keeps_its_secret()
    {
        using var answer = await SaveAsync();
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(JsonDocument.Parse(text).RootElement.GetProperty("webhook").GetProperty("works").GetBoolean(), text);
        Assert.DoesNotContain("whsec", text, StringComparison.Ordinal);
        Assert.Single((await RingAsync()).Entries);
        Assert.Contains(app.Tables.Snapshot(), row => row.Table == TableNames.Audit && row.Row.Text("action") == "webhook.registered");
    }

    [Fact]
    public async Task Looking_again_registers_nothing_twice_even_at_the_same_time()
    {
        using var answer = await SaveAsync();
        var guard = app.Services.GetRequiredService<WebhookGuard>();
        var connection = await ConnectionAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => guard.LookAsync(connection, front.Address, WebhookWish.Look, default)));
        Assert.Single((await RingAsync()).Entries);
        Assert.Single(await WebhooksAsync());
    }

    [Fact]
    public async Task An_orphan_of_our_own_address_is_removed_before_a_new_one_is_registered()
    {
        using var answer = await SaveAsync();
        var connection = await ConnectionAsync();
        var orphan = (await WebhooksAsync()).Single();
        await app.Services.GetRequiredService<ConnectionStore>().SaveRingAsync(connection, HookRing.Empty, default);
        await app.Services.GetRequiredService<WebhookGuard>().LookAsync(connection, front.Address, WebhookWish.Look, default);
        Assert.NotEqual(orphan.Id, (await WebhooksAsync()).Single().Id);
        Assert.Equal((await WebhooksAsync()).Single().Id, (await RingAsync()).Entries.Single().WebhookId);
    }

    [Fact]
    public async Task A12_the_secret_of_a_webhook_that_was_removed_at_Convo_counts_no_more()
    {
        using var answer = await SaveAsync();
        var revoked = (await RingAsync()).Entries.Single();
        var body = Encoding.UTF8.GetBytes(Deliveries.Ready("sess_1"));
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(body, Signing.Sign(body, revoked.Secret)));

        await app.Services.GetRequiredService<IConvoAccount>().RemoveWebhookAsync(await ConnectionAsync(), revoked.WebhookId, default);
        await app.Services.GetRequiredService<WebhookGuard>().LookAsync(await ConnectionAsync(), front.Address, WebhookWish.Look, default);
        var current = (await RingAsync()).Entries[^1];
        Assert.NotEqual(revoked.WebhookId, current.WebhookId);
        Assert.Equal(HttpStatusCode.Unauthorized, await app.HookAsync(body, Signing.Sign(body, revoked.Secret)));
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(body, Signing.Sign(body, current.Secret)));
        Assert.True(await app.CountedAsync("old-secret"));
        Assert.Single(app.Tables.Snapshot(), row => row.Table == TableNames.Audit && row.Row.Text("action") == "webhook.secret-ended");
        Assert.Single(app.Tables.Snapshot(), row => row.Table == TableNames.Audit && row.Row.Text("action") == "hook.old-secret");
    }

    [Fact]
    public async Task Removing_the_connection_removes_its_webhook_at_Convo()
    {
        using var answer = await SaveAsync();
        var connection = await ConnectionAsync();
        using var keep = await app.AdminAsync(
            HttpMethod.Post, "/api/connections",
            $$$"""{"name":"second","kind":"convo","settings":{"baseUrl":"{{{sandbox.Address}}}"},"secrets":{"apiKey":"convo_sandbox_professional"}}""");
        Assert.Equal(2, (await WebhooksAsync()).Count);
        using var removed = await app.AdminAsync(HttpMethod.Delete, "/api/connections/acme");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        var second = (await app.Services.GetRequiredService<ConnectionStore>().FindAsync("second", default))!;
        var left = (AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Here)await app.Services.GetRequiredService<IConvoAccount>().WebhooksAsync(second, default);
        Assert.EndsWith("/second", left.Value.Single().Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Testing_a_connection_says_what_works_and_what_is_missing()
    {
        using var made = await SaveAsync();
        using var answer = await app.AdminAsync(HttpMethod.Post, "/api/connections/acme/test");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"works\":true", text, StringComparison.Ordinal);
        Assert.DoesNotContain("convo_sandbox_professional", text, StringComparison.Ordinal);
        using var none = await app.AdminAsync(HttpMethod.Post, "/api/connections/none/test");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private Task<HttpResponseMessage> SaveAsync() => app.AdminAsync(
        HttpMethod.Post, "/api/connections",
        $$$"""{"name":"acme","kind":"convo","settings":{"baseUrl":"{{{sandbox.Address}}}"},"secrets":{"apiKey":"convo_sandbox_professional"}}""");

    private async Task<Connection> ConnectionAsync() => (await app.Services.GetRequiredService<ConnectionStore>().FindAsync("acme", default))!;

    private async Task<HookRing> RingAsync() => await app.Services.GetRequiredService<ConnectionStore>().RingAsync(await ConnectionAsync(), default);

    private async Task<IReadOnlyList<RegisteredWebhook>> WebhooksAsync() =>
        ((AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Here)await app.Services.GetRequiredService<IConvoAccount>()
            .WebhooksAsync(await ConnectionAsync(), default)).Value;
}
