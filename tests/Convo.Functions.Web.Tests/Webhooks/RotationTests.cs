using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Webhooks;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Xunit.Abstractions;

namespace Convo.Functions.Web.Tests.Webhooks;

/// <summary>Another secret for a webhook while events come in, on one instance and on two, and with a crash at each step.</summary>
public sealed class RotationTests(ITestOutputHelper output)
{
    private const int Meetings = 250;
    private const int AtOnce = 8;
    private const int MostCrashes = 60;

    [Fact]
    public async Task S4_over_two_instances_a_thousand_events_during_rotations_are_all_taken_and_none_counts_twice()
    {
        await using var stage = await WebhookStage.StartAsync();
        await using var second = await stage.BesideAsync();
        stage.Front.LeadTo(stage.App.Address, second.Address);
        await stage.App.SlackAsync();
        await PublishAsync(stage.App);

        var played = new List<string>();
        for (var batch = 0; batch < Meetings / AtOnce; batch++)
        {
            var plays = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => stage.PlayAsync()));
            if (batch % 8 is 4)
            {
                await WebhookStage.RotateAsync(batch % 16 is 4 ? stage.App : second);
            }

            played.AddRange(await plays);
        }

        var sent = await stage.SentAsync();
        var refused = sent.Where(one => one.Status is not 200).ToList();
        output.WriteLine($"{played.Count} meetings, {sent.Count} deliveries by {sent.Select(one => one.WebhookId).Distinct().Count()} webhooks");
        Assert.Empty(refused);
        Assert.InRange(sent.Select(one => (one.Conversation, one.Event)).Distinct().Count(), 1000, int.MaxValue);
        Assert.InRange(sent.Select(one => one.WebhookId).Distinct().Count(), 4, int.MaxValue);
        Assert.Single(await stage.ListedAsync());

        foreach (var conversation in played)
        {
            await stage.App.AdvanceAsync(conversation);
        }

        var runs = stage.App.Tables.Snapshot()
            .Where(row => row.Table == TableNames.Meetings && row.Row.Key.StartsWith("r|", StringComparison.Ordinal)).ToList();
        Assert.Equal(played.Count, runs.Count);
        Assert.Equal(played.Count, runs.Select(row => row.Row.Partition).Distinct().Count());
    }

    [Fact]
    public async Task An_event_by_a_secret_that_another_instance_has_not_stored_yet_waits_for_it()
    {
        await using var stage = await WebhookStage.StartAsync();
        Task<string>? played = null;
        await using var first = await stage.BesideAsync(services => Around(services, async () =>
        {
            // Convo has the new webhook now, and this instance not yet its secret.
            played = stage.PlayAsync();
            var old = (await stage.RecordAsync()).WebhookId;
            while ((await stage.SentAsync()).Count(sent => sent.WebhookId == old) < 4)
            {
                await Task.Yield();
            }
        }));
        stage.Front.LeadTo(stage.App.Address);

        var told = await WebhookStage.RotateAsync(first);
        var sent = await stage.SentAsync(await played!);
        Assert.Equal(2, sent.Select(one => one.WebhookId).Distinct().Count());
        Assert.All(sent, one => Assert.Equal(200, one.Status));
        Assert.Equal("guarded", told.GetProperty("state").GetString());
    }

    [Fact]
    public async Task With_a_crash_at_any_step_no_event_is_lost_and_another_instance_brings_it_to_its_end()
    {
        await using var stage = await WebhookStage.StartAsync();
        var at = 0;
        for (var struck = true; struck; at++)
        {
            Assert.InRange(at, 0, MostCrashes);
            struck = await CrashAsync(stage, at);
        }

        output.WriteLine($"{at - 1} points at which it can crash");
        Assert.InRange(at, 20, MostCrashes);
    }

    [Fact]
    public async Task The_old_secret_counts_for_a_day_after_its_webhook_was_removed_and_then_no_more()
    {
        await using var stage = await WebhookStage.StartAsync();
        var old = (await stage.RingAsync()).Entries.Single();
        await WebhookStage.RotateAsync(stage.App);
        var now = stage.Sandbox.Clock.GetUtcNow();
        var ring = await stage.RingAsync();
        Assert.Equal(2, ring.Valid(now).Count);
        Assert.Contains(old.Secret, ring.Valid(now.AddHours(23)));
        Assert.DoesNotContain(old.Secret, ring.Valid(now.AddHours(25)));
        Assert.DoesNotContain(await stage.ListedAsync(), webhook => webhook.Id == old.WebhookId);

        await stage.RoundAsync(TimeSpan.FromHours(2));
        Assert.Contains(old.Secret, (await stage.RingAsync()).Valid(now.AddHours(23)));
    }

    [Fact]
    public async Task After_ninety_days_it_is_replaced_by_itself()
    {
        await using var stage = await WebhookStage.StartAsync();
        var old = (await stage.RecordAsync()).WebhookId;
        await stage.RoundAsync(TimeSpan.FromDays(89));
        Assert.Equal(old, (await stage.RecordAsync()).WebhookId);
        await stage.RoundAsync(TimeSpan.FromDays(1));
        var record = await stage.RecordAsync();
        Assert.NotEqual(old, record.WebhookId);
        Assert.Equal(old, Assert.Single(record.Before));
        Assert.Equal(record.WebhookId, Assert.Single(await stage.ListedAsync()).Id);
    }

    private static async Task<bool> CrashAsync(WebhookStage stage, int at)
    {
        var crash = new Crash(at);
        var instance = await stage.BesideAsync(crash.Around);
        crash.IsArmed = true;
        using (await instance.AdminAsync(HttpMethod.Post, $"/api/connections/{WebhookStage.Name}/rotate"))
        {
            // What it answers is of no interest: its process has ended.
        }

        // Past the lease, nobody waits for a secret that went with the process.
        stage.Sandbox.Clock.Advance(TimeSpan.FromMinutes(3));
        var between = await stage.SentAsync(await stage.PlayAsync());
        Assert.All(between.GroupBy(sent => sent.Event), copies => Assert.Contains(copies, sent => sent.Status is 200));

        await stage.RoundAsync(TimeSpan.FromHours(1));
        var record = await stage.RecordAsync();
        Assert.True(record is { State: WebhookState.Guarded, IsRotating: false, LeaseUntil: null }, $"after a crash at {at}: {record}");
        Assert.Equal(record.WebhookId, Assert.Single(await stage.ListedAsync()).Id);
        var after = await stage.SentAsync(await stage.PlayAsync());
        Assert.NotEmpty(after);
        Assert.All(after, sent => Assert.Equal(200, sent.Status));
        await instance.DisposeAsync();
        return crash.Struck;
    }

    private static void Around(IServiceCollection services, Func<Task> between)
    {
        var account = services.Last(service => service.ServiceType == typeof(IConvoAccount));
        services.AddSingleton<IConvoAccount>(provider => new Slow((IConvoAccount)(account.ImplementationFactory is { } factory
            ? factory(provider)
            : ActivatorUtilities.CreateInstance(provider, account.ImplementationType!)), between));
    }

    private static async Task PublishAsync(TestApp app)
    {
        using var saved = await app.AdminAsync(HttpMethod.Post, "/api/recipes", TestApp.Recipe);
        using var published = await app.AdminAsync(HttpMethod.Post, "/api/recipes/items/publish");
        Assert.True(published.IsSuccessStatusCode);
    }

    private sealed class Slow(IConvoAccount inner, Func<Task> between) : AccountAround(inner)
    {
        public override async Task<AccountAnswer<NewWebhook>> RegisterWebhookAsync(Connection connection, Uri address, CancellationToken cancellation)
        {
            var made = await base.RegisterWebhookAsync(connection, address, cancellation);
            await between();
            return made;
        }
    }
}
