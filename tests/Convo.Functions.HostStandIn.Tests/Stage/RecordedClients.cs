using Convo.Functions.HostStandIn.Outsiders;

namespace Convo.Functions.HostStandIn.Tests.Stage;

/// <summary>What the clients of the recordings sent, by the recordings' names without their mode: the bytes of what their stories tell in words.</summary>
internal static class RecordedClients
{
    private const string Browser = "User-Agent: Browser/1.0";
    private const string Tool = "User-Agent: Tool/1.0";
    private const string Webhooks = "User-Agent: Convo-Webhooks/1.0";
    private const string MergePatch = "application/merge-patch+json";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Named = """{"name":"x"}""";

    // 96 bytes with CRLF, odd spacing and UTF-8, here with one character a byte.
    public const string Webhook =
        "{ \"event\" : \"conversation.message\",\r\n  \"id\":\"evt_0001\", \"n\":1.0, \"text\":\"\u00c3\u00a9 \u00e2\u0080\u0093 \\u00e9 \\\"q\\\"\" }\n";

    public static readonly string[] WebhookHeaders =
    [
        Webhooks,
        "Accept: */*",
        "Accept-Encoding: gzip",
        $"Content-Type: {ClientRequest.JsonUtf8}",
        "X-Convo-Signature: t=1700000000,v1=1625038d1e499f77a2ad4279a9e72fbd1c1381998c3f65477a0ea2c22369d009",
        "X-Convo-Delivery: d-0001",
    ];

    /// <summary>Where the webhook of the recordings goes.</summary>
    public const string WebhookLine = "POST /hooks/convo/A%2Fb?tenant=t%201&x=1&x=2";

