using System.Text;

namespace Convo.Functions.HostStandIn.Outsiders;

/// <summary>What a client sends, with one character a byte.</summary>
internal static class ClientRequest
{
    public const string Host = "callbacks.example.org";
    public const string Json = "application/json";
    public const string JsonUtf8 = "application/json; charset=utf-8";

    /// <summary>The body of the security tests: an envelope as the host would send it.</summary>
    public const string Forged = """{"Data":{"msg":"\"forged from outside\""},"Metadata":{"DequeueCount":"1"}}""";

    /// <summary>A request without a body.</summary>
    public static string Of(string line, params string[] headers) => With(line, [$"Host: {Host}", .. headers], body: "");

    /// <summary>A request with a body and its length.</summary>
    public static string Body(string line, string type, string body, params string[] headers) =>
        With(line, [$"Host: {Host}", .. headers, $"Content-Type: {type}", $"Content-Length: {body.Length}"], body);

    /// <summary>A request with exactly these headers.</summary>
    public static string With(string line, IEnumerable<string> headers, string body)
    {
        var text = new StringBuilder(line).Append(" HTTP/1.1\r\n");
        foreach (var header in headers)
        {
            text.Append(header).Append("\r\n");
        }

        return text.Append("\r\n").Append(body).ToString();
    }

    /// <summary>A forged envelope to a target, as the security tests send it.</summary>
    public static string Forgery(string line, string probe, string type = Json) => Body(line, type, Forged, $"X-Rec-Probe: {probe}");

    /// <summary>One chunk of a chunked body.</summary>
    public static string Chunk(string data) => $"{data.Length:x}\r\n{data}\r\n";
}
