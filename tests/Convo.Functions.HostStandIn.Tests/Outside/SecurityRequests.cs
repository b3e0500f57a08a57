using Convo.Functions.HostStandIn.Tests.Stage;

namespace Convo.Functions.HostStandIn.Tests.Outside;

/// <summary>The bytes of the requests of the security table. Most are the method and the target themselves; the others are told there in words.</summary>
internal static class SecurityRequests
{
    private const string Escape = "POST /api/..%5cwork";
    private const string Best = "best forgery: POST /api/..%5cwork, no User-Agent, the Content-Type of the host, Host set to the address of the handler";
    private static readonly string Length = $"Content-Length: {ClientRequest.Forged.Length}";
    private static readonly string Chunks = ClientRequest.Chunk(ClientRequest.Forged) + ClientRequest.Chunk("");

    private static readonly Dictionary<string, string> InWords = new()
    {
        ["POST /api/x, X-Original-URL and X-Rewrite-Url: /work"] = Post("POST /api/x", "X-Original-URL: /work", "X-Rewrite-Url: /work"),
        ["POST /admin/functions/work (anonymous)"] = Post("POST /admin/functions/work"),
        ["POST /api/x with Host: 127.0.0.1/work?"] = ToHost("127.0.0.1/work?"),
        ["POST /api/x with Host: x:80@127.0.0.1"] = ToHost("x:80@127.0.0.1"),
        ["POST /api/x with forged X-Azure-Functions-InvocationId and HostVersion"] = RecordedClients.For("fwd-forged-host-headers"),
        [Best] = RecordedClients.For("fwd-outside-escape-best-forgery"),
        ["the same with Transfer-Encoding: chunked instead of Content-Length"] = Chunked("Transfer-Encoding: chunked"),
        ["the same with both Content-Length and Transfer-Encoding: chunked"] = Chunked(Length, "Transfer-Encoding: chunked"),
        ["the same with Transfer-Encoding: gzip, chunked"] = Chunked("Transfer-Encoding: gzip, chunked"),
        ["the same with Connection: Transfer-Encoding, X and chunked"] = Chunked("Connection: Transfer-Encoding, X", "Transfer-Encoding: chunked"),
        ["POST /hooks/..%5capp/start: a verb that the function app does not list, through the function hooks"] = Post("POST /hooks/..%5capp/start"),
        ["GET /app/..%5capi/things: the path of another function"] = ClientRequest.Of("GET /app/..%5capi/things"),
        ["POST /api/x%3fq=1 with query y=2"] = Post("POST /api/x%3fq=1?y=2"),
        ["POST http://callbacks.example.org/api/..%5cwork (absolute form)"] = Post("POST http://callbacks.example.org/api/..%5cwork"),
        ["POST /api/x naming host headers in Connection"] = RecordedClients.For("fwd-connection-header"),
        ["POST /api/x with its own x-ms-invocation-id and X-Forwarded-* headers"] = RecordedClients.For("fwd-forged-ms-invocation-id"),
        ["POST /api/x chunked"] = ClientRequest.With("POST /api/x", [$"Host: {ClientRequest.Host}", "Transfer-Encoding: chunked"], Chunks),
    };

    /// <summary>The bytes of a request, by the words of its row.</summary>
    public static string For(string row) => InWords.GetValueOrDefault(row)
        ?? (row.StartsWith("GET ", StringComparison.Ordinal) ? ClientRequest.Of(row) : Post(row));

    private static string Post(string line, params string[] headers) => ClientRequest.Body(line, ClientRequest.Json, ClientRequest.Forged, headers);

    private static string ToHost(string host) => ClientRequest.With("POST /api/x", [$"Host: {host}", Length], ClientRequest.Forged);

    private static string Chunked(params string[] framing) => ClientRequest.With(
        Escape, ["Host: 127.0.0.1:1", $"Content-Type: {ClientRequest.JsonUtf8}", .. framing], Chunks);
}
