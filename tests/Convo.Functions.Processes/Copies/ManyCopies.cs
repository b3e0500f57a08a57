using System.Collections.Concurrent;
using System.Diagnostics;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Processes.Stage;
using Xunit.Abstractions;

namespace Convo.Functions.Processes.Copies;

/// <summary>The same delivery, byte for byte, a thousand times from 64 sides at once (goal R4).</summary>
public abstract class ManyCopies(ITestOutputHelper output)
{
    private const string EventsVariable = "CONVO_COPIED_EVENTS";
    private const int Threads = 64;
    private const int CopiesOfEach = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly CancellationToken None = CancellationToken.None;

    private protected abstract int UsualEvents { get; }

    [Fact]
    public async Task A_thousand_copies_of_an_event_at_once_make_one_event_one_run_and_one_message()
    {
        var events = Deep.Number(EventsVariable, UsualEvents);
        await using var stage = await SetUpAsync();
        await stage.Api.PublishAsync(Recipes.Make("greet", "created", null, Recipes.Post("post", "#meetings", "{{event.title}}")), None);
        var conversations = Enumerable.Range(0, events).Select(number => $"sess_copied_{number}").ToList();
        var watch = Stopwatch.StartNew();

        foreach (var conversation in conversations)
        {
            var body = stage.Signer.Body("conversation.created", conversation, conversation);
            Assert.Equal([200], await PostCopiesAsync(stage, body, stage.Signer.Sign(body)));
        }

        output.WriteLine($"{events} x {CopiesOfEach} copies over {Threads} connections in {watch.Elapsed}");
        await Eventually.HoldsAsync(async () => !await stage.HasOpenWorkAsync(), Patience, "no work is open any more");
        Assert.Equal(conversations, (await Events.TextsAsync(stage)).Order(StringComparer.Ordinal));
        await using var stored = await stage.StopAsync();
        foreach (var conversation in conversations)
        {
            var meeting = await stored.MeetingAsync(conversation);
            Assert.Single(meeting.Events);
            Assert.Single(meeting.Runs);
        }
    }

    private protected abstract Task<IStage> SetUpAsync();

    /// <summary>The distinct statuses of the answers.</summary>
    private static async Task<IEnumerable<int>> PostCopiesAsync(IStage stage, byte[] body, string signature)
    {
        var statuses = new ConcurrentDictionary<int, bool>();
        var left = CopiesOfEach;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var connected = 0;
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(side => Task.Run(() => PostAsync(stage.Hooks[side % stage.Hooks.Count]))));
        return statuses.Keys;

        async Task PostAsync(Uri hook)
        {
            using var poster = new HttpPoster(hook);
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
