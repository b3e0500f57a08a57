using System.Net;
using System.Net.Sockets;
using System.Text;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Trying;

/// <summary>
/// .NET's HTTP client sends a request without a body again by itself where a kept connection ends in good order before the answer. A removal would then meet
/// its own effect without anybody knowing of the first try.
/// </summary>
public sealed class HiddenRepeats
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task A_removal_whose_connection_ends_before_the_answer_is_known_to_have_been_tried_twice()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        var serving = ServeAsync(listener);
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/acme";
        var tables = new AzureTables(new AzureStorageOptions
        {
            ConnectionString = $"AccountName=acme;AccountKey=c2VjcmV0;TableEndpoint={address};QueueEndpoint={address}",
            TryFor = TimeSpan.FromSeconds(30),
            Within = TimeSpan.FromSeconds(60),
        });
        Assert.Null(await tables.GetAsync(TableNames.Meetings, "p", "k", Never));

        var removed = await tables.WriteAsync(TableNames.Meetings, [new RowChange.Delete("p", "k")], Never);

        Assert.Equal([null], Assert.IsType<WriteResult.Done>(removed).Tags);
        Assert.Equal(["GET", "DELETE", "DELETE"], await serving);
    }

    /// <summary>Answers a read, ends the connection at the removal, and answers the next on a new connection as if the first had been made.</summary>
    private static async Task<List<string>> ServeAsync(TcpListener listener)
    {
        List<string> verbs = [];
        using (var first = await listener.AcceptTcpClientAsync())
        {
            verbs.Add(await ReadAsync(first));
            await AnswerNotFoundAsync(first);
            verbs.Add(await ReadAsync(first));
            first.Client.Shutdown(SocketShutdown.Send);
        }

        using var second = await listener.AcceptTcpClientAsync();
        verbs.Add(await ReadAsync(second));
        await AnswerNotFoundAsync(second);
        return verbs;
    }

    private static async Task<string> ReadAsync(TcpClient client)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer)));
        }

        return text.ToString().Split(' ')[0];
    }

    private static async Task AnswerNotFoundAsync(TcpClient client)
    {
        const string Body = """{"odata.error":{"code":"ResourceNotFound","message":{"lang":"en-us","value":"It does not exist."}}}""";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 404 Not Found\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));
    }
}
