using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Convo.Functions.Connectors;
using Convo.Functions.Core;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Tests.Stage;

/// <summary>The whole HTTP surface over a real server on a free port, with the flow behind it and rows in memory.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public const string AdminToken = "admin-token-for-tests-0123456789";
    public const string HookSecret = "whsec_exampleexampleexample00";
    public const string Connection = "acme";

    /// <summary>A recipe that posts titles; it needs <see cref="SlackAsync"/>.</summary>
    public const string Recipe = """
        {"schema":1,"id":"items","name":"Items","when":{"occasion":"summary"},
         "steps":[{"id":"post","action":"slack.post-message","version":1,"connection":"slack","settings":{"channel":"#meetings","text":"{{meeting.title}}"}}]}
        """;

    private readonly string folder;
    private readonly WebApplication web;
    private bool isGuest;

    private TestApp(string folder, WebApplication web, Switch store, MemoryTables tables, LogLines log)
    {
        (this.folder, this.web, Store, Tables, Log) = (folder, web, store, tables, log);
        Address = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public MemoryTables Tables { get; }

    /// <summary>Takes the store away and gives it back.</summary>
    public Switch Store { get; }

    public LogLines Log { get; }

    public IServiceProvider Services => web.Services;

    /// <summary>Starts one.</summary>
    /// <param name="change">What is different in its options.</param>
    /// <param name="clock">Its clock; the system's where none is given.</param>
    /// <param name="beside">Another instance whose rows and keys it shares; that one is disposed after this.</param>
    /// <param name="around">What is put around its parts, after all are registered.</param>
    public static async Task<TestApp> StartAsync(
        Func<WebOptions, WebOptions>? change = null, TimeProvider? clock = null, TestApp? beside = null, Action<IServiceCollection>? around = null)
    {
        var data = beside?.folder ?? Directory.CreateTempSubdirectory("web-test-").FullName;
        var store = beside?.Store ?? new Switch();
        var log = new LogLines();
        var tables = beside?.Tables ?? new MemoryTables(_ => store.CheckAsync());
        var options = new WebOptions { DataFolder = data, AdminToken = AdminToken, AllowLoopback = true };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton<ITables>(tables)
            .AddSingleton<IQueues, NoQueue>()
            .AddConvoCore(new FlowOptions())
            .AddConnectors(LoopbackRule.Allowed)
            .AddConvoWeb(change is null ? options : change(options));
        around?.Invoke(builder.Services);
        var built = builder.Build();
        built.MapConvoWeb();
        await built.StartAsync();
        return new TestApp(data, built, store, tables, log) { isGuest = beside is not null };
    }

    /// <summary>The same with a connection to Convo whose webhook was registered by hand.</summary>
    public static async Task<TestApp> StartConnectedAsync(Func<WebOptions, WebOptions>? change = null, TimeProvider? clock = null)
    {
        var app = await StartAsync(change, clock);
        using var answer = await app.AdminAsync(
            HttpMethod.Post, "/api/connections",
            $$$"""{"name":"{{{Connection}}}","kind":"convo","secrets":{"apiKey":"convo_test_key","webhookSecret":"{{{HookSecret}}}"}}""");
        Xunit.Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return app;
    }

    public Task<HttpResponseMessage> AdminAsync(HttpMethod method, string path, string? json = null) => SendAsync(method, path, json, AdminToken);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request);
    }

    public async Task<HttpStatusCode> HookAsync(byte[] body, string? signature, string connection = Connection, string? mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/convo/{connection}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Convo-Signature", signature);
        }

        using var answer = await Http.SendAsync(request);
        return answer.StatusCode;
    }

    public Task<HttpStatusCode> HookAsync(string body, string? mediaType = "application/json")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return HookAsync(bytes, Signing.Sign(bytes, HookSecret), mediaType: mediaType);
    }

    /// <summary>A connection named <c>slack</c>.</summary>
    public async Task SlackAsync()
    {
        using var answer = await AdminAsync(HttpMethod.Post, "/api/connections", """{"name":"slack","kind":"slack","secrets":{"token":"xoxb-test-token"}}""");
        Xunit.Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    /// <summary>Looks at a meeting, as the hint would have had it done.</summary>
    public Task AdvanceAsync(string conversation) =>
        Services.GetRequiredService<Flow>().AdvanceAsync(Core.Meetings.MeetingKey.For(Connection, conversation), default);

    /// <summary>Rows that deliveries leave behind.</summary>
    public int HookRows() => Tables.Snapshot().Count(row =>
        row.Table is TableNames.Meetings or TableNames.Quarantine or TableNames.Content or TableNames.Open or TableNames.Timeline);

    public int Rows(string table) => Tables.Snapshot().Count(row => row.Table == table);

    public async Task<bool> CountedAsync(string reason)
    {
        using var answer = await AdminAsync(HttpMethod.Get, "/api/rejections");
        return (await answer.Content.ReadAsStringAsync()).Contains($"\"{reason}\"", StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Store.Down = false;
        await web.StopAsync();
        await web.DisposeAsync();
        if (!isGuest)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class NoQueue : IQueues
    {
        public Task SendAsync(WorkItem item, TimeSpan delay, CancellationToken cancellation) => Task.CompletedTask;
    }
}

/// <summary>Takes a store away and gives it back.</summary>
internal sealed class Switch
{
    public volatile bool Down;
    private volatile TaskCompletionSource? held;

    public ValueTask CheckAsync() => Down ? throw new StorageException("the test took the store away", mayHaveHappened: false)
        : held is { } hanging ? new ValueTask(hanging.Task)
        : default;

    /// <summary>From now on the store answers nobody.</summary>
    public void Hang() => held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The store answers again, those too who asked meanwhile.</summary>
    public void Answer()
    {
        var waiting = held;
        held = null;
        waiting?.SetResult();
    }
}

/// <summary>Every line that was logged, exceptions and all.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = new();

    public string All => string.Join('\n', lines.Select(line => line.Text));

    public IEnumerable<string> Of(LogLevel level) => lines.Where(line => line.Level == level).Select(line => line.Text);

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue((logLevel, $"{formatter(state, exception)} {exception}"));
}
