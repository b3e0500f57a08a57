using System.Net;
using System.Net.Sockets;

namespace Convo.Sandbox.Mail;

/// <summary>
/// Takes mail on 127.0.0.1. Written here, as no library for .NET that serves SMTP is to be had, and the product must run without the ones of npm that its
/// tests use. Without encryption: no certificate of it would be trusted, and nothing leaves the machine.
/// </summary>
internal sealed partial class SmtpListener : IAsyncDisposable
{
    /// <summary>Most clients at once; a further one is asked to come later.</summary>
    public const int MostClients = 20;

    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly HashSet<Task> clients = [];
    private readonly TcpListener listener;
    private readonly Func<SmtpChannel, CancellationToken, Task> talk;
    private readonly TimeProvider clock;
    private readonly ILogger? log;
    private readonly Task accepting;

    private SmtpListener(TcpListener listener, Func<SmtpChannel, CancellationToken, Task> talk, TimeProvider clock, ILogger? log)
    {
        (this.listener, this.talk, this.clock, this.log) = (listener, talk, clock, log);
        accepting = AcceptAsync();
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Starts to listen.</summary>
    /// <param name="chosen">The port; 0 takes a free one, null the one after the neighbour's, or a free one where that is taken.</param>
    /// <param name="neighbour">The sandbox's own port, as it was chosen.</param>
    /// <param name="talk">Talks with one client.</param>
    /// <param name="clock">The sandbox's clock.</param>
    /// <param name="log">For faults of its own.</param>
    /// <exception cref="MailPortInUseException">Another program has the chosen port.</exception>
    public static SmtpListener Start(
        int? chosen, int neighbour, Func<SmtpChannel, CancellationToken, Task> talk, TimeProvider clock, ILogger? log)
    {
        try
        {
            var wanted = chosen ?? (neighbour is 0 or IPEndPoint.MaxPort ? 0 : neighbour + 1);
            return new(Open(wanted), talk, clock, log);
        }
        catch (SocketException) when (chosen is null)
        {
            return new(Open(0), talk, clock, log);
        }
        catch (SocketException e)
        {
            throw new MailPortInUseException(chosen ?? 0, e);
        }
    }

    /// <summary>Stops at once: clients are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        Task[] open;
        lock (gate)
        {
            open = [.. clients];
        }

        await Task.WhenAll(open);
        stop.Dispose();
    }

    private static TcpListener Open(int port)
    {
        var opened = new TcpListener(IPAddress.Loopback, port);
        try
        {
            opened.Start();
            return opened;
        }
        catch (SocketException)
        {
            opened.Dispose();
            throw;
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync(stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                // A client that was gone before it was taken; the next one is no worse for it.
                continue;
            }

            Serve(client);
        }
    }

    private void Serve(TcpClient client)
    {
        lock (gate)
        {
            var hasRoom = clients.Count < MostClients;
            var task = TalkAsync(client, hasRoom ? talk : (channel, _) => channel.SayAsync("421 4.3.2 Too many clients at once; come again"));
            if (hasRoom && !task.IsCompleted)
            {
                clients.Add(task);
                _ = task.ContinueWith(Forget, TaskScheduler.Default);
            }
        }
    }

    private void Forget(Task task)
    {
        lock (gate)
        {
            clients.Remove(task);
        }
    }

    private async Task TalkAsync(TcpClient client, Func<SmtpChannel, CancellationToken, Task> conversation)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await conversation(new SmtpChannel(client.GetStream(), clock, stop.Token), stop.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or SmtpEndedException)
            {
                // The client has gone, or the sandbox goes.
            }
            catch (Exception e) when (log is not null)
            {
                Log.TalkFailed(log, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Error, "The sandbox's mailbox failed; this is a fault of the sandbox itself")]
        public static partial void TalkFailed(ILogger logger, Exception exception);
    }
}
