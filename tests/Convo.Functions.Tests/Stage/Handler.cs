using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Convo.Functions.Core.Ports;
using Convo.Functions.Settings;
using Convo.Functions.Simulation.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Tests.Stage;

/// <summary>The custom handler on a free port over rows in memory, called as the Functions host calls it.</summary>
internal sealed class Handler : IAsyncDisposable
{
    public const string AdminToken = "admin-token-for-tests-0123456789";
    public const string HookSecret = "whsec_exampleexampleexample00";
    public const string Connection = "acme";

    private readonly FunctionsApp app;
    private readonly string folder;

    private Handler(FunctionsApp app, string folder, MemoryTables tables, TableSwitch store, TestClock clock, LogLines log)
    {
        (this.app, this.folder, Tables, Store, Clock, Log) = (app, folder, tables, store, clock, log);
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address };
    }

    public Uri Address => app.Address;

    public string DataFolder => folder;

    public IServiceProvider Services => app.Services;

    public HttpClient Http { get; }

    public MemoryTables Tables { get; }

    /// <summary>Takes the store away, or has it fail as a bug would.</summary>
    public TableSwitch Store { get; }

    public TestClock Clock { get; }

    public LogLines Log { get; }

    public static async Task<Handler> StartAsync(Func<FunctionsOptions, FunctionsOptions>? change = null, Action<IServiceCollection>? around = null)
    {
        var toggle = new TableSwitch();
        var rows = new MemoryTables(_ => toggle.CheckAsync());
        var (options, lines, time) = Basis(services =>
        {
            services.AddSingleton<ITables>(rows).AddSingleton<SentHints>().AddSingleton<IQueues>(s => s.GetRequiredService<SentHints>());
            around?.Invoke(services);
        });
        var started = await FunctionsApp.StartAsync(change is null ? options : change(options), default);
        return new Handler(started, options.DataFolder, rows, toggle, time, lines);
    }

    /// <summary>The handler with the stores that it is shipped with, in a storage account.</summary>
    public static async Task<Handler> StartAsync(StorageAccount account)
    {
        var (options, lines, time) = Basis(_ => { });
        var started = await FunctionsApp.StartAsync(options with { Storage = new StorageSettings { ConnectionString = account.ConnectionString } }, default);
        return new Handler(started, options.DataFolder, new MemoryTables(), new TableSwitch(), time, lines);
    }

    /// <summary>The same with a connection to Convo whose webhook was registered by hand.</summary>
    public static async Task<Handler> StartConnectedAsync(Func<FunctionsOptions, FunctionsOptions>? change = null)
    {
        var handler = await StartAsync(change);
        await handler.ConnectAsync();
        return handler;
    }

    public async Task ConnectAsync()
    {
        using var answer = await AdminAsync(
            HttpMethod.Post, "/api/connections",
            $$$"""{"name":"{{{Connection}}}","kind":"convo","secrets":{"apiKey":"convo_test_key","webhookSecret":"{{{HookSecret}}}"}}""");
        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
    }

    public Task<HttpResponseMessage> AdminAsync(HttpMethod method, string path, string? json = null, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, json, [("Authorization", $"Bearer {AdminToken}"), .. headers]);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request);
    }

    /// <summary>Delivers an event, rightly signed, as the host hands it on.</summary>
    public async Task<System.Net.HttpStatusCode> HookAsync(string conversation)
    {
        var now = Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        var body = Encoding.UTF8.GetBytes(
            $$$"""{"event":"conversation.keypoints.ready","data":{"conversationId":"{{{conversation}}}","title":"Kickoff"},"timestamp":"{{{now}}}"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/convo/{Connection}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        request.Headers.Add("X-Convo-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(HookSecret), body)));
        using var answer = await Http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Calls a function as the host does for a queue message or a timer: chunked, without a length.</summary>
    public async Task<HostAnswer> CallAsync(Function function, string envelope)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, function.TriggerPath);
        request.Content = new StringContent(envelope, Encoding.UTF8, "application/json");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-HostVersion", "4.1037.0.0");
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", "198c0b95-7662-4d7a-8cd6-206d801309a7");
        request.Headers.TryAddWithoutValidation("User-Agent", "Azure-Functions-Host/4.1037.0.0");
        using var answer = await Http.SendAsync(request);
        return new HostAnswer((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await AdminAsync(HttpMethod.Get, path);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>How often requests were turned away for a reason.</summary>
    public async Task<int> CountedAsync(string reason) => (await GetAsync("/api/rejections")).GetProperty("items").EnumerateArray()
        .Where(item => item.GetProperty("reason").GetString() == reason).Sum(item => item.GetProperty("count").GetInt32());

    public IReadOnlyList<Row> Rows(string table) => [.. Tables.Snapshot().Where(row => row.Table == table).Select(row => row.Row)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Store.Mend();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static (FunctionsOptions Options, LogLines Log, TestClock Clock) Basis(Action<IServiceCollection> around)
    {
        var (lines, time) = (new LogLines(), new TestClock());
        var options = new FunctionsOptions
        {
            Port = 0,
            Storage = new StorageSettings { ConnectionString = StorageSettings.Development },
            AdminToken = AdminToken,
            AllowLoopback = true,
            DataFolder = Directory.CreateTempSubdirectory("functions-test-").FullName,
            Clock = time,
            Around = services =>
            {
                services.AddLogging(logging => logging.ClearProviders().AddProvider(lines).SetMinimumLevel(LogLevel.Debug));
                around(services);
            },
        };
        return (options, lines, time);
    }
}

/// <summary>What the Functions host gets for a call of its own.</summary>
internal sealed record HostAnswer(int Status, string? MediaType, string Body)
{
    /// <summary>What the host takes for success: anything else makes it try again, wait for its time-out, or fail.</summary>
    public static HostAnswer Success { get; } = new(200, "application/json", "{}");

    public static HostAnswer TryAgain { get; } = new(500, "application/json", "{}");
}

/// <summary>Every hint that was sent, in order.</summary>
internal sealed class SentHints : IQueues
{
    private readonly ConcurrentQueue<WorkItem> sent = new();

    public IReadOnlyList<WorkItem> All => [.. sent];

    public Task SendAsync(WorkItem item, TimeSpan delay, CancellationToken cancellation)
    {
        sent.Enqueue(item);
        return Task.CompletedTask;
    }
}

/// <summary>Takes a store away, and gives it back.</summary>
internal sealed class TableSwitch
{
    private volatile Exception? trouble;
    private volatile TaskCompletionSource? hanging;

    public void Down() => trouble = new StorageException("the test took the store away", mayHaveHappened: false);

    public void Break() => trouble = new InvalidOperationException("a bug, with a secret in its words");

    /// <summary>Whoever asks waits until it is mended.</summary>
    public void Hang() => hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend()
    {
        trouble = null;
        hanging?.TrySetResult();
        hanging = null;
    }

    public async ValueTask CheckAsync()
    {
        if (hanging is { } wait)
        {
            await wait.Task;
        }

        if (trouble is { } e)
        {
            throw e;
        }
    }
}

/// <summary>Every line that was logged, exceptions and all.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = new();

    public string All => string.Join('\n', lines.Select(line => line.Text));

    public IReadOnlyList<string> Of(LogLevel level) => [.. lines.Where(line => line.Level == level).Select(line => line.Text)];

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
