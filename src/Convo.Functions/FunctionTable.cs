using Convo.Functions.Storage.Azure;

namespace Convo.Functions;

/// <summary>
/// All functions of the app, and the only place that names them: the <c>function.json</c> folders of the published app are written from it, the
/// handler answers by it, and tests compare the isolated worker and the infrastructure with it.
/// </summary>
/// <remarks>
/// Each HTTP function has a narrow route, for the host decodes paths in ways of its own; what is open is decided by our deny-by-default alone. A verb
/// that a route doesn't list is the host's 404: the hooks list GET so that the 405 of a misdirected webhook is ours, with advice.
/// </remarks>
public static class FunctionTable
{
    /// <summary>Convo's and Slack's deliveries.</summary>
    public static Function Hooks { get; } = new("hooks", new FunctionTrigger.Http("hooks/{*path}", ["get", "post"]));

    /// <summary>Personal links to what waits for a yes.</summary>
    public static Function Approve { get; } = new("approve", new FunctionTrigger.Http("approve/{*path}", ["get", "post"]));

    /// <summary>The JSON API.</summary>
    public static Function Api { get; } = new("api", new FunctionTrigger.Http("api/{*path}", ["get", "post", "put", "patch", "delete"]));

    /// <summary>The page.</summary>
    public static Function App { get; } = new("app", new FunctionTrigger.Http("app/{*path}", ["get"]));

    /// <summary>Follows hints.</summary>
    public static Function Work { get; } = new("work", new FunctionTrigger.Queue(AzureQueues.Work));

    /// <summary>Records the hints that failed again and again: only a bug of ours brings one there.</summary>
    public static Function WorkPoison { get; } = new("work-poison", new FunctionTrigger.Queue(AzureQueues.Poison));

    /// <summary>Finds what is stored but not queued, due, or stuck.</summary>
    public static Function Sweep { get; } = new("sweep", new FunctionTrigger.Timer("0 * * * * *", TimeSpan.FromMinutes(1)));

    /// <summary>Sees to what no traffic would see to.</summary>
    public static Function Poll { get; } = new("poll", new FunctionTrigger.Timer("0 */5 * * * *", TimeSpan.FromMinutes(5)));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Function> All { get; } = [Hooks, Approve, Api, App, Work, WorkPoison, Sweep, Poll];

    /// <summary>Those that the host calls with an envelope, by the path at which it does so. Nobody else may call them.</summary>
    public static IReadOnlyDictionary<string, Function> Triggered { get; } =
        All.Where(function => function.Trigger is not FunctionTrigger.Http).ToDictionary(function => function.TriggerPath, StringComparer.Ordinal);
}
