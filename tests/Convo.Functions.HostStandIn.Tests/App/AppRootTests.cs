using System.Text.Json.Nodes;
using Convo.Functions.HostStandIn.App;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.HostStandIn.Tests.Stage;

namespace Convo.Functions.HostStandIn.Tests.App;

/// <summary>How a published app is read.</summary>
public sealed class AppRootTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private RecordedApp app = RecordedApp.Write();

    public void Dispose() => app.Dispose();

    [Fact]
    public void The_recorded_app_is_read_whole()
    {
        var root = AppRoot.Read(app.Folder, Nothing);

        Assert.Equal(["api", "app", "approve", "hooks", "poison", "poll", "sweep", "work"], root.Functions.Select(function => function.Name));
        var hooks = Assert.IsType<FunctionDefinition.Http>(root.Functions.Single(function => function.Name is "hooks"));
        Assert.Equal(("hooks/{*path}", "GET POST", true), (hooks.Route, string.Join(' ', hooks.Methods), hooks.IsAnonymous));
        Assert.Contains(new FunctionDefinition.Queue("work", "msg", "work", "AzureWebJobsStorage"), root.Functions);
        Assert.Contains(new FunctionDefinition.Timer("poll", "timer", "0 */5 * * * *", RunsOnStartup: true), root.Functions);
        Assert.Equal((true, true, ""), (root.Host.Forwards, root.Host.Proxies, root.Host.RoutePrefix));
        Assert.Equal(RecordedApp.FunctionTimeout, root.Host.FunctionTimeout);
    }

    [Fact]
    public void What_host_json_leaves_out_has_the_defaults_of_the_host()
    {
        Rewrite(host =>
        {
            host.Remove("extensions");
            host.Remove("functionTimeout");
        });
        var root = AppRoot.Read(app.Folder, Nothing);
        var queues = root.Host.Queues;

        Assert.Equal(("api", TimeSpan.FromMinutes(30)), (root.Host.RoutePrefix, root.Host.FunctionTimeout));
        Assert.Equal(TimeSpan.FromSeconds(30), root.Host.InitializationTimeout);
        Assert.Equal(
            (16, 8, 5, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            (queues.BatchSize, queues.NewBatchThreshold, queues.MaxDequeueCount, queues.VisibilityTimeout, queues.MaxPollingInterval));
        Assert.Equal("api/hooks/{*path}", root.Functions.OfType<FunctionDefinition.Http>().Single(function => function.Name is "hooks").Route);
    }

    [Fact]
    public void A_function_timeout_of_minus_one_is_none()
    {
        Rewrite(host => host["functionTimeout"] = "-1");
        Assert.Null(AppRoot.Read(app.Folder, Nothing).Host.FunctionTimeout);
    }

    [Fact]
    public void Settings_stand_in_the_place_of_their_names()
    {
        app.AddTrigger("named", new JsonObject { ["type"] = "queueTrigger", ["name"] = "msg", ["queueName"] = "%QUEUE%-x" });

        Assert.Throws<InvalidDataException>(() => AppRoot.Read(app.Folder, Nothing));
        var root = AppRoot.Read(app.Folder, new Dictionary<string, string> { ["QUEUE"] = "work" });
        Assert.Equal("work-x", root.Functions.OfType<FunctionDefinition.Queue>().Single(function => function.Name is "named").QueueName);
    }

    [Fact]
    public void A_disabled_function_is_left_out()
    {
        File.WriteAllText(Path.Combine(app.Folder, "sweep", "function.json"), """{"disabled":true,"bindings":[{"type":"timerTrigger"}]}""");
        Assert.DoesNotContain(AppRoot.Read(app.Folder, Nothing).Functions, function => function.Name is "sweep");
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[{"type":"queueTrigger","name":"msg","queueName":"a"},{"type":"queue","direction":"out","name":"out","queueName":"b"}]""")]
    [InlineData("""[{"type":"httpTrigger","name":"req"}]""")]
    [InlineData("""[{"type":"httpTrigger","name":"req"},{"type":"queue","direction":"out","name":"out"}]""")]
    [InlineData("""[{"type":"eventHubTrigger","name":"e"}]""")]
    [InlineData("""[{"type":"queueTrigger","name":"msg"}]""")]
    public void What_is_not_imitated_is_refused(string bindings)
    {
        Directory.CreateDirectory(Path.Combine(app.Folder, "odd"));
        File.WriteAllText(Path.Combine(app.Folder, "odd", "function.json"), $$"""{"bindings":{{bindings}}}""");
        Assert.Throws<InvalidDataException>(() => AppRoot.Read(app.Folder, Nothing));
    }

    [Theory]
    [InlineData("customHandler")]
    [InlineData("extensionBundle")]
    public void A_host_json_without_what_the_host_needs_is_refused(string section)
    {
        Rewrite(host => host.Remove(section));
        Assert.Throws<InvalidDataException>(() => AppRoot.Read(app.Folder, Nothing));
    }

    [Theory]
    [InlineData("enableForwardingHttpRequest", HostMode.Forwarding)]
    [InlineData("enableProxyingHttpRequest", HostMode.Proxy)]
    public async Task A_mode_that_is_not_switched_on_is_refused(string name, HostMode mode)
    {
        Rewrite(host => host["customHandler"]![name] = false);
        await Assert.ThrowsAsync<InvalidDataException>(
            () => StandIn.StartAsync(new StandInOptions(app.Folder) { Mode = mode, HasTriggers = false }, CancellationToken.None));
    }

    private void Rewrite(Action<JsonObject> change)
    {
        app.Dispose();
        app = RecordedApp.Write(change);
    }
}
