using Convo.Functions.HostStandIn.Outsiders;

namespace Convo.Functions.HostStandIn.Tests.Stage;

/// <summary>What the recorded handler answered, by the path that it received.</summary>
internal static class RecordedAnswers
{
    public const string NotFound = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

    private static readonly string[] Triggers = ["/work", "/sweep", "/poll", "/poison"];

    /// <summary>The answer to a request.</summary>
    public static string To(string request)
    {
        var (method, path) = (request.Split(' ')[0], request.Split(' ')[1].Split('?')[0]);
        return path switch
        {
            "/" => NotFound,
            _ when Triggers.Contains(path) => Ok("application/json", $$"""{"Outputs":{},"Logs":["{{path[1..]}} done"],"ReturnValue":null}"""),
            _ when path.StartsWith("/hooks", StringComparison.Ordinal) => With("202 Accepted", "Content-Type: application/json", """{"accepted":true}"""),
            _ => With("200 OK", $"Content-Type: {ClientRequest.JsonUtf8}\r\nX-Request-Seen: {method}\r\nCache-Control: no-store", """{"ok":true}"""),
        };
    }

    /// <summary>200 with a body.</summary>
    public static string Ok(string type, string body) => With("200 OK", $"Content-Type: {type}", body);

    public static string With(string status, string headers, string body) =>
        $"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
