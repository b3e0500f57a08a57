using System.Collections.Concurrent;
using System.Net.Sockets;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Processes.Stage;

namespace Convo.Functions.Processes.Starting;

/// <summary>How the program ends when it is told to.</summary>
public sealed class StopTests
{
    private const int Connections = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Control_C_ends_it_with_0_and_without_a_complaint()
    {
        using var data = new TempFolder();
        await using var app = await AppProcess.StartAsync(new AppStart(data.Path));

        app.Process.Signal(PosixSignals.Interrupt);

        Assert.Equal(0, await app.Process.EndAsync(Patience));
        Assert.Equal("", app.Process.Errors);
    }

    [Fact]
    public async Task A_stop_under_load_gives_no_accepted_connection_a_server_error_and_loses_nothing_acknowledged()
    {
        await using var staged = await Staged.SetUpAsync(None);
        var acked = new ConcurrentBag<string>();
        var others = new ConcurrentBag<int>();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        var load = Enumerable.Range(0, Connections).Select(number => Task.Run(() => PostUntilClosedAsync(number))).ToList();
        await begun.Task.WaitAsync(Patience);

        Assert.Equal(0, await staged.App.StopAsync());
        await Task.WhenAll(load);

        Assert.Empty(others);
        await staged.CrashAsync();
        await using var stored = DataFile.Open(staged.DataFolder);
        foreach (var conversation in acked)
        {
            Assert.Single((await stored.MeetingAsync(Staged.Convo, conversation, None)).Events);
        }

        async Task PostUntilClosedAsync(int number)
        {
            using var poster = new HttpPoster(staged.Hook);
            await poster.ConnectAsync(limit.Token);
            try
            {
                for (var count = 0; ; count++)
                {
                    var conversation = $"sess_{number}_{count}";
                    var body = staged.Signer.Body("conversation.created", conversation, "load");
                    if (await poster.PostAsync(body, staged.Signer.Sign(body), limit.Token) is not 200 and var status)
                    {
                        others.Add(status);
                        return;
                    }

                    acked.Add(conversation);
                    if (acked.Count > Connections * 10)
                    {
                        begun.TrySetResult();
                    }
                }
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                // The server closed the connection between two requests: no answer is no acknowledgement.
            }
        }
    }
}
