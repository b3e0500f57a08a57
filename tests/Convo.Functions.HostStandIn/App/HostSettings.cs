using System.Text.Json;
using System.Xml;

namespace Convo.Functions.HostStandIn.App;

/// <summary>What <c>host.json</c> says, with the host's defaults for what it leaves out.</summary>
public sealed record HostSettings
{
    /// <summary>The handler's program: relative to the app root where that file exists, else looked up on the path.</summary>
    public required string Executable { get; init; }

    /// <summary>Its arguments, variables expanded.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Its working directory, as a full path.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary><c>customHandler.enableForwardingHttpRequest</c>.</summary>
    public bool Forwards { get; init; }

    /// <summary><c>customHandler.enableProxyingHttpRequest</c>: hosts that know it prefer it.</summary>
    public bool Proxies { get; init; }

    /// <summary>How long a handler may take until it answers.</summary>
    public TimeSpan InitializationTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an invocation may take; null for any time.</summary>
    public TimeSpan? FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>What stands before every route, without slashes.</summary>
    public string RoutePrefix { get; init; } = "api";

    /// <summary>How queues are read.</summary>
    public QueueSettings Queues { get; init; } = new();

    /// <summary>Reads <c>host.json</c>.</summary>
    /// <exception cref="InvalidDataException">It is no host.json of a custom handler.</exception>
    public static HostSettings Read(string root, IReadOnlyDictionary<string, string> environment)
    {
        using var json = AppRoot.Json(Path.Combine(root, "host.json"));
        var handler = At(json.RootElement, "customHandler") ?? throw new InvalidDataException("host.json names no customHandler.");
        var description = At(handler, "description") ?? throw new InvalidDataException("host.json does not describe its customHandler.");
        var executable = Text(description, "defaultExecutablePath") ?? throw new InvalidDataException("host.json names no defaultExecutablePath.");
        if (At(At(json.RootElement, "extensionBundle"), "id") is null)
        {
            throw new InvalidDataException("host.json names no extensionBundle: there would be no queue trigger.");
        }

        var settings = new HostSettings
        {
            Executable = File.Exists(Path.Combine(root, executable)) ? Path.Combine(root, executable) : executable,
            WorkingDirectory = Path.GetFullPath(Path.Combine(root, Text(description, "workingDirectory") ?? "")),
            Arguments = [.. Texts(description, "arguments").Select(argument => Variables.ExpandOrEmpty(argument, environment))],
            Forwards = Flag(handler, "enableForwardingHttpRequest"),
            Proxies = Flag(handler, "enableProxyingHttpRequest"),
            Queues = QueueSettings.Read(At(At(json.RootElement, "extensions"), "queues")),
        };
        return settings with
        {
            InitializationTimeout = Time(handler, "initializationTimeout") ?? settings.InitializationTimeout,
            FunctionTimeout = Text(json.RootElement, "functionTimeout") is "-1" ? null : Time(json.RootElement, "functionTimeout") ?? settings.FunctionTimeout,
            RoutePrefix = Text(At(At(json.RootElement, "extensions"), "http"), "routePrefix")?.Trim('/') ?? settings.RoutePrefix,
        };
    }

    internal static JsonElement? At(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } there && there.TryGetProperty(name, out var value) ? value : null;

    internal static string? Text(JsonElement? json, string name) => At(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    internal static TimeSpan? Time(JsonElement? json, string name) =>
        Text(json, name) is not { } text ? null : text.StartsWith('P') ? XmlConvert.ToTimeSpan(text) : TimeSpan.Parse(text);

    internal static bool Flag(JsonElement? json, string name) => At(json, name) is { ValueKind: JsonValueKind.True };

    internal static IEnumerable<string> Texts(JsonElement? json, string name) =>
        At(json, name) is { ValueKind: JsonValueKind.Array } values ? values.EnumerateArray().Select(value => value.GetString() ?? "") : [];
}

/// <summary><c>extensions.queues</c>, with the defaults of the queue extension.</summary>
public sealed record QueueSettings
{
    /// <summary>How many messages are fetched at once.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>New messages are fetched when at most so many are still being handled.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    /// <summary>A message that failed so often goes to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message that failed stays invisible.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>The longest pause between two looks into an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    internal static QueueSettings Read(JsonElement? json)
    {
        var usual = new QueueSettings();
        var batch = Number(json, "batchSize") ?? usual.BatchSize;
        return new QueueSettings
        {
            BatchSize = batch,
            NewBatchThreshold = Number(json, "newBatchThreshold") ?? batch / 2,
            MaxDequeueCount = Number(json, "maxDequeueCount") ?? usual.MaxDequeueCount,
            VisibilityTimeout = HostSettings.Time(json, "visibilityTimeout") ?? usual.VisibilityTimeout,
            MaxPollingInterval = HostSettings.Time(json, "maxPollingInterval") ?? usual.MaxPollingInterval,
        };
    }

    private static int? Number(JsonElement? json, string name) =>
        HostSettings.At(json, name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : null;
}
