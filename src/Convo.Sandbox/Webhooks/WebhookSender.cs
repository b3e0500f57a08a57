using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Faults;

namespace Convo.Sandbox.Webhooks;

/// <summary>Sends events the way Convo does: one attempt each, 10 s, no retry; a webhook gets the events of one meeting one after the other.</summary>
internal sealed class WebhookSender(TimeProvider clock, FaultBook faults, DeliveryLog log) : IAsyncDisposable
{
    /// <summary>How long Convo waits for an answer, on the sandbox's clock.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly HashSet<Task> running = [];
    private long lastTimestamp;

    /// <summary>Starts to send the events to every webhook subscribed to them.</summary>
    /// <returns>Ends when all attempts have ended, but for those that the fault <c>delay</c> holds back.</returns>
    public Task SendAsync(ConvoAccount account, IReadOnlyList<ConvoEvent> events) => Track(Task.WhenAll(account.ActiveWebhooks.Select(webhook =>
        SendInOrderAsync(webhook, [.. events.Where(e => webhook.Events.Contains(e.Name)).Select(e => Sign(webhook, e))]))));

    /// <summary>Sends <c>webhook.test</c>, whether or not the webhook is subscribed to it.</summary>
    public async Task<Delivery> TestAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        var test = new ConvoEvent(EventNames.Test, new JsonObject { ["message"] = "Test delivery from Convo" }, null);
        return await Track(AttemptAsync(webhook, Sign(webhook, test))).WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Task[] unfinished;
        lock (gate)
        {
            unfinished = [.. running];
        }

        try
        {
            await Task.WhenAll(unfinished);
        }
        catch (OperationCanceledException)
        {
            // Deliveries that were still under way end with the sandbox.
        }

        http.Dispose();
        stop.Dispose();
    }

    private async Task SendInOrderAsync(Webhook webhook, List<Parcel> parcels)
    {
        for (var i = 0; i + 1 < parcels.Count; i++)
        {
            if (faults.TryTake(FaultKind.Reorder, FaultTarget.Webhook) is not null)
            {
                (parcels[i], parcels[i + 1]) = (parcels[i + 1], parcels[i]);
                i++;
            }
        }

        foreach (var parcel in parcels)
        {
            var copies = faults.TryTake(FaultKind.Double, FaultTarget.Webhook) is null ? 1 : 2;
            for (var copy = 0; copy < copies; copy++)
            {
                if (faults.TryTake(FaultKind.Delay, FaultTarget.Webhook) is { } delay)
                {
                    _ = Track(AttemptLaterAsync(webhook, parcel, delay.Duration));
                    continue;
                }

                await AttemptAsync(webhook, parcel);
            }
        }
    }

    private async Task AttemptLaterAsync(Webhook webhook, Parcel parcel, TimeSpan delay)
    {
        await Task.Delay(delay, clock, stop.Token);
        await AttemptAsync(webhook, parcel);
    }

    private async Task<Delivery> AttemptAsync(Webhook webhook, Parcel parcel)
    {
        var at = ConvoTime.Format(clock.GetUtcNow());
        var (status, outcome) = faults.TryTake(FaultKind.Drop, FaultTarget.Webhook) is null
            ? await PostAsync(webhook, parcel)
            : (null, DeliveryOutcome.Dropped);
        var delivery = new Delivery(
            parcel.Event.Name, webhook.UrlAsGiven, status, outcome, parcel.Body.Sha256, at, webhook.Id, parcel.Event.ConversationId);
        log.Add(delivery);
        return delivery;
    }

    private async Task<(int? Status, DeliveryOutcome Outcome)> PostAsync(Webhook webhook, Parcel parcel)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(parcel.Body.Bytes) };
        request.Content.Headers.ContentType = Json;
        request.Headers.Add("X-Convo-Event", parcel.Event.Name);
        request.Headers.Add("X-Convo-Signature", parcel.Body.Signature);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? DeliveryOutcome.Delivered : DeliveryOutcome.Refused);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return (null, DeliveryOutcome.Timeout);
        }
        catch (HttpRequestException)
        {
            return (null, DeliveryOutcome.Unreachable);
        }
    }

    private Parcel Sign(Webhook webhook, ConvoEvent happened) =>
        new(happened, SignedBody.Of(happened.Name, happened.Data, NextTimestamp(), webhook.Secret));

    // Never the same millisecond twice: two deliveries would have the same bytes, and a receiver could only take them for copies.
    private DateTimeOffset NextTimestamp()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var setBack = now < lastTimestamp - 60_000;
            lastTimestamp = now > lastTimestamp || setBack ? now : lastTimestamp + 1;
            return DateTimeOffset.FromUnixTimeMilliseconds(lastTimestamp);
        }
    }

    private T Track<T>(T work)
        where T : Task
    {
        lock (gate)
        {
            running.Add(work);
        }

        _ = work.ContinueWith(
            done =>
            {
                lock (gate)
                {
                    running.Remove(done);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return work;
    }

    private sealed record Parcel(ConvoEvent Event, SignedBody Body);
}
