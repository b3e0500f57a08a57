using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Convo.Sandbox.Tests.Mail;

/// <summary>A client that says to the mailbox exactly what a test says, right or wrong.</summary>
internal sealed class SmtpTalk : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TcpClient client = new();
    private StreamReader reader = StreamReader.Null;

    /// <summary>Connects and hears the greeting.</summary>
    public static async Task<SmtpTalk> StartAsync(int port)
    {
        var talk = new SmtpTalk();
        await talk.client.ConnectAsync(IPAddress.Loopback, port);
        talk.reader = new StreamReader(talk.client.GetStream(), Encoding.UTF8);
        Assert.StartsWith("220 ", await talk.HearAsync(), StringComparison.Ordinal);
        return talk;
    }

    /// <summary>Connects, greets and signs in.</summary>
    public static async Task<SmtpTalk> SignedInAsync(int port)
    {
        var talk = await StartAsync(port);
        await talk.ExpectAsync("EHLO test.example", 250);
        await talk.ExpectAsync($"AUTH PLAIN {Base64("\0sandbox\0sandbox")}", 235);
        return talk;
    }

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Says one line and gives the whole answer, its lines parted by line feeds; empty where the connection was closed.</summary>
    public async Task<string> SayAsync(string line)
    {
        await SendAsync(line + "\r\n");
        return await HearAsync();
    }

    /// <summary>Says one line and fails the test unless the answer has this code.</summary>
    public async Task<string> ExpectAsync(string line, int code)
    {
        var answer = await SayAsync(line);
        Assert.True(answer.StartsWith($"{code}", StringComparison.Ordinal), $"{line} was answered with {answer}");
        return answer;
    }

    public async Task SendAsync(string text) => await SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await client.GetStream().WriteAsync(bytes);

    public async Task<string> HearAsync()
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            lines.Add(line);
            if (line.Length < 4 || line[3] != '-')
            {
                break;
            }
        }

        return string.Join('\n', lines);
    }

    /// <summary>Hands in a mail up to its last line, and gives the answer to its end.</summary>
    public async Task<string> MailAsync(string content, params string[] to)
    {
        await BeginAsync(to);
        return await SayAsync(content + "\r\n.");
    }

    /// <summary>Says everything up to DATA.</summary>
    public async Task BeginAsync(params string[] to)
    {
        await ExpectAsync("MAIL FROM:<meetings@sandbox.example>", 250);
        foreach (var address in to.DefaultIfEmpty("anna@sandbox.example"))
        {
            await ExpectAsync($"RCPT TO:<{address}>", 250);
        }

        await ExpectAsync("DATA", 354);
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
