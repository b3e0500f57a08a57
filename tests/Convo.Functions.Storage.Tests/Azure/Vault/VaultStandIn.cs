using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Convo.Functions.Storage.Tests.Azure.Vault;

/// <summary>
/// A key vault in memory that speaks Key Vault's wire format (Microsoft Learn, "Azure Key Vault REST API", secrets, version 7.x): it asks for a token before
/// all else, keeps versions, and keeps what was removed until it is brought back. A test can put answers before its own.
/// </summary>
internal sealed class VaultStandIn(TimeProvider clock) : HttpMessageHandler
{
    private static int count;

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<string>> live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> removed = new(StringComparer.Ordinal);
    private readonly Queue<Func<HttpRequestMessage, HttpResponseMessage?>> script = new();
    private readonly List<string> asked = [];

    /// <summary>Its address. Each has its own, because Microsoft's client remembers for the whole process what an address has asked of it.</summary>
    public Uri Address { get; } = new($"https://stand-in-{Interlocked.Increment(ref count)}.vault.azure.net/");

    /// <summary>What was asked, in order: verb and path, and <c>401</c> behind it where it came without a token.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (gate)
            {
                return [.. asked];
            }
        }
    }

    /// <summary>How often a removed secret still says that it is on its way back, once that was asked for.</summary>
    public int RecoveryTakes { get; set; }

    /// <summary>Puts an answer before the next of its own; one that gives null lets the vault answer.</summary>
    public void Next(Func<HttpRequestMessage, HttpResponseMessage?> answer)
    {
        lock (gate)
        {
            script.Enqueue(answer);
        }
    }

    /// <summary>All versions of a secret, the oldest first.</summary>
    public IReadOnlyList<string> VersionsOf(string name)
    {
        lock (gate)
        {
            return [.. live.GetValueOrDefault(name, [])];
        }
    }

    public static HttpResponseMessage Error(HttpStatusCode status, string code, string? inner = null, string message = "It can't be done.")
    {
        var error = new JsonObject { ["code"] = code, ["message"] = message };
        if (inner is not null)
        {
            error["innererror"] = new JsonObject { ["code"] = inner };
        }

        return new HttpResponseMessage(status) { Content = JsonContent.Create(new JsonObject { ["error"] = error }) };
    }

    public static HttpResponseMessage Challenge(string tenant)
    {
        var answer = Error(HttpStatusCode.Unauthorized, "Unauthorized");
        answer.Headers.Add("WWW-Authenticate", $"Bearer authorization=\"https://login.windows.net/{tenant}\", resource=\"https://vault.azure.net\"");
        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        lock (gate)
        {
            var allowed = request.Headers.Authorization is { Scheme: "Bearer", Parameter.Length: > 0 };
            asked.Add($"{request.Method} {request.RequestUri!.AbsolutePath}{(allowed ? "" : " 401")}");
            if (!allowed)
            {
                return Challenge("11111111-2222-3333-4444-555555555555");
            }

            return (script.TryDequeue(out var answer) ? answer(request) : null) ?? Answer(request, body);
        }
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, JsonObject? body)
    {
        var path = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method.Method, path) switch
        {
            ("GET", ["secrets", var name]) => Get(name),
            ("PUT", ["secrets", var name]) => Set(name, (string)body!["value"]!),
            ("DELETE", ["secrets", var name]) => Delete(name),
            ("POST", ["deletedsecrets", var name, "recover"]) => Recover(name),
            _ => Error(HttpStatusCode.MethodNotAllowed, "MethodNotAllowed"),
        };
    }

    private HttpResponseMessage Get(string name) => live.TryGetValue(name, out var versions) ? Bundle(name, versions) : NotFound(name);

    private HttpResponseMessage Set(string name, string value)
    {
        if (removed.ContainsKey(name))
        {
            return Error(
                HttpStatusCode.Conflict,
                "Conflict",
                "ObjectIsDeletedButRecoverable",
                $"Secret {name} is currently in a deleted but recoverable state, and its name cannot be reused; it can only be recovered or purged.");
        }

        if (!live.TryGetValue(name, out var versions))
        {
            live[name] = versions = [];
        }

        versions.Add(value);
        return Bundle(name, versions);
    }

    private HttpResponseMessage Delete(string name)
    {
        if (!live.Remove(name, out var versions))
        {
            return NotFound(name);
        }

        removed[name] = versions;
        return Bundle(name, versions, $"{Address}deletedsecrets/{name}");
    }

    private HttpResponseMessage Recover(string name)
    {
        if (!removed.TryGetValue(name, out var versions))
        {
            return NotFound(name);
        }

        if (RecoveryTakes-- <= 0)
        {
            removed.Remove(name);
            live[name] = versions;
        }

        return Bundle(name, versions);
    }

    private HttpResponseMessage Bundle(string name, List<string> versions, string? recoveryId = null)
    {
        var bundle = new JsonObject
        {
            ["value"] = versions[^1],
            ["id"] = $"{Address}secrets/{name}/{versions.Count:x32}",
            ["attributes"] = new JsonObject { ["enabled"] = true, ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(), ["recoveryLevel"] = "Recoverable" },
        };
        if (recoveryId is not null)
        {
            bundle.Remove("value");
            bundle["recoveryId"] = recoveryId;
            bundle["deletedDate"] = clock.GetUtcNow().ToUnixTimeSeconds();
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(bundle) };
    }

    private static HttpResponseMessage NotFound(string name) =>
        Error(HttpStatusCode.NotFound, "SecretNotFound", message: $"A secret with (name/id) {name} was not found in this key vault.");
}
