using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Convo.Functions.Benchmarks.Drive;

/// <summary>The app's own API, as a script with the admin token uses it.</summary>
internal sealed class AppApi : IDisposable
{
    private readonly HttpClient http;

    public AppApi(Uri address, string adminToken)
    {
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1) })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(30),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminToken);
    }

    /// <summary>Connects a Convo account whose webhook secret is known to us, as somebody does who registered the webhook by hand.</summary>
    public Task ConnectConvoAsync(string name, Uri baseAddress, string apiKey, string webhookSecret, CancellationToken cancellation) =>
        PostAsync("api/connections", Connection(name, "convo", baseAddress, ("apiKey", apiKey), ("webhookSecret", webhookSecret)), cancellation);

    /// <summary>Tries a connection; true where all that can't be done without works.</summary>
    public async Task<bool> WorksAsync(string connection, CancellationToken cancellation)
    {
        using var answer = await http.PostAsync(new Uri($"api/connections/{connection}/test", UriKind.Relative), content: null, cancellation);
        return (await ReadAsync(answer, cancellation)).GetProperty("works").GetBoolean();
    }

    /// <summary>Connects a Slack workspace.</summary>
    public Task ConnectSlackAsync(string name, Uri baseAddress, string token, CancellationToken cancellation) =>
        PostAsync("api/connections", Connection(name, "slack", baseAddress, ("token", token)), cancellation);

    /// <summary>Saves a recipe and publishes it.</summary>
    public async Task PublishAsync(JsonObject recipe, CancellationToken cancellation)
    {
        await PostAsync("api/recipes", recipe, cancellation);
        await PostAsync($"api/recipes/{(string)recipe["id"]!}/publish", new JsonObject(), cancellation);
    }

    /// <summary>What a path answers.</summary>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellation);
        return await ReadAsync(answer, cancellation);
    }

    /// <summary>How the app stands; it may say so with a status other than 200.</summary>
    public async Task<JsonElement> HealthAsync(CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(new Uri("api/health", UriKind.Relative), cancellation);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
    }

    /// <summary>The status that a path answers; null where nobody listens.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellation);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private static JsonObject Connection(string name, string kind, Uri baseAddress, params (string Name, string Value)[] secrets) => new()
    {
        ["name"] = name,
        ["kind"] = kind,
        ["settings"] = new JsonObject { ["baseUrl"] = baseAddress.AbsoluteUri },
        ["secrets"] = new JsonObject(secrets.Select(s => KeyValuePair.Create(s.Name, (JsonNode?)s.Value))),
    };

    private async Task PostAsync(string path, JsonObject body, CancellationToken cancellation)
    {
        // With its length: today's Functions hosts take no chunked requests.
        using var content = JsonContent.Create(body);
        await content.LoadIntoBufferAsync(cancellation);
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellation);
        await ReadAsync(answer, cancellation);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri?.AbsolutePath} answered {(int)answer.StatusCode}: {text}");
        }

        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
