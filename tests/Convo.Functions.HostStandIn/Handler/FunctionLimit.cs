namespace Convo.Functions.HostStandIn.Handler;

/// <summary>Bounds invocations by functionTimeout. One that takes longer fails, and the handler is replaced, with all else that it was doing.</summary>
/// <param name="keeper">Keeps the handler.</param>
/// <param name="timeout">functionTimeout; null for none.</param>
/// <param name="clock">The time.</param>
internal sealed class FunctionLimit(HandlerKeeper keeper, TimeSpan? timeout, TimeProvider clock)
{
    /// <summary>What the host grants on top of functionTimeout; it was recorded to fail a call after 22 s of a limit of 20 s.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Makes a call and waits for it.</summary>
    /// <param name="call">The call; its token is cancelled when it took too long. One that doesn't heed it goes on, unheard.</param>
    /// <param name="cancellation">Ends the wait, and the call.</param>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        // Before the call, so that a clock that is moved when the handler has the request finds the limit set.
        var over = Task.Delay(timeout + Grace ?? Timeout.InfiniteTimeSpan, clock, end.Token);
        var answer = call(end.Token);
        var first = await Task.WhenAny(answer, over);
        await end.CancelAsync();
        if (first == answer || cancellation.IsCancellationRequested)
        {
            return await answer;
        }

        _ = answer.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        keeper.Replace();
        throw new TimeoutException($"The invocation took longer than {timeout}.");
    }
}
