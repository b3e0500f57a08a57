using System.Text.Json;
using Convo.Functions.Tests.Stage;
using Convo.Functions.Triggers;

namespace Convo.Functions.Tests.Publishing;

/// <summary><c>host.json</c> and the code rest on each other in places that no compiler sees.</summary>
public sealed class HostFileTests
{
    private readonly JsonElement host = JsonDocument.Parse(RepositoryFile.Read("host.json")).RootElement;

    [Fact]
    public void The_host_starts_the_program_of_this_project()
    {
        var handler = host.GetProperty("customHandler");
        Assert.Equal(typeof(FunctionsApp).Assembly.GetName().Name, handler.GetProperty("description").GetProperty("defaultExecutablePath").GetString());
        Assert.False(handler.GetProperty("description").TryGetProperty("arguments", out _));
    }

    [Fact]
    public void Newer_hosts_proxy_requests_and_older_ones_fall_back_to_forwarding_them()
    {
        Assert.True(host.GetProperty("customHandler").GetProperty("enableProxyingHttpRequest").GetBoolean());
        Assert.True(host.GetProperty("customHandler").GetProperty("enableForwardingHttpRequest").GetBoolean());
    }

    [Fact]
    public void Routes_have_no_prefix_and_no_route_stands_beside_the_folders()
    {
        Assert.Equal("", host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
        Assert.False(host.GetProperty("customHandler").TryGetProperty("http", out _));
    }

    [Fact]
    public void The_bundle_with_the_queue_trigger_is_named()
    {
        Assert.Equal("Microsoft.Azure.Functions.ExtensionBundle", host.GetProperty("extensionBundle").GetProperty("id").GetString());
        Assert.Equal("[4.*, 5.0.0)", host.GetProperty("extensionBundle").GetProperty("version").GetString());
    }

    [Fact]
    public void A_message_that_a_bug_of_ours_fails_is_tried_five_times_with_a_pause_and_an_idle_queue_is_asked_every_five_seconds()
    {
        var queues = host.GetProperty("extensions").GetProperty("queues");
        Assert.Equal(5, queues.GetProperty("maxDequeueCount").GetInt32());
        Assert.Equal(TimeSpan.FromSeconds(5), Time(queues, "maxPollingInterval"));
        Assert.True(Time(queues, "visibilityTimeout") > TimeSpan.Zero);
        Assert.InRange(queues.GetProperty("batchSize").GetInt32(), 1, 32);
    }

    [Fact]
    public void A_call_ends_by_itself_before_the_host_would_kill_the_handler_for_it() =>
        Assert.True(TriggerDoor.Within < Time(host, "functionTimeout"), "functionTimeout must be longer than a call may take.");

    private static TimeSpan Time(JsonElement json, string name) => TimeSpan.Parse(json.GetProperty(name).GetString()!);
}
