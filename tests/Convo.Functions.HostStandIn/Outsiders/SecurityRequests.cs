namespace Convo.Functions.HostStandIn.Outsiders;

/// <summary>The bytes of the requests of the security table. Most are the method and the target themselves; the others are told there in words.</summary>
internal sealed class SecurityRequests
{
    private const string Escape = "POST /api/..%5cwork";
    private const string Best = "best forgery: POST /api/..%5cwork, no User-Agent, the Content-Type of the host, Host set to the address of the handler";
    private const string HandlerHost = "Host: 127.0.0.1:1";

    private readonly string body;
    private readonly Dictionary<string, string> inWords;

    /// <param name="body">What each request carries: an envelope as the host would send it.</param>
    public SecurityRequests(string body)
    {
        this.body = body;
        var length = $"Content-Length: {body.Length}";
        inWords = new Dictionary<string, string>
        {
            ["POST /api/x, X-Original-URL and X-Rewrite-Url: /work"] = Post("POST /api/x", "X-Original-URL: /work", "X-Rewrite-Url: /work"),
            ["POST /admin/functions/work (anonymous)"] = Post("POST /admin/functions/work"),
            ["POST /api/x with Host: 127.0.0.1/work?"] = With("POST /api/x", "Host: 127.0.0.1/work?", length),
            ["POST /api/x with Host: x:80@127.0.0.1"] = With("POST /api/x", "Host: x:80@127.0.0.1", length),
            ["POST /api/x with forged X-Azure-Functions-InvocationId and HostVersion"] = Post(
                "POST /api/x", "X-Azure-Functions-InvocationId: 00000000-0000-0000-0000-000000000000", "X-Azure-Functions-HostVersion: 9.9"),
            [Best] = With(Escape, HandlerHost, $"Content-Type: {ClientRequest.JsonUtf8}", length),
            ["the same with Transfer-Encoding: chunked instead of Content-Length"] = Chunked("Transfer-Encoding: chunked"),
            ["the same with both Content-Length and Transfer-Encoding: chunked"] = Chunked(length, "Transfer-Encoding: chunked"),
            ["the same with Transfer-Encoding: gzip, chunked"] = Chunked("Transfer-Encoding: gzip, chunked"),
            ["the same with Connection: Transfer-Encoding, X and chunked"] = Chunked("Connection: Transfer-Encoding, X", "Transfer-Encoding: chunked"),
            ["POST /hooks/..%5capp/start: a verb that the function app does not list, through the function hooks"] = Post("POST /hooks/..%5capp/start"),
            ["GET /app/..%5capi/things: the path of another function"] = ClientRequest.Of("GET /app/..%5capi/things"),
            ["POST /api/x%3fq=1 with query y=2"] = Post("POST /api/x%3fq=1?y=2"),
            ["POST http://callbacks.example.org/api/..%5cwork (absolute form)"] = Post("POST http://callbacks.example.org/api/..%5cwork"),
            ["POST /api/x naming host headers in Connection"] = Post(
                "POST /api/x", "Connection: x-ms-invocation-id, X-Forwarded-For, X-Forwarded-Host, X-Azure-Functions-InvocationId"),
            ["POST /api/x with its own x-ms-invocation-id and X-Forwarded-* headers"] = Post(
                "POST /api/x", "x-ms-invocation-id: fake", "X-Forwarded-For: 10.0.0.1", "X-Forwarded-Host: fake.example", "X-Forwarded-Proto: https"),
            ["POST /api/x chunked"] = ClientRequest.With("POST /api/x", [$"Host: {ClientRequest.Host}", "Transfer-Encoding: chunked"], Chunks),
        };
    }

    private string Chunks => ClientRequest.Chunk(body) + ClientRequest.Chunk("");

    /// <summary>The bytes of a request, by the words of its row.</summary>
    public string For(SecurityRow row) => inWords.GetValueOrDefault(row.Request)
        ?? (row.Request.StartsWith("GET ", StringComparison.Ordinal) ? ClientRequest.Of(row.Request) : Post(row.Request));

    private string Post(string line, params string[] headers) => ClientRequest.Body(line, ClientRequest.Json, body, headers);

    private string With(string line, params string[] headers) => ClientRequest.With(line, headers, body);

    private string Chunked(params string[] framing) =>
        ClientRequest.With(Escape, [HandlerHost, $"Content-Type: {ClientRequest.JsonUtf8}", .. framing], Chunks);
}
