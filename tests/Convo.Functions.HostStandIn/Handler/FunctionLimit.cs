namespace Convo.Functions.HostStandIn.Handler;

/// <summary>Bounds invocations by functionTimeout. One that takes longer fails, and the handler is replaced, with all else that it was doing.</summary>
/// <param name="keeper">Keeps the handler.</param>
/// <param name="timeout">functionTimeout; null for none.</param>
/// <param name="clock">The time.</param>
internal sealed class FunctionLimit(HandlerKeeper keeper, TimeSpan? timeout, TimeProvider clock)
{
    /// <summary>What the host grants on top of functionTimeout; it was recorded to fail a call after 22 s of a limit of 20 s.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Waits for an invocation.</summary>
    /// <exception cref="TimeoutException">It took too long. The call may go on, unheard.</exception>
    public async Task<T> WithinAsync<T>(Task<T> call, CancellationToken cancellation)
    {
        if (timeout is not { } limit)
        {
            return await call.WaitAsync(cancellation);
        }

        try
        {
            return await call.WaitAsync(limit + Grace, clock, cancellation);
        }
        catch (TimeoutException) when (!call.IsCompleted)
        {
            _ = call.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            keeper.Replace();
            throw;
        }
    }
}
