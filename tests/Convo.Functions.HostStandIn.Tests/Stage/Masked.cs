using System.Text.RegularExpressions;

namespace Convo.Functions.HostStandIn.Tests.Stage;

/// <summary>Takes out of an exchange what is different at every run: ids, dates, ports, and the size of the one chunk that holds them.</summary>
internal static partial class Masked
{
    /// <summary>A request at the handler.</summary>
    public static string Request(string request) => Port().Replace(WithoutDates(WithCheckedSize(request)), "127.0.0.1:(port)");

    /// <summary>An answer at the client, with LF for CRLF.</summary>
    public static string Answer(string answer) => HttpDate().Replace(answer.Replace("\r\n", "\n", StringComparison.Ordinal), "Date: (date)");

    private static string WithoutDates(string text) => Receipt().Replace(Time().Replace(Id().Replace(text, "(id)"), "(time)"), "\"PopReceipt\":\"(receipt)\"");

    // Times are written without their last zeros, so the size differs from run to run; that it is right is checked here.
    private static string WithCheckedSize(string request) => EnvelopeChunk().Replace(request, chunk =>
    {
        var size = chunk.Groups["size"].Value;
        var body = chunk.Groups["body"].Value;
        Assert.Equal(body.Length.ToString("X"), size);
        return $"\r\n\r\n(size)\r\n{body}\r\n0\r\n\r\n";
    });

    [GeneratedRegex(
        @"\r\n\r\n(?<size>[0-9A-F]+)\r\n(?<body>\{""Data"":.*,""Metadata"":.*\})\r\n0\r\n\r\n$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex EnvelopeChunk();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-(?!0{12})[0-9a-f]{12}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(
        @"(?<=""(?:ExpirationTime|InsertionTime|NextVisibleTime|UtcNow|Last|Next|LastUpdated)"":"")\d{4}-\d\d-\d\dT[^""]+",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"""PopReceipt"":""\\""[A-Za-z0-9+/=]+\\""""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Receipt();

    [GeneratedRegex(@"127\.0\.0\.1:\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Port();

    [GeneratedRegex("Date: [^\n]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HttpDate();
}
