using System.Text;

namespace Convo.Functions.HostStandIn.Tests.Reading;

/// <summary>An exchange between the real host, its handler and a client, as <c>Recordings/README.md</c> describes the files.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Deliveries">What the handler read and answered; none where it received nothing.</param>
/// <param name="ClientSaw">What the client saw, with LF for CRLF and without the time it took; null where there was no client.</param>
internal sealed record Recording(string Name, IReadOnlyList<Delivery> Deliveries, string? ClientSaw)
{
    private const string Ending = ".http";
    private const string Response = "\n### response\n";
    private const string Client = "\n### client saw\n";
    private const string Several = "### delivery ";
    private const string NoBody = "(empty body)";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Recordings");

    /// <summary>The names of all recordings.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*" + Ending).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>The only delivery's request.</summary>
    public string Request => Deliveries.Single().Request;

    public static Recording Read(string name)
    {
        // One character a byte, so that nothing is lost.
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(Folder, name + Ending)));
        var exchange = text[(text.IndexOf('\n') + 1)..];
        var parts = exchange.Split(Client, 2);
        return new Recording(name, [.. DeliveriesOf(parts[0])], parts.Length is 2 ? SeenIn(parts[1]) : null);
    }

    private static IEnumerable<Delivery> DeliveriesOf(string text)
    {
        if (text.StartsWith('('))
        {
            return [];
        }

        return text.StartsWith(Several, StringComparison.Ordinal)
            ? text[Several.Length..].Split('\n' + Several).Select(part => DeliveryOf(part[(part.IndexOf('\n') + 1)..]))
            : [DeliveryOf(text)];
    }

    private static Delivery DeliveryOf(string text) => text.Split(Response) is [var request, var response]
        ? new Delivery(request, response.StartsWith('(') ? null : response)
        : throw new FormatException("A delivery has no response.");

    private static string SeenIn(string text)
    {
        var time = text.LastIndexOf("\n(after ", StringComparison.Ordinal);
        var seen = time >= 0 ? text[..time] : text.TrimEnd('\n');
        return seen.EndsWith('\n' + NoBody, StringComparison.Ordinal) ? seen[..^NoBody.Length] : seen;
    }
}

/// <summary>One request that reached the handler, with one character a byte.</summary>
/// <param name="Request">All that the handler read.</param>
/// <param name="Response">All that it answered; null where it gave no answer.</param>
internal sealed record Delivery(string Request, string? Response);
