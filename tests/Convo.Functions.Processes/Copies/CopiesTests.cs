using System.Collections.Concurrent;
using System.Diagnostics;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Core.Ports;
using Convo.Functions.Processes.Crashing;
using Convo.Functions.Processes.Stage;
using Xunit.Abstractions;

namespace Convo.Functions.Processes.Copies;

/// <summary>The same delivery, byte for byte, a thousand times from 64 sides at once (goal R4).</summary>
public sealed class CopiesTests(ITestOutputHelper output)
{
    private const string EventsVariable = "CONVO_COPIED_EVENTS";
    private const int UsualEvents = 5;
    private const int Threads = 64;
    private const int CopiesOfEach = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_thousand_copies_of_an_event_at_once_make_one_event_one_run_and_one_message()
    {
        var events = Deep.Number(EventsVariable, UsualEvents);
        await using var staged = await Staged.SetUpAsync(None);
        await staged.App.Api.PublishAsync(Recipes.Make("greet", "created", null, Recipes.Post("post", "#meetings", "{{event.title}}")), None);
        var conversations = Enumerable.Range(0, events).Select(number => $"sess_copied_{number}").ToList();
        var watch = Stopwatch.StartNew();

        foreach (var conversation in conversations)
        {
            var body = staged.Signer.Body("conversation.created", conversation, conversation);
            Assert.Equal([200], await PostCopiesAsync(staged, body, staged.Signer.Sign(body)));
        }

        output.WriteLine($"{events} x {CopiesOfEach} copies over {Threads} connections in {watch.Elapsed}");
        await Eventually.HoldsAsync(() => Task.FromResult(DataFile.Count(staged.DataFolder, TableNames.Open) == 0), Patience, "no work is open any more");
        Assert.Equal(
            conversations,
            (await staged.Sandbox.MessagesAsync("meetings", None)).Select(message => message.GetProperty("text").GetString()!).Order(StringComparer.Ordinal));
        await using var stored = await staged.StopAppAsync();
        foreach (var conversation in conversations)
        {
            var meeting = await stored.MeetingAsync(Staged.Convo, conversation, None);
            Assert.Single(meeting.Events);
            Assert.Single(meeting.Runs);
        }
    }

    /// <summary>The distinct statuses of the answers.</summary>
    private static async Task<IEnumerable<int>> PostCopiesAsync(Staged staged, byte[] body, string signature)
    {
        var statuses = new ConcurrentDictionary<int, bool>();
        var left = CopiesOfEach;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var connected = 0;
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(PostAsync)));
        return statuses.Keys;

        async Task PostAsync()
        {
            using var poster = new HttpPoster(staged.Hook);
            await poster.ConnectAsync(None);
            if (Interlocked.Increment(ref connected) == Threads)
            {
                ready.SetResult();
            }

            await ready.Task;
            while (Interlocked.Decrement(ref left) >= 0)
            {
                statuses[await poster.PostAsync(body, signature, None)] = true;
            }
        }
    }
}
