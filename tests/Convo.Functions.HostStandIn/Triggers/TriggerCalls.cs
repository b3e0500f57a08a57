using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Convo.Functions.HostStandIn.Handler;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Convo.Functions.HostStandIn.Triggers;

/// <summary>An invocation by a trigger that has ended.</summary>
/// <param name="Function">The function.</param>
/// <param name="Failure">Why it failed; null where it succeeded.</param>
public sealed record Invocation(string Function, string? Failure);

/// <summary>Calls the handler for queue messages and timers, and judges its answers.</summary>
internal sealed class TriggerCalls(HandlerKeeper keeper, FunctionLimit limit, TimeProvider clock) : IDisposable
{
    private readonly HttpClient client = new(HandlerClient.Transport()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentQueue<Invocation> ended = new();
    private readonly ConcurrentQueue<string> logs = new();
    private int begun;

    /// <summary>How many have begun.</summary>
    public int Begun => Volatile.Read(ref begun);

    /// <summary>Those that have ended, oldest first.</summary>
    public IReadOnlyList<Invocation> Ended => [.. ended];

    /// <summary>The log lines that the handler put into its answers.</summary>
    public IReadOnlyList<string> Logs => [.. logs];

    /// <summary>Invokes a function; false where that failed.</summary>
    public async Task<bool> InvokeAsync(string function, byte[] envelope, CancellationToken cancellation)
    {
        Interlocked.Increment(ref begun);
        string? failure = null;
        try
        {
            await keeper.ReadyAsync(cancellation);
            await limit.WithinAsync(end => CallAsync(function, envelope, end), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            failure = $"{error.GetType().Name}: {error.Message}";
        }

        ended.Enqueue(new Invocation(function, failure));
        return failure is null;
    }

    public void Dispose() => client.Dispose();

    private async Task<bool> CallAsync(string function, byte[] envelope, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(keeper.Address, function)) { Content = new ChunkedContent(envelope) };
        HandlerClient.AddHostHeaders(request, Guid.CreateVersion7(clock.GetUtcNow()).ToString());
        using var response = await client.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadAsStringAsync(cancellation);
        if (answer.Length is 0)
        {
            // Nothing completes an invocation that was answered with nothing; only functionTimeout ends it.
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellation);
        }

        Read(response.Content.Headers.ContentType, answer);
        return true;
    }

    private void Read(MediaTypeHeaderValue? type, string answer)
    {
        if (type?.MediaType is not ("application/json" or "text/json"))
        {
            throw new InvalidOperationException($"Invalid HttpResponseMessage: {type} is no JSON.");
        }

        try
        {
            foreach (var line in JObject.Parse(answer)[nameof(Logs)] as JArray ?? [])
            {
                logs.Enqueue(line.ToString());
            }
        }
        catch (JsonException error)
        {
            throw new InvalidOperationException("Invalid HttpResponseMessage: the body is not the JSON of a result.", error);
        }
    }
}
