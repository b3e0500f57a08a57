using System.Text.Json;

namespace Convo.Functions.HostStandIn.App;

/// <summary>The root folder of a function app: <c>host.json</c>, and a folder with a <c>function.json</c> for each function.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Host">What <c>host.json</c> says.</param>
/// <param name="Functions">Its functions, by name.</param>
public sealed record AppRoot(string Folder, HostSettings Host, IReadOnlyList<FunctionDefinition> Functions)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads an app.</summary>
    /// <exception cref="InvalidDataException">The host would not start with it, or would treat a function in a way that this one doesn't imitate.</exception>
    public static AppRoot Read(string folder, IReadOnlyDictionary<string, string> environment)
    {
        var host = HostSettings.Read(folder, environment);
        var functions = Directory.EnumerateDirectories(folder)
            .Order(StringComparer.Ordinal)
            .Select(one => Path.Combine(one, "function.json"))
            .Where(File.Exists)
            .Select(file => Function(file, host.RoutePrefix, environment))
            .OfType<FunctionDefinition>()
            .ToList();
        return functions.Count > 0 ? new AppRoot(folder, host, functions) : throw new InvalidDataException($"No function was found in {folder}.");
    }

    internal static JsonDocument Json(string file) => JsonDocument.Parse(File.ReadAllBytes(file), Lenient);

    private static FunctionDefinition? Function(string file, string prefix, IReadOnlyDictionary<string, string> environment)
    {
        var name = Path.GetFileName(Path.GetDirectoryName(file))!;
        using var json = Json(file);
        if (HostSettings.Flag(json.RootElement, "disabled"))
        {
            return null;
        }

        var bindings = HostSettings.At(json.RootElement, "bindings")?.EnumerateArray().ToList() ?? [];
        var triggers = bindings.Where(binding => HostSettings.Text(binding, "type")?.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase) is true).ToList();
        if (triggers is not [var trigger])
        {
            throw new InvalidDataException($"{name} has {triggers.Count} triggers.");
        }

        var bound = Required(trigger, "name", name);
        return Required(trigger, "type", name).ToLowerInvariant() switch
        {
            "httptrigger" => Http(name, trigger, bindings, prefix),
            "queuetrigger" when bindings.Count is 1 => new FunctionDefinition.Queue(
                name,
                bound,
                Variables.Expand(Required(trigger, "queueName", name), environment),
                HostSettings.Text(trigger, "connection") ?? "AzureWebJobsStorage"),
            "timertrigger" when bindings.Count is 1 => new FunctionDefinition.Timer(
                name, bound, Variables.Expand(Required(trigger, "schedule", name), environment), HostSettings.Flag(trigger, "runOnStartup")),
            var type => throw new InvalidDataException($"{name}: {type} with {bindings.Count} bindings is not imitated."),
        };
    }

    // With any further binding the real host sends the JSON envelope instead of the request.
    private static FunctionDefinition.Http Http(string name, JsonElement trigger, List<JsonElement> bindings, string prefix)
    {
        var outputs = bindings.Where(binding => HostSettings.Text(binding, "direction") is "out").ToList();
        if (bindings.Count is not 2 || outputs is not [var output] || HostSettings.Text(output, "type") is not "http")
        {
            throw new InvalidDataException($"{name}: an HTTP function with other bindings than one trigger and one http output is not imitated.");
        }

        var route = (HostSettings.Text(trigger, "route") ?? name).Trim('/');
        return new FunctionDefinition.Http(
            name,
            prefix.Length is 0 ? route : $"{prefix}/{route}",
            [.. HostSettings.Texts(trigger, "methods").Select(method => method.ToUpperInvariant())],
            HostSettings.Text(trigger, "authLevel") is "anonymous");
    }

    private static string Required(JsonElement trigger, string name, string function) =>
        HostSettings.Text(trigger, name) ?? throw new InvalidDataException($"{function}: the trigger has no {name}.");
}
