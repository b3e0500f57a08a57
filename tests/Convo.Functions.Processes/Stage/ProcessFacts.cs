using System.Globalization;
using System.Net;

namespace Convo.Functions.Processes.Stage;

/// <summary>What the system says about a process, read from <c>/proc</c> (proc(5), "net/tcp", "fd", "maps").</summary>
internal static class ProcessFacts
{
    private const string Listening = "0A";
    private const int LocalAddress = 1;
    private const int State = 3;
    private const int Inode = 9;

    /// <summary>Where a process listens.</summary>
    public static IReadOnlyList<IPEndPoint> Listens(int process)
    {
        var sockets = Directory.EnumerateFiles($"/proc/{process}/fd").Select(fd => new FileInfo(fd).LinkTarget ?? "").ToHashSet();
        return [.. new[] { "tcp", "tcp6" }
            .SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(line => line[State] is Listening && sockets.Contains($"socket:[{line[Inode]}]"))
            .Select(line => Parse(line[LocalAddress]))];
    }

    /// <summary>The files that are part of its memory: the program and every library that it has loaded.</summary>
    public static IReadOnlyList<string> LoadedFiles(int process) =>
    [
        .. File.ReadLines($"/proc/{process}/maps")
            .Where(line => line.Contains('/', StringComparison.Ordinal))
            .Select(line => line[line.IndexOf('/')..])
            .Distinct(),
    ];

    // The address is hexadecimal in words of four bytes, each in the byte order of the machine; the port is plain.
    private static IPEndPoint Parse(string text)
    {
        var (address, port) = text.Split(':') is [var hex, var number] ? (hex, number) : throw new FormatException(text);
        var bytes = address.Chunk(8).SelectMany(word => BitConverter.GetBytes(uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        return new IPEndPoint(new IPAddress([.. bytes]), int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
