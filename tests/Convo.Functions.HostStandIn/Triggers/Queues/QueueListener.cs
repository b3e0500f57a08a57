using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Convo.Functions.HostStandIn.App;

namespace Convo.Functions.HostStandIn.Triggers.Queues;

/// <summary>
/// Reads one queue for one function as the queue extension does: in batches, several messages at once, the failed ones back into the queue and at last to
/// the poison queue. The client is Microsoft's own, so whoever sends the messages must have written them as Azure expects.
/// </summary>
internal sealed class QueueListener : IAsyncDisposable
{
    // What the extension hides a message for while it is handled.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private readonly FunctionDefinition.Queue function;
    private readonly QueueSettings settings;
    private readonly TriggerCalls calls;
    private readonly TimeProvider clock;
    private readonly TimeProvider pollClock;
    private readonly QueueClient queue;
    private readonly PoisonQueue? poison;
    private readonly PollingPause pause;
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> handling = [];
    private readonly Lock gate = new();
    private readonly List<TaskCompletionSource> waitingForQuiet = [];
    private TaskCompletionSource wake = NewWake();
    private Task loop = Task.CompletedTask;

    public QueueListener(
        FunctionDefinition.Queue function, QueueSettings settings, string connection, TriggerCalls calls, TimeProvider clock, TimeProvider pollClock)
    {
        (this.function, this.settings, this.calls, this.clock, this.pollClock) = (function, settings, calls, clock, pollClock);
        pause = new PollingPause(settings.MaxPollingInterval);
        poison = PoisonQueue.Of(function.QueueName, connection);
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        options.MessageDecodingFailed += async refused => await SetAsideAsync(refused.ReceivedMessage, isDecoded: false);
        queue = new QueueClient(connection, function.QueueName, options);
    }

    /// <summary>The queue that it reads.</summary>
    public string QueueName => function.QueueName;

    /// <summary>Told when a message was put into a poison queue, with that queue's name.</summary>
    public Action<string> Poisoned { get; init; } = _ => { };

    public void Start() => loop = Task.Run(() => ListenAsync(stop.Token));

    /// <summary>Looks at once, as the extension does when it knows that something was sent.</summary>
    public void Wake()
    {
        lock (gate)
        {
            wake.TrySetResult();
        }
    }

    /// <summary>Completes when a look that began after this call has found nothing while nothing was being handled.</summary>
    public Task QuietAsync(CancellationToken cancellation)
    {
        var quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waitingForQuiet.Add(quiet);
            wake.TrySetResult();
        }

        return quiet.Task.WaitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll([loop, .. handling]).ContinueWith(_ => { }, TaskScheduler.Default);
        lock (gate)
        {
            waitingForQuiet.ForEach(quiet => quiet.TrySetCanceled());
        }

        stop.Dispose();
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ListenAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            TaskCompletionSource woken;
            List<TaskCompletionSource> quiet;
            lock (gate)
            {
                woken = wake = NewWake();
                quiet = [.. waitingForQuiet];
            }

            handling.RemoveAll(task => task.IsCompleted);
            var wasIdle = handling.Count is 0;
            if (await LookAsync(cancellation) is { Length: > 0 } batch)
            {
                pause.FoundSomething();
                handling.AddRange(batch.Select(message => HandleAsync(message, cancellation)));
                await RoomAsync();
                continue;
            }

            if (wasIdle)
            {
                SayQuiet(quiet);
            }

            await PauseAsync(woken.Task, cancellation);
        }
    }

    private async Task<QueueMessage[]> LookAsync(CancellationToken cancellation)
    {
        try
        {
            return await queue.ReceiveMessagesAsync(settings.BatchSize, Lease, cancellation);
        }
        catch (RequestFailedException)
        {
            // No queue yet, or a storage in trouble: the next look may find it better.
            return [];
        }
    }

    // As many as the threshold may still be in the works when the next batch is fetched.
    private async Task RoomAsync()
    {
        while (handling.Count > settings.NewBatchThreshold)
        {
            handling.Remove(await Task.WhenAny(handling));
        }
    }

    // A message that ends is a reason to look again for those who wait for quiet; the real host would wait on.
    private async Task PauseAsync(Task woken, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var time = Task.Delay(pause.Next(), pollClock, over.Token);
        await Task.WhenAny([woken, time]);
        await over.CancelAsync();
    }

    private void SayQuiet(List<TaskCompletionSource> quiet)
    {
        lock (gate)
        {
            quiet.ForEach(one => one.TrySetResult());
            waitingForQuiet.RemoveAll(quiet.Contains);
        }
    }

    private async Task HandleAsync(QueueMessage message, CancellationToken cancellation)
    {
        try
        {
            if (poison is not null && message.DequeueCount > settings.MaxDequeueCount)
            {
                await SetAsideAsync(message, isDecoded: true);
                return;
            }

            var envelope = Envelope.Of(function.Binding, message.Body.ToString(), QueueBindingData.Of(function.Name, message, clock.GetUtcNow()));
            if (await calls.InvokeAsync(function.Name, envelope, cancellation))
            {
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellation);
            }
            else if (poison is not null && message.DequeueCount >= settings.MaxDequeueCount)
            {
                await SetAsideAsync(message, isDecoded: true);
            }
            else
            {
                await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, (string?)null, settings.VisibilityTimeout, cancellation);
            }
        }
        catch (Exception error) when (error is RequestFailedException or OperationCanceledException)
        {
            // The message comes back when its lease is over.
        }
        finally
        {
            WakeWhoWaits();
        }
    }

    private void WakeWhoWaits()
    {
        lock (gate)
        {
            if (waitingForQuiet.Count > 0)
            {
                wake.TrySetResult();
            }
        }
    }

    private async Task SetAsideAsync(QueueMessage? message, bool isDecoded)
    {
        if (message is null || poison is null)
        {
            return;
        }

        await poison.TakeAsync(message, isDecoded, queue, stop.Token);
        Poisoned(poison.Name);
    }
}
