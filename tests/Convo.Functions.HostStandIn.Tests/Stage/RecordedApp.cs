using System.Text.Json.Nodes;

namespace Convo.Functions.HostStandIn.Tests.Stage;

/// <summary>The function app that was recorded, written into a folder of its own.</summary>
internal sealed class RecordedApp : IDisposable
{
    /// <summary>The limit that was recorded.</summary>
    public static readonly TimeSpan FunctionTimeout = TimeSpan.FromSeconds(20);

    private RecordedApp()
    {
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("convo-host-stand-in-").FullName;

    /// <param name="change">Changes <c>host.json</c> before it is written.</param>
    public static RecordedApp Write(Action<JsonObject>? change = null)
    {
        var app = new RecordedApp();
        var host = HostJson();
        change?.Invoke(host);
        File.WriteAllText(Path.Combine(app.Folder, "host.json"), host.ToJsonString());
        app.AddHttp("hooks", "hooks/{*path}", "get", "post");
        app.AddHttp("api", "api/{*path}", "get", "post", "put", "patch", "delete");
        app.AddHttp("app", "app/{*path}", "get");
        app.AddHttp("approve", "approve/{*path}", "get", "post");
        app.AddTrigger("work", new JsonObject { ["type"] = "queueTrigger", ["name"] = "msg", ["queueName"] = "work" });
        app.AddTrigger("poison", new JsonObject { ["type"] = "queueTrigger", ["name"] = "msg", ["queueName"] = "work-poison" });
        app.AddTrigger("sweep", new JsonObject { ["type"] = "timerTrigger", ["name"] = "timer", ["schedule"] = "0 * * * * *" });
        app.AddTrigger(
            "poll", new JsonObject { ["type"] = "timerTrigger", ["name"] = "timer", ["schedule"] = "0 */5 * * * *", ["runOnStartup"] = true });
        return app;
    }

    public void AddHttp(string name, string route, params string[] methods) => Add(name, new JsonArray(
        new JsonObject
        {
            ["type"] = "httpTrigger",
            ["direction"] = "in",
            ["name"] = "req",
            ["route"] = route,
            ["authLevel"] = "anonymous",
            ["methods"] = new JsonArray([.. methods.Select(method => (JsonNode)method)]),
        },
        new JsonObject { ["type"] = "http", ["direction"] = "out", ["name"] = "res" }));

    public void AddTrigger(string name, JsonObject binding)
    {
        binding["direction"] = "in";
        Add(name, new JsonArray(binding));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static JsonObject HostJson() => new()
    {
        ["version"] = "2.0",
        ["functionTimeout"] = FunctionTimeout.ToString("c"),
        ["extensionBundle"] = new JsonObject { ["id"] = "Microsoft.Azure.Functions.ExtensionBundle", ["version"] = "[4.*, 5.0.0)" },
        ["extensions"] = new JsonObject
        {
            ["http"] = new JsonObject { ["routePrefix"] = "" },
            ["queues"] = new JsonObject { ["maxDequeueCount"] = 5, ["visibilityTimeout"] = "00:00:03", ["maxPollingInterval"] = "00:00:02" },
        },
        ["customHandler"] = new JsonObject
        {
            ["description"] = new JsonObject { ["defaultExecutablePath"] = "node", ["arguments"] = new JsonArray("handler.mjs") },
            ["enableForwardingHttpRequest"] = true,
            ["enableProxyingHttpRequest"] = true,
        },
    };

    private void Add(string name, JsonArray bindings)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name));
        File.WriteAllText(Path.Combine(folder.FullName, "function.json"), new JsonObject { ["bindings"] = bindings }.ToJsonString());
    }
}