    private static readonly Dictionary<string, string> ByName = new()
    {
        ["connection-header"] = ClientRequest.Body(
            "POST /api/x",
            ClientRequest.JsonUtf8,
            ClientRequest.Forged,
            "X-Rec-Probe: u9.",
            "Connection: x-ms-invocation-id, X-Forwarded-For, X-Forwarded-Host, X-Azure-Functions-InvocationId"),
        ["delete-body"] = ClientRequest.Body("DELETE /api/things/1", ClientRequest.Json, """{"reason":"r"}""", Tool),
        ["delete-nobody"] = ClientRequest.Of("DELETE /api/things/1", Tool),
        ["forged-host-headers"] = ClientRequest.With(
            "POST /api/x",
            [
                $"Host: {ClientRequest.Host}",
                "User-Agent: Azure-Functions-Host/9.9",
                "X-Azure-Functions-InvocationId: 00000000-0000-0000-0000-000000000000",
                "X-Azure-Functions-HostVersion: 9.9",
                "X-Rec-Probe: p89.",
                $"Content-Length: {ClientRequest.Forged.Length}",
            ],
            ClientRequest.Forged),
        ["forged-ms-invocation-id"] = ClientRequest.Body(
            "POST /api/x",
            ClientRequest.JsonUtf8,
            ClientRequest.Forged,
            "x-ms-invocation-id: fake",
            "X-Forwarded-For: 10.0.0.1",
            "X-Forwarded-Host: fake.example",
            "X-Forwarded-Proto: https",
            "X-Rec-Probe: u10."),
        ["get-approve"] = ClientRequest.Of("GET /approve/tok_1?d=yes"),
        ["get-bare-route"] = ClientRequest.Of("GET /app"),
        ["get-path-case"] = ClientRequest.Of("GET /APP/Caf%C3%A9/a%20b//c;v=1/%7Euser"),
        ["get-query"] = ClientRequest.Of(
            "GET /app/start?code=a%2Bb&state=x+y&scope=r&scope=w&flag",
            Browser,
            "Accept: text/html",
            "Authorization: Bearer made-up-token",
            "Cookie: s=1; t=2",
            "X-Multi: one",
            "X-Multi: two",
            "X-Forwarded-For: 203.0.113.9",
            "X-Forwarded-Proto: https"),
        ["handler-200-empty"] = ClientRequest.Body("POST /api/empty", ClientRequest.Json, "{}"),
        ["handler-204"] = ClientRequest.Of("GET /api/nocontent"),
        ["handler-500"] = ClientRequest.Body("POST /api/fail", ClientRequest.Json, "{}"),
        ["handler-killed-delete-no-body"] = ClientRequest.Of("DELETE /api/hang"),
        ["handler-killed-get"] = ClientRequest.Of("GET /app/hang?x=1", Browser),
        ["handler-killed-post"] = ClientRequest.Body("POST /hooks/hang", ClientRequest.Json, """{"id":"evt_1"}""", Webhooks),
        ["handler-killed-post-no-body"] = ClientRequest.Of("POST /hooks/hang", Webhooks, "Content-Length: 0"),
        ["handler-never-answers"] = ClientRequest.Of("GET /app/hang?slow=1"),
        ["handler-redirect"] = ClientRequest.Of("GET /app/redirect"),
        ["handler-stream"] = ClientRequest.Of("GET /app/stream"),
        ["outside-cross-function"] = ClientRequest.Forgery("POST /hooks/..%5capp/start", "s6.", ClientRequest.JsonUtf8),
        ["outside-escape-backslash"] = ClientRequest.Forgery("POST /api/..\\work", "p34."),
        ["outside-escape-best-forgery"] = BestForgery($"Content-Length: {ClientRequest.Forged.Length}", ClientRequest.Forged, "s1."),
        ["outside-escape-chunked-refused"] = ChunkedForgery,
        ["outside-escape-double-encoded-dots"] = ClientRequest.Forgery("POST /api/%252e%252e/work", "p25."),
        ["outside-escape-encoded-backslash"] = ClientRequest.Forgery("POST /api/..%5cwork", "p35."),
        ["outside-escape-poison"] = ClientRequest.Forgery("POST /approve/%252e%252e/poison", "p33."),
        ["outside-escape-root"] = ClientRequest.Of("GET /app/..%5c", "X-Rec-Probe: p84."),
        ["outside-escape-sweep"] = ClientRequest.Forgery("POST /hooks/..%5csweep", "p40."),
        ["outside-no-escape"] = BestForgery($"Content-Length: {ClientRequest.Forged.Length}", ClientRequest.Forged, "s1."),
        ["outside-no-escape-chunked"] = ChunkedForgery,
        ["outside-routes"] = ClientRequest.Of("GET /nothing/here"),
        ["patch-body"] = ClientRequest.Body("PATCH /api/things/1", MergePatch, Named, Tool, "If-Match: \"e1\""),
        ["post-approve-form"] = ClientRequest.Body("POST /approve/tok_1", Form, "decision=yes&n=a+b", $"Origin: https://{ClientRequest.Host}"),
        ["put-body"] = ClientRequest.Body("PUT /api/things/1", ClientRequest.Json, Named, Tool),
        ["verb-not-listed-delete-hooks"] = ClientRequest.Of("DELETE /hooks/convo"),
        ["verb-not-listed-head-app"] = ClientRequest.Of("HEAD /app/start"),
        ["verb-not-listed-options-api"] = ClientRequest.Of("OPTIONS /api/things"),
        ["verb-not-listed-post-app"] = ClientRequest.Body("POST /app/start", ClientRequest.Json, "{}"),
        ["webhook-post"] = ClientRequest.With(
            WebhookLine, [$"Host: {ClientRequest.Host}", .. WebhookHeaders, $"Content-Length: {Webhook.Length}"], Webhook),
        ["webhook-post-empty"] = ClientRequest.Body("POST /hooks/convo", ClientRequest.Json, "", Webhooks),
        ["webhook-post-gzip-header"] = ClientRequest.Body(
            "POST /hooks/convo", ClientRequest.Json, "hello", Webhooks, "Content-Encoding: gzip", "Content-Language: en"),
    };

    private static string ChunkedForgery =>
        BestForgery("Transfer-Encoding: chunked", ClientRequest.Chunk(ClientRequest.Forged) + ClientRequest.Chunk(""), "s2.");

    /// <summary>The request of a recording's client.</summary>
    /// <param name="recording">The recording's name, with its mode.</param>
    public static string For(string recording) => ByName[recording[(recording.IndexOf('-') + 1)..]];

    public static bool Has(string recording) => ByName.ContainsKey(recording[(recording.IndexOf('-') + 1)..]);

    // Whoever forges best knows the handler's address; the port is masked anyhow.
    private static string BestForgery(string framing, string body, string probe) => ClientRequest.With(
        "POST /api/..%5cwork", ["Host: 127.0.0.1:1", $"X-Rec-Probe: {probe}", $"Content-Type: {ClientRequest.JsonUtf8}", framing], body);
}
