using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.HostStandIn.Tests.Stage;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.HostStandIn.Tests.Handlers;

/// <summary>Handlers that are programs of their own: how they are started, replaced, and ended.</summary>
public sealed class HandlerProcessTests : IAsyncLifetime
{
    private const int NotStartedAgain = 0;
    private const int RestartWanted = 200;
    private const int Crash = 3;

    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);

    private readonly CancellationTokenSource bound = new(TimeSpan.FromSeconds(60));
    private readonly TestClock clock = new();
    private RecordedApp app = RecordedApp.Write();
    private StandIn? host;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        app.Dispose();
        bound.Dispose();
    }

    [Fact]
    public async Task The_program_finds_port_id_root_settings_and_expanded_arguments()
    {
        await StartAsync(description => description["arguments"] = new JsonArray("handler.mjs", "--value=%A_SETTING%", "--none=%NOT_SET%."));
        var told = await AskAsync("api/x");

        Assert.Equal(host!.HandlerAddress.Port.ToString(), told.GetProperty("port").GetString());
        Assert.True(told.GetProperty("samePort").GetBoolean() && told.GetProperty("hasId").GetBoolean());
        Assert.Equal(app.Folder, told.GetProperty("root").GetString());
        Assert.Equal(app.Folder, told.GetProperty("folder").GetString());
        Assert.Equal("a value", told.GetProperty("setting").GetString());
        Assert.Equal(["--value=a", "value", "--none=."], told.GetProperty("arguments").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task The_working_directory_lies_under_the_app_root()
    {
        Directory.CreateDirectory(Path.Combine(app.Folder, "below"));
        await StartAsync(description => (description["workingDirectory"], description["arguments"]) = ("below", new JsonArray("../handler.mjs")));

        Assert.Equal(Path.Combine(app.Folder, "below"), (await AskAsync("api/x")).GetProperty("folder").GetString());
    }

    [Fact]
    public async Task A_crash_fails_what_was_open_and_the_next_handler_has_the_same_port()
    {
        await StartAsync();
        var (port, pid) = (host!.HandlerAddress.Port, await PidAsync());

        Assert.Equal(500, await StatusAsync($"api/exit/{Crash}"));
        await UntilAnotherAsync(2);
        Assert.NotEqual(pid, await PidAsync());
        Assert.Equal((port, 2), (host.HandlerAddress.Port, host.HandlersStarted));
    }

    [Fact]
    public async Task The_third_crash_stops_the_host()
    {
        await StartAsync();
        for (var crash = 1; crash <= 2; crash++)
        {
            await ExitAsync(Crash);
            await UntilAnotherAsync(crash + 1);
            Assert.False(host!.Stopped.IsCompleted);
        }

        await ExitAsync(Crash);

        await host!.Stopped.WaitAsync(bound.Token);
        Assert.Equal(3, host.HandlersStarted);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.ReadyAsync(bound.Token));
    }

    [Fact]
    public async Task Crashes_more_than_half_an_hour_apart_are_not_added_up()
    {
        await StartAsync();
        for (var crash = 1; crash <= 4; crash++)
        {
            await ExitAsync(Crash);
            await UntilAnotherAsync(crash + 1);
            clock.Advance(HalfAnHour + TimeSpan.FromSeconds(1));
        }

        Assert.Equal((false, 5), (host!.Stopped.IsCompleted, host.HandlersStarted));
    }

    [Fact]
    public async Task Exit_200_is_a_restart_that_counts_for_nothing()
    {
        await StartAsync();
        for (var restart = 1; restart <= 4; restart++)
        {
            await ExitAsync(RestartWanted);
            await UntilAnotherAsync(restart + 1);
        }

        Assert.False(host!.Stopped.IsCompleted);
    }

    [Fact]
    public async Task After_exit_0_no_handler_comes_and_every_request_fails()
    {
        await StartAsync();
        await ExitAsync(NotStartedAgain);

        Assert.Equal(500, await StatusAsync("api/x"));
        Assert.Equal(500, await StatusAsync("api/x"));
        Assert.Equal((false, 1), (host!.Stopped.IsCompleted, host.HandlersStarted));
    }

    [Fact]
    public async Task A_handler_that_never_listens_is_replaced_until_the_host_stops()
    {
        await StartAsync(description => description["arguments"] = new JsonArray("handler.mjs", "never-listens"), initialization: "00:00:00.3");
        await host!.Stopped.WaitAsync(bound.Token);

        Assert.Equal(3, host.HandlersStarted);
    }

    [Fact]
    public async Task The_end_of_the_host_ends_the_handler_without_a_warning()
    {
        await StartAsync();
        using var handler = Process.GetProcessById(await PidAsync());
        await host!.DisposeAsync();
        await handler.WaitForExitAsync(bound.Token);

        Assert.False(File.Exists(Path.Combine(app.Folder, "warned.txt")));
    }

    private async Task StartAsync(Action<JsonObject>? describe = null, string initialization = "00:00:30")
    {
        app.Dispose();
        app = RecordedApp.Write(json =>
        {
            var handler = json["customHandler"]!.AsObject();
            handler["initializationTimeout"] = initialization;
            describe?.Invoke(handler["description"]!.AsObject());
        });
        Directory.CreateDirectory(Path.Combine(app.Folder, "below"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Stage", "handler.mjs"), Path.Combine(app.Folder, "handler.mjs"));
        var settings = new Dictionary<string, string> { ["A_SETTING"] = "a value" };
        var options = new StandInOptions(app.Folder) { Mode = HostMode.Forwarding, Settings = settings, Clock = clock, HasTriggers = false };
        host = await StandIn.StartAsync(options, bound.Token);
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var client = new HttpClient();
        return await client.GetAsync(new Uri(host!.Address, path), bound.Token);
    }

    private async Task<JsonElement> AskAsync(string path)
    {
        using var answer = await GetAsync(path);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(bound.Token));
    }

    private async Task<int> PidAsync() => (await AskAsync("api/x")).GetProperty("pid").GetInt32();

    private async Task<int> StatusAsync(string path)
    {
        using var answer = await GetAsync(path);
        return (int)answer.StatusCode;
    }

    // Straight to the handler, so that the host's own way of sending again has no part in it.
    private async Task ExitAsync(int code)
    {
        await host!.ReadyAsync(bound.Token);
        using var client = new HttpClient();

        // Where the connection breaks at the moment at which it was made, .NET's client lets the socket's own exception through.
        var broken = await Record.ExceptionAsync(() => client.PostAsync(new Uri(host.HandlerAddress, $"api/exit/{code}"), content: null, bound.Token));
        Assert.True(broken is HttpRequestException or SocketException, $"{broken?.GetType()}");
    }

    private Task UntilAnotherAsync(int handlers) => host!.ReadyAsync(handlers, bound.Token);
}
